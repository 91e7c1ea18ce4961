/** How often something was tried within a window. */
export type AttemptCount = {
  readonly count: number
  readonly windowEndsAt: Date
}

export type AttemptWindow = {
  /** What is counted: `sign-in:account:…`, hashed where it holds personal data. */
  readonly key: string
  readonly windowEndsAt: Date
}

export interface AttemptStore {
  /**
   * Counts one attempt for each key, in one statement, and answers the new counts in the order of the keys. A window
   * that has ended by `at` starts again with 1 and the end given. Racing callers never see the same count.
   */
  count(windows: readonly AttemptWindow[], at: Date): Promise<readonly AttemptCount[]>
  /** Takes back one attempt of each key: a success is no attempt. */
  forgive(keys: readonly string[]): Promise<void>
  /** Forgets the keys. */
  clear(keys: readonly string[]): Promise<void>
}
