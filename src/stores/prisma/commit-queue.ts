import type { Database as Connection } from 'better-sqlite3'
import type { TransactionGate } from './transaction-lock'

type Waiting = {
  readonly work: () => unknown
  readonly settle: (outcome: Outcome) => void
}

type Outcome = { readonly value: unknown } | { readonly error: Error }

/**
 * Writes to SQLite past Prisma that are on the disk when they are answered. Those that are asked for in one turn of the
 * event loop share a commit, and so one wait for the disk. Each is all or nothing by itself, whatever becomes of the
 * others.
 */
export class CommitQueue {
  readonly #gate: TransactionGate
  readonly #commit: (waiting: readonly Waiting[]) => readonly Outcome[]
  #waiting: Waiting[] = []

  /** @param connection  nobody else writes on it, and its commits wait for the disk */
  constructor(connection: Connection, gate: TransactionGate) {
    this.#gate = gate
    const apart = connection.transaction((work: () => unknown) => work())
    const attempt = (work: () => unknown): Outcome => {
      try {
        return { value: apart(work) }
      } catch (error) {
        if (!connection.inTransaction) throw error // the disk is full, and all is rolled back
        return { error: error as Error }
      }
    }
    const together = connection.transaction((waiting: readonly Waiting[]) =>
      waiting.map(({ work }) => attempt(work)),
    )
    this.#commit = (waiting) => together.immediate(waiting)
  }

  /**
   * Answers what the work returned, when it is on the disk.
   *
   * @param work  runs within a transaction, and awaits nothing
   */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const settle = (outcome: Outcome) => {
        if ('value' in outcome) resolve(outcome.value as T)
        else reject(outcome.error)
      }
      if (this.#waiting.push({ work, settle }) === 1) setImmediate(() => void this.#flush())
    })
  }

  /** Everybody who has asked so far is answered. */
  async end(): Promise<void> {
    await this.write(() => undefined).catch(() => undefined)
  }

  async #flush(): Promise<void> {
    await this.#gate.whenFree(() => {
      const waiting = this.#waiting
      this.#waiting = []
      try {
        const outcomes = this.#commit(waiting)
        for (const [index, outcome] of outcomes.entries()) waiting[index]?.settle(outcome)
      } catch (error) {
        for (const { settle } of waiting) settle({ error: error as Error }) // nothing is on the disk
      }
    })
  }
}
