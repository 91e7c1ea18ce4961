import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterEach, expect, it } from 'vitest'

import { nextMessage, startForked } from '../../stores/forked'
import { temporarySqlite } from '../../stores/temporary-database'
import { moving } from './moving'

const folder = mkdtempSync(join(tmpdir(), 'portico-import-'))
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const count = 5_000
const text = [
  'username,email,password_hash',
  ...Array.from(
    { length: count },
    (_, at) => `user-${at},user-${at}@example.com,$P$B41FPrqMtkJP9onXPzfSqGmow4k8n/.`,
  ),
].join('\n')

it('an import that is killed in the middle is finished by the next, and everybody is there once', async () => {
  const database = await temporarySqlite()
  const file = join(folder, 'users.csv')
  writeFileSync(file, text)
  const { children } = await startForked('test/portal/import/import-process.ts', 1, {
    ...{ databaseFile: database.file, file },
  })
  const [child] = children
  expect(await nextMessage(child!)).toEqual({ reported: 500 })
  const ended = once(child!, 'exit')
  child!.kill('SIGKILL')
  await ended
  const { total } = await database.stores.users.search({
    ...{ search: null, limit: 1, offset: 0, order: 'username', direction: 'asc' },
  })
  expect(total).toBeGreaterThanOrEqual(500)
  expect(total).toBeLessThan(count)
  expect(total % 500).toBe(0) // a batch is there whole or not at all

  const { imports } = await moving({ database })
  const { findings } = await imports('users.csv', text)
  const of = (outcome: string) => findings.filter((finding) => finding.outcome === outcome).length
  expect(of('there already')).toBe(total)
  expect(of('imported')).toBe(count - total)
  const names = new Set<string>()
  for (let last: string | null = null; ;) {
    const page = await database.stores.users.list(last, 500)
    for (const { user, password } of page) {
      expect(password?.hash).toMatch(/^\$P\$/)
      names.add(user.username)
    }
    last = page.at(-1)?.user.id ?? null
    if (page.length < 500) break
  }
  expect(names.size).toBe(count)
  await database.close()
})
