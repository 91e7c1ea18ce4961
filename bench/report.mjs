/**
 * What was measured, for people and for programs.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'

const number = (value, digits = 0) =>
  value === null || value === undefined
    ? '–'
    : value.toLocaleString('en-US', {
        maximumFractionDigits: digits,
        minimumFractionDigits: digits,
      })

/** Whether a row reaches its goal. */
export const isMet = ({ row, goal }) =>
  goal.ratioAtLeast === undefined ? row.ours <= goal.oursAtMost : row.ratio >= goal.ratioAtLeast

const goalText = (goal) =>
  goal.ratioAtLeast === undefined ? `≤ ${number(goal.oursAtMost)}` : `≥ ${goal.ratioAtLeast} ×`

/** The tables, as Markdown, so that they can be pasted where they are needed. */
export function tables(results) {
  const speeds = results.filter(({ sides }) => sides)
  return [
    '',
    machine(),
    '',
    ...table(
      ['row', 'ours', 'peer', 'unit', 'ratio', 'goal', '', 'peer is'],
      results.map((result) => [
        `\`${result.row.name}\``,
        number(result.row.ours),
        number(result.row.peer),
        result.row.unit,
        number(result.row.ratio, 2),
        goalText(result.goal),
        isMet(result) ? 'met' : 'NOT MET',
        result.row.peerName,
      ]),
    ),
    '',
    ...(speeds.length === 0
      ? []
      : table(
          ['row', 'side', 'requests/s', 'CPU per request, µs', 'cores busy', 'p50, ms', 'p99, ms'],
          speeds.flatMap(({ row, sides }) => [
            [`\`${row.name}\``, 'ours', ...speed(sides.ours)],
            ['', row.peerName, ...speed(sides.peer)],
          ]),
        )),
    '',
    ...results.flatMap(({ row, pairs, note }) => [
      ...(pairs
        ? [`${row.name}: ratio of each pair ${pairs.map((ratio) => number(ratio, 2)).join(', ')}`]
        : []),
      ...(note ? [`${row.name}: ${note}`] : []),
    ]),
  ].join('\n')
}

const speed = ({ perSecond, cpuMicroseconds, busy, p50, p99 }) => [
  number(perSecond),
  number(cpuMicroseconds),
  number(busy, 2),
  number(p50, 2),
  number(p99, 2),
]

const machine = () =>
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}, ${process.platform}. Server and load share them.`

function table(heads, rows) {
  const widths = heads.map((head, column) =>
    Math.max(3, head.length, ...rows.map((row) => row[column].length)),
  )
  const line = (cells) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`
  return [
    line(heads),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...rows.map(line),
  ]
}

/** Writes the rows to bench/results/latest.json. */
export function writeRows(folder, results) {
  mkdirSync(folder, { recursive: true })
  const rows = results.map(({ row }) => row)
  writeFileSync(new URL('latest.json', folder), `${JSON.stringify(rows, null, 2)}\n`)
}
