import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect, it } from 'vitest'

import { openStores } from '@/stores/prisma/open'
import { openProblem } from '@/stores/prisma/open-problem'
import { MigrationError } from '@/stores/prisma/migrations-folder'

const folder = mkdtempSync(join(tmpdir(), 'portico-open-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const postgresql = {
  kind: 'postgresql',
  url: 'postgresql://portico:a-password@127.0.0.1:1/people',
} as const

it('a file that is no database is named', async () => {
  const file = join(folder, 'portico.db')
  writeFileSync(file, 'no database at all, but more than a hundred bytes of text. '.repeat(20))
  await expect(openStores({ database: { kind: 'sqlite', file } })).rejects.toThrow(
    `the database ${file} cannot be opened: file is not a database`,
  )
})

it('a PostgreSQL that does not answer is named, without its password', async () => {
  await expect(openStores({ database: postgresql })).rejects.toThrow(
    'the database 127.0.0.1:1/people cannot be opened: connect ECONNREFUSED 127.0.0.1:1',
  )
})

it('says of each address of a name why it did not work', () => {
  const cause = new AggregateError([
    new Error('connect ECONNREFUSED ::1:5432'),
    new Error('connect ECONNREFUSED 127.0.0.1:5432'),
  ])
  expect(openProblem(postgresql, cause).message).toBe(
    'the database 127.0.0.1:1/people cannot be opened: connect ECONNREFUSED ::1:5432, connect ECONNREFUSED 127.0.0.1:5432',
  )
})

it('leaves the sentence of a migration as it is', () => {
  const cause = new MigrationError('The database was made by a newer version.')
  expect(openProblem(postgresql, cause)).toBe(cause)
})
