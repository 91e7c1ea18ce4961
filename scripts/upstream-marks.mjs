// Writes the marks of services on sign-in buttons: node scripts/upstream-marks.mjs
// What is taken from `simple-icons` is committed, as that package is of no use to whoever only runs Portico; and it is
// redrawn on a coarser grid, as those pages are weighed. At the size of a button a step of it is a fifth of a pixel.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { format, resolveConfig } from 'prettier'
import * as icons from 'simple-icons'

export const target = fileURLToPath(new URL('../src/ui/upstream-marks.ts', import.meta.url))

const marks = {
  google: icons.siGoogle,
  github: icons.siGithub,
  apple: icons.siApple,
  gitlab: icons.siGitlab,
  discord: icons.siDiscord,
  wordpress: icons.siWordpress,
  oidc: icons.siOpenid,
}

/** Steps of our grid in one of the package's 24. */
const scale = 4

/** What each number of a command is: a length along x or y, a radius, or as it is. */
const kinds = { m: 'xy', l: 'xy', h: 'x', v: 'y', c: 'xyxyxy', s: 'xyxy', a: 'rr111xy', z: '' }

/** The commands of a path, each with its own numbers — SVG 2 §9.3. */
function commandsOf(path) {
  return [...path.matchAll(/([a-z])([^a-z]*)/gi)].flatMap(([, letter, text]) => {
    const kind = kinds[letter.toLowerCase()]
    const commands = []
    let rest = text
    do {
      const values = [...kind].map((_, at) => {
        const isFlag = kind.startsWith('rr') && (at === 3 || at === 4) // which need nothing between them
        const found = (isFlag ? /^[\s,]*([01])/ : /^[\s,]*(-?(?:\d+\.?\d*|\.\d+))/).exec(rest)
        rest = rest.slice(found[0].length)
        return Number(found[1])
      })
      const isMore = letter === 'm' ? 'l' : letter === 'M' ? 'L' : letter
      commands.push({ letter: commands.length > 0 ? isMore : letter, values })
    } while (/\d/.test(rest))
    return commands
  })
}

/** The same path in whole steps of our grid: each point is rounded where it is, so that no error adds up. */
export function coarse(path) {
  const at = { x: 0, y: 0 } // where the path is
  const drawn = { x: 0, y: 0 } // where ours is
  let start = { ...at }
  let last = ''
  let text = ''
  for (const { letter, values } of commandsOf(path)) {
    const name = letter.toLowerCase()
    if (name === 'z') {
      text += 'z'
      last = 'z'
      Object.assign(at, start)
      Object.assign(drawn, { x: Math.round(at.x * scale), y: Math.round(at.y * scale) })
      continue
    }
    const to = { ...at }
    const steps = [...kinds[name]].map((kind, index) => {
      if (kind === '1') return values[index]
      if (kind === 'r') return Math.max(1, Math.round(values[index] * scale))
      to[kind] = letter === name ? at[kind] + values[index] : values[index]
      return Math.round(to[kind] * scale) - drawn[kind]
    })
    Object.assign(at, to)
    for (const axis of ['x', 'y']) drawn[axis] = Math.round(at[axis] * scale)
    if (name === 'm') start = { ...at }
    const moves = name === 'a' ? steps.slice(5) : steps
    if (name !== 'm' && moves.every((it) => it === 0)) continue
    text += (name === last && name !== 'm' ? ' ' : name) + steps.join(' ')
    last = name
  }
  return text.replaceAll(' -', '-')
}

/** A brand's own colour; a black one is black by day only, so it is drawn as the text is. */
const colorOf = ({ hex }) =>
  [0, 2, 4].every((at) => parseInt(hex.slice(at, at + 2), 16) < 0x40) ? 'currentColor' : `#${hex}`

/** The text of `src/ui/upstream-marks.ts`. */
export async function upstreamMarksText() {
  const entries = Object.entries(marks).map(
    ([preset, icon]) => `${preset}: { color: '${colorOf(icon)}', path: '${coarse(icon.path)}' },`,
  )
  const text = `// Written by scripts/upstream-marks.mjs, from what simple-icons has; in a square of ${24 * scale}.
export const upstreamMarks = {${entries.join('\n')}} as const
`
  return format(text, { ...(await resolveConfig(target)), parser: 'typescript' })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await writeFile(target, await upstreamMarksText())
}
