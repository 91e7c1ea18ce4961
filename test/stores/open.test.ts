import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { openStores } from '@/stores/prisma/open'
import { added, newSession, now } from './fixtures'
import { startProcesses } from './processes'
import { emptyPostgres, postgresUrl, temporarySqlite } from './temporary-database'

/** What both databases' clients can, past the models. */
type Raw = { $queryRawUnsafe(sql: string): Promise<Record<string, unknown>[]> }

describe('SQLite', () => {
  it('makes the folder and the file, for their owner alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'portico-test-'))
    const file = join(folder, 'data/portico.db')
    const open = () => openStores({ database: { kind: 'sqlite', file } })
    await open().then(({ stores }) => stores.close())
    chmodSync(file, 0o644)
    const { stores } = await open()
    await added(stores).user()
    const modes = readdirSync(join(folder, 'data')).map(
      (name) => statSync(join(folder, 'data', name)).mode & 0o777,
    )
    expect(modes.length).toBeGreaterThan(1) // the write-ahead log, too
    expect(new Set(modes)).toEqual(new Set([0o600]))
    await stores.close()
    expect(readdirSync(join(folder, 'data'))).toEqual(['portico.db'])
    rmSync(folder, { recursive: true })
  })

  it('answers a write when it is on the disk, and holds to the keys', async () => {
    const { authDatabase, close } = await temporarySqlite()
    const pragma = async (name: string) =>
      Object.values((await (authDatabase as unknown as Raw).$queryRawUnsafe(`PRAGMA ${name}`))[0]!)
    expect(await pragma('journal_mode')).toEqual(['wal'])
    expect((await pragma('synchronous')).map(Number)).toEqual([2]) // FULL
    expect((await pragma('foreign_keys')).map(Number)).toEqual([1])
    await close()
  })

  it('stores moments as integers, which every statement compares alike', async () => {
    const { stores, file, close } = await temporarySqlite()
    const user = await added(stores).user()
    await added(stores).session(user.id)
    const connection = new Sqlite(file, { readonly: true })
    const row = connection.prepare('SELECT "createdAt", "authTime" FROM "Session"').get()
    expect(row).toEqual({ createdAt: now.getTime(), authTime: now.getTime() })
    connection.close()
    await close()
  })

  it('fails no transaction that reads and then writes, in two processes', async () => {
    const { stores, authDatabase, location, close } = await temporarySqlite()
    const user = await added(stores).user()
    const processes = await startProcesses(2, location)
    await processes.run({ kind: 'read-then-write', userId: user.id, times: 50 })
    await processes.stop()
    expect((await authDatabase.user.findUnique({ where: { id: user.id } }))?.name).toBe('100')
    await close()
  })
})

describe.skipIf(!postgresUrl)('PostgreSQL (skipped without PORTICO_TEST_POSTGRES_URL)', () => {
  it('keeps moments exact on a server in another time zone', async () => {
    const { url, drop } = await emptyPostgres()
    const connection = new Client({ connectionString: url })
    await connection.connect()
    const name = new URL(url).pathname.slice(1)
    await connection.query(`ALTER DATABASE "${name}" SET timezone = 'Asia/Tokyo'`)
    const { stores } = await openStores({ database: { kind: 'postgresql', url } })
    const user = await added(stores).user()
    const session = newSession(user.id)
    const tokenHash = randomUUID()
    await stores.sessions.create(session, tokenHash, null)
    expect((await stores.sessions.findByTokenHash(tokenHash))?.session).toEqual(session)
    expect(await stores.sessions.listOfUser(user.id, now)).toEqual([session])
    const { rows } = await connection.query<{ authTime: Date }>('SELECT "authTime" FROM "Session"')
    expect(rows).toEqual([{ authTime: now }])
    await stores.close()
    await connection.end()
    await drop()
  })

  it('says why it cannot be reached', async () => {
    const database = { kind: 'postgresql', url: 'postgresql://127.0.0.1:1/portico' } as const
    await expect(openStores({ database })).rejects.toThrow(/ECONNREFUSED/)
  })
})
