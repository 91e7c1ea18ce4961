import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CommitQueue } from '@/stores/prisma/commit-queue'
import { sharedWait } from '@/stores/prisma/shared-wait'
import { TransactionGate } from '@/stores/prisma/transaction-lock'

describe('the commit queue', () => {
  let folder: string
  let statements: string[]
  let connection: Sqlite.Database
  let another: Sqlite.Database
  let gate: TransactionGate
  let commits: CommitQueue

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portico-test-'))
    statements = []
    const verbose = (sql: unknown) => void statements.push(String(sql))
    connection = new Sqlite(join(folder, 'a.db'), { timeout: 0, verbose })
    connection.pragma('journal_mode = WAL')
    connection.exec('CREATE TABLE "T" ("key" TEXT PRIMARY KEY)')
    another = new Sqlite(join(folder, 'a.db'), { timeout: 0 })
    gate = new TransactionGate()
    commits = new CommitQueue(connection, gate)
    statements.length = 0
  })
  afterEach(() => {
    for (const each of [connection, another]) each.close()
    rmSync(folder, { recursive: true })
  })

  const add = (...keys: string[]) =>
    commits.write(() => {
      for (const key of keys) connection.prepare('INSERT INTO "T" VALUES (?)').run(key)
      return keys.length
    })
  /** What others see, so what was committed. */
  const keys = () => another.prepare('SELECT "key" FROM "T" ORDER BY 1').pluck().all()
  const committed = () => statements.filter((sql) => sql === 'COMMIT').length

  it('answers what the work returned, after the commit', async () => {
    expect(await add('a').then((count) => [count, keys()])).toEqual([1, ['a']])
  })

  it('commits once for all that is asked for in one turn', async () => {
    const writing = ['a', 'b', 'c'].map((key) => add(key))
    expect(keys()).toEqual([])
    await Promise.all(writing)
    expect(keys()).toEqual(['a', 'b', 'c'])
    expect(committed()).toBe(1)
    await add('d')
    expect(committed()).toBe(2)
  })

  it('does all or nothing of each, whatever becomes of the others', async () => {
    const outcomes = await Promise.allSettled([add('a'), add('b', 'a'), add('c'), add('d', 'd')])
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
    ])
    expect(keys()).toEqual(['a', 'c'])
    await add('b')
    expect(keys()).toEqual(['a', 'b', 'c'])
  })

  it('waits for the end of a transaction that is open on another connection', async () => {
    const release = gate.occupy()
    const writing = add('a')
    await new Promise(setImmediate)
    const later = add('b')
    await new Promise(setImmediate)
    expect(statements).toEqual([])
    release()
    expect(await Promise.all([writing, later])).toEqual([1, 1])
    expect(keys()).toEqual(['a', 'b'])
  })

  it('tells all of them when another process holds the lock, and goes on afterwards', async () => {
    another.exec('BEGIN IMMEDIATE')
    const outcomes = await Promise.allSettled([add('a'), add('b')])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    another.exec('ROLLBACK')
    await Promise.all([add('a'), add('b')])
    expect(keys()).toEqual(['a', 'b'])
  })

  it('tells nobody that a write is done which the disk has no room for', async () => {
    await add('a')
    connection.pragma(
      `max_page_count = ${String(connection.pragma('page_count', { simple: true }))}`,
    )
    const outcomes = await Promise.allSettled([add('b'), add('x'.repeat(100_000)), add('c')])
    const done = ['b', 'x', 'c'].filter((_, index) => outcomes[index]?.status === 'fulfilled')
    expect(keys()).toEqual(['a', ...done])
    expect(outcomes[1].status).toBe('rejected')
    connection.pragma('max_page_count = 1000')
    await add('d')
    expect(keys()).toContain('d')
  })

  describe('that waits for a disk', () => {
    /** A disk that is done, or fails, when it is told to. */
    function slowDisk() {
      const waits: { done: () => void; fail: (error: Error) => void }[] = []
      const wait = () =>
        new Promise<void>((resolve, reject) => void waits.push({ done: resolve, fail: reject }))
      commits = new CommitQueue(connection, gate, sharedWait(wait))
      return waits
    }
    const turn = () => new Promise(setImmediate)

    it('answers nobody before, and goes on writing meanwhile', async () => {
      const waits = slowDisk()
      const answered: string[] = []
      const write = async (key: string) => answered.push(`${key} ${await add(key)}`)
      const writing = [write('a')]
      await turn()
      writing.push(write('b'), write('c'))
      await turn()
      writing.push(write('d'))
      await turn()
      expect([keys(), committed(), answered, waits.length]).toEqual([
        ['a', 'b', 'c', 'd'],
        3,
        [],
        1,
      ])
      waits[0]?.done()
      await turn()
      expect([answered, waits.length]).toEqual([['a 1'], 2]) // one wait for all that came meanwhile
      waits[1]?.done()
      await Promise.all(writing)
      expect(answered).toEqual(['a 1', 'b 1', 'c 1', 'd 1'])
    })

    it('promises nothing when the disk fails, and goes on with the next', async () => {
      const waits = slowDisk()
      const writing = add('a')
      await turn()
      const later = add('b')
      await turn()
      waits[0]?.fail(new Error('EIO'))
      await expect(writing).rejects.toThrow('EIO')
      await turn()
      waits[1]?.done()
      expect(await later).toBe(1)
    })
  })
})
