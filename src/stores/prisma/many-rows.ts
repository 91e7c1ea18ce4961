import { join, raw, sqltag as sql } from '@prisma/client/runtime/client'
import type { Sql } from '@prisma/client/runtime/client'

type ColumnType = 'TEXT' | 'TIMESTAMPTZ'

/** The values of a row; each type is that of a column. */
export type RowOf<Types extends Readonly<Record<string, ColumnType>>> = {
  readonly [Name in keyof Types]: (Types[Name] extends 'TEXT' ? string : Date) | null
}

/**
 * Many rows as one parameter, to be selected from under the name `r`: one statement for each row, or one with a parameter
 * for each value, takes several times as long.
 */
export type RowsOf = <Types extends Readonly<Record<string, ColumnType>>>(
  rows: readonly RowOf<Types>[],
  types: Types,
) => Sql

const quoted = (name: string) => raw(`"${name}"`)

export const sqliteRows: RowsOf = (rows, types) => {
  const names = Object.keys(types)
  const json = JSON.stringify(rows.map((row) => names.map((name) => inSqlite(row[name]))))
  const columns = names.map(
    (name, index) => sql`value ->> ${raw(String(index))} AS ${quoted(name)}`,
  )
  return sql`(SELECT ${join(columns)} FROM json_each(${json})) r`
}

/** Moments are milliseconds there. */
const inSqlite = (value: string | Date | null | undefined) =>
  value instanceof Date ? value.getTime() : value

export const postgresqlRows: RowsOf = (rows, types) => {
  const columns = Object.entries(types).map(([name, type]) => raw(`"${name}" ${type}`))
  return sql`json_to_recordset(CAST(${JSON.stringify(rows)} AS JSON)) AS r(${join(columns)})`
}
