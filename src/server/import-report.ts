import { closeSync, openSync, writeSync } from 'node:fs'

import { added, type Finding, isRefused, noCounts, outcomes } from '@/portal/import/finding'

const mostShown = 20

/** Without what a file could tell a terminal to do. */
export const printable = (line: string): string => line.replaceAll(/\p{Cc}/gu, '\u{fffd}')

/**
 * Writes what became of each entry as JSON, one a line, and counts. The file is its owner's only: it holds names.
 *
 * @param isShown  whether a finding is printed too
 */
export function openReport(file: string, isShown: (finding: Finding) => boolean) {
  const report = openSync(file, 'w', 0o600)
  let counts = noCounts
  let shown = 0

  const show = (finding: Finding) => {
    shown += 1
    if (shown > mostShown) return
    const { at, name, outcome, reasons } = finding
    const who = name === '' ? '' : ` (${name})`
    console.error(printable(`${at}${who}: ${outcome}: ${reasons.join('; ')}`))
  }

  return {
    add: (findings: readonly Finding[]): void => {
      writeSync(report, findings.map((finding) => `${JSON.stringify(finding)}\n`).join(''))
      counts = added(counts, findings)
      for (const finding of findings.filter(isShown)) show(finding)
    },
    close: (): void => {
      closeSync(report)
    },
    hasRefusals: (): boolean =>
      outcomes.some((outcome) => isRefused({ outcome }) && counts[outcome] > 0),
    summary: (isDryRun: boolean): readonly string[] => [
      ...(shown > mostShown ? [`… and ${shown - mostShown} more.`] : []),
      `${outcomes.map((outcome) => `${counts[outcome]} ${outcome}`).join(', ')}.`,
      `What became of each: ${file}`,
      ...(isDryRun ? ['Nothing was written: this was a dry run.'] : []),
    ],
  }
}
