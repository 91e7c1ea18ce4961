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
  readonly #untilOnDisk: () => Promise<void>
  #waiting: Waiting[] = []

  /**
   * @param connection  nobody else writes on it; its commits do not wait for the disk
   * @param untilOnDisk  resolves when what was committed before is on the disk
   */
  constructor(
    connection: Connection,
    gate: TransactionGate,
    untilOnDisk: () => Promise<void> = () => Promise.resolve(),
  ) {
    this.#gate = gate
    this.#untilOnDisk = untilOnDisk
    const apart = connection.transaction((work: () => unknown) => work())
    const attempt = (work: () => unknown): Outcome => {
      try {
        return { value: apart(work) }
      } catch (error) {
        if (!connection.inTransaction) throw error // the disk is full, and all is rolled back
        return { error: error as Error }
      }
    }
    const eachApart = connection.transaction((waiting: readonly Waiting[]) =>
      waiting.map(({ work }) => attempt(work)),
    )
    const together = connection.transaction((waiting: readonly Waiting[]) =>
      waiting.map(({ work }) => ({ value: hopefully(work) })),
    )
    this.#commit = (waiting) => {
      try {
        return together.immediate(waiting)
      } catch (error) {
        if (error instanceof WorkFailed) return eachApart.immediate(waiting) // all was rolled back
        throw error
      }
    }
  }

  /**
   * Answers what the work returned, when it is on the disk.
   *
   * @param work  runs within a transaction, and awaits nothing; when another one in it fails, it is rolled back and runs
   *   again
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
    let waiting: readonly Waiting[] = []
    try {
      const outcomes = await this.#gate.whenFree(() => {
        waiting = this.#waiting
        this.#waiting = []
        return this.#commit(waiting)
      })
      await this.#untilOnDisk()
      for (const [index, outcome] of outcomes.entries()) waiting[index]?.settle(outcome)
    } catch (error) {
      for (const { settle } of waiting) settle({ error: error as Error }) // nothing is promised
    }
  }
}

/** One of several failed: rare enough that nobody pays for it before. */
class WorkFailed extends Error {}

function hopefully(work: () => unknown): unknown {
  try {
    return work()
  } catch (cause) {
    throw new WorkFailed('a write failed', { cause })
  }
}
