import type {
  IsolationLevel,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from '@prisma/driver-adapter-utils'

/** The transaction that is open on Prisma's one connection, if any; whoever writes past Prisma waits for its end. */
export class TransactionGate {
  #transaction: Promise<void> | null = null
  #uses = 0

  /** Another number as soon as this process may have committed anything. */
  get uses(): number {
    return this.#uses
  }

  /** Does what is done before it first yields while no transaction is open, so that it is alone. */
  async whenFree<T>(work: () => T | Promise<T>): Promise<T> {
    while (this.#transaction) await this.#transaction
    try {
      return await work()
    } finally {
      this.#uses += 1
    }
  }

  /** Says that a transaction is open. Answers how to say that it has ended. */
  occupy(): () => void {
    let settle: () => void
    const transaction = new Promise<void>((resolve) => (settle = resolve))
    this.#transaction = transaction
    return () => {
      if (this.#transaction === transaction) this.#transaction = null
      this.#uses += 1
      settle()
    }
  }
}

/**
 * Makes Prisma's adapter for SQLite safe. It has one connection, and lets every query run on it while somebody's
 * transaction is open: a write that is answered in between goes when that transaction is rolled back. And it begins a
 * transaction without the write lock, so that one which reads first fails when another process has written meanwhile.
 * Here queries wait for the end of an open transaction, and a transaction begins with the write lock.
 *
 * @param setUp  run on every new connection
 */
export function withTransactionLock(
  factory: SqlDriverAdapterFactory,
  setUp: string,
  gate: TransactionGate,
): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => {
      const adapter = await factory.connect()
      await adapter.executeScript(setUp)
      return new LockedAdapter(adapter, gate)
    },
  }
}

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] })

/** Changes nothing, and takes the write lock: waits for it, where a later write would fail at once. */
const takeWriteLock = statement('UPDATE "Attempt" SET "count" = "count" WHERE 0')

class LockedAdapter implements SqlDriverAdapter {
  readonly provider
  readonly adapterName
  readonly #adapter: SqlDriverAdapter
  readonly #gate: TransactionGate

  constructor(adapter: SqlDriverAdapter, gate: TransactionGate) {
    this.#adapter = adapter
    this.#gate = gate
    this.provider = adapter.provider
    this.adapterName = adapter.adapterName
  }

  // The adapter runs a query before it first yields, so one that begins while no transaction is open is alone.

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    return this.#gate.whenFree(() => this.#adapter.queryRaw(query))
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    return this.#gate.whenFree(() => this.#adapter.executeRaw(query))
  }

  async executeScript(script: string): Promise<void> {
    return this.#gate.whenFree(() => this.#adapter.executeScript(script))
  }

  async startTransaction(isolationLevel?: IsolationLevel): Promise<Transaction> {
    const release = await this.#gate.whenFree(() => this.#gate.occupy())
    try {
      const transaction = await this.#adapter.startTransaction(isolationLevel)
      const locked = new LockedTransaction(transaction, release)
      await locked.executeRaw(takeWriteLock).catch(async (error: unknown) => {
        await locked.executeRaw(statement('ROLLBACK'))
        await locked.rollback()
        throw error
      })
      return locked
    } catch (error) {
      release()
      throw error
    }
  }

  dispose(): Promise<void> {
    return this.#adapter.dispose()
  }
}

/** Prisma sends COMMIT or ROLLBACK as a statement, and then calls `commit` or `rollback` to hand the connection back. */
class LockedTransaction implements Transaction {
  readonly provider
  readonly adapterName
  readonly options
  readonly #transaction: Transaction
  readonly #release: () => void
  #isOpen = true

  constructor(transaction: Transaction, release: () => void) {
    this.#transaction = transaction
    this.#release = release
    this.provider = transaction.provider
    this.adapterName = transaction.adapterName
    this.options = transaction.options
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    this.#checkOpen()
    return this.#transaction.queryRaw(query)
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    if (query.sql === 'ROLLBACK') {
      await this.#rollBack()
      return 0
    }
    this.#checkOpen()
    if (query.sql !== 'COMMIT') return this.#transaction.executeRaw(query)
    try {
      const affected = await this.#transaction.executeRaw(query)
      this.#isOpen = false
      return affected
    } catch (error) {
      await this.rollback() // else it stayed open, and took in whatever comes next
      throw error
    }
  }

  async commit(): Promise<void> {
    await this.#rollBack()
    await this.#transaction.commit()
    this.#release()
  }

  async rollback(): Promise<void> {
    await this.#rollBack()
    await this.#transaction.rollback()
    this.#release()
  }

  /** Nothing if it has ended: the connection may be in somebody else's transaction by now. */
  async #rollBack(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    await this.#transaction.executeRaw(statement('ROLLBACK')).catch(() => {
      // SQLite rolls back by itself when the disk is full, and says that there is nothing to roll back.
    })
  }

  #checkOpen(): void {
    if (!this.#isOpen) throw new Error('The transaction has ended')
  }
}
