/** What became of an entry. */
export const outcomes = ['imported', 'there already', 'conflict', 'duplicate', 'broken'] as const
export type Outcome = (typeof outcomes)[number]

/** A line of the report. Nothing in it is a secret. */
export type Finding = {
  readonly at: string
  readonly outcome: Outcome
  /** The username, or the app's id. */
  readonly name: string
  readonly reasons: readonly string[]
}

export type Counts = Readonly<Record<Outcome, number>>

export const noCounts: Counts = {
  imported: 0,
  'there already': 0,
  conflict: 0,
  duplicate: 0,
  broken: 0,
}

export const added = (counts: Counts, findings: readonly Finding[]): Counts =>
  Object.fromEntries(
    outcomes.map((outcome) => [
      outcome,
      counts[outcome] + findings.filter((finding) => finding.outcome === outcome).length,
    ]),
  ) as Record<Outcome, number>

/** Whether somebody has to look at it. */
export const isRefused = ({ outcome }: Pick<Finding, 'outcome'>): boolean =>
  outcome !== 'imported' && outcome !== 'there already'
