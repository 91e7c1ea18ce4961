import type { OnStatement } from '@/stores/prisma/open'

/** What was asked of the database, and how often the disk was waited for. */
export type DatabaseWork = {
  /** Those that read or write. */
  readonly statements: readonly string[]
  readonly commits: number
}

/** Counts what SQLite is asked, by Prisma and past it. */
export class StatementCounter {
  #statements: string[] = []
  #commits = 0
  /** Connections with an open transaction, and whether something was written in it. */
  readonly #transactions = new Map<string, { isWritten: boolean }>()

  readonly onStatement: OnStatement = (sql, connection) => {
    const [word = ''] = /\w+/.exec(sql) ?? []
    const transaction = this.#transactions.get(connection)
    if (word === 'BEGIN') {
      this.#transactions.set(connection, { isWritten: false })
    } else if (word === 'COMMIT' || word === 'ROLLBACK') {
      if (/TO\b/.test(sql)) return // a savepoint of a transaction that goes on
      this.#transactions.delete(connection)
      if (word === 'COMMIT' && transaction?.isWritten) this.#commits += 1
    } else if (!['PRAGMA', 'SAVEPOINT', 'RELEASE'].includes(word)) {
      this.#statements.push(sql)
      if (word === 'SELECT') return
      if (transaction) transaction.isWritten = true
      else this.#commits += 1
    }
  }

  /** What the work asks of the database. */
  async during(work: () => Promise<unknown>): Promise<DatabaseWork> {
    this.#statements = []
    this.#commits = 0
    await work()
    return { statements: this.#statements, commits: this.#commits }
  }
}
