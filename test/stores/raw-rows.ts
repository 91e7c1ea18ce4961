// What stands in the database, past the stores: for tests that look at what nobody should find there.
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'

import type { DatabaseLocation } from '@/stores/prisma/database'

export type RawRow = Readonly<Record<string, unknown>>

/** Runs a statement in words that both databases know. Answers its rows, if it has any. */
export async function runRaw(location: DatabaseLocation, sql: string): Promise<readonly RawRow[]> {
  if (location.kind === 'sqlite') {
    const database = new Sqlite(location.file)
    try {
      const statement = database.prepare(sql)
      if (statement.reader) return statement.all() as RawRow[]
      statement.run()
      return []
    } finally {
      database.close()
    }
  }
  const connection = new Client({ connectionString: location.url })
  await connection.connect()
  try {
    return (await connection.query<RawRow>(sql)).rows
  } finally {
    await connection.end()
  }
}
