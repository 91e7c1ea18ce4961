import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { playgroundId } from '@/clients/playground'
import { readSettings } from '@/config/env'
import { makeLog } from '@/server/log'
import { makePortal, portal, type Portal } from '@/server/provider'

let folder = ''
const opened: Portal[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-portal-'))
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ provider }) => provider.stores.close()))
  rmSync(folder, { recursive: true, force: true })
})

async function start(env: Record<string, string> = {}) {
  const settings = readSettings({ DATA_DIR: folder, ...env })
  const here = await makePortal(settings, makeLog({ logLevel: 'silent' }))
  opened.push(here)
  return here.provider
}

describe('the portal', () => {
  it('makes its database, its secret and its first key at the first start, and finds them again', async () => {
    const jwks = async () => Buffer.from(await (await start()).keys.jwks()).toString()
    const first = await jwks()
    expect(await jwks()).toBe(first)
  })

  it('does not start with another PORTICO_SECRET, and says so: not the first sign-in fails', async () => {
    await start()
    const secret = 'another secret of at least 32 letters'
    await expect(start({ PORTICO_SECRET: secret })).rejects.toThrow(
      'the signing keys were sealed with another PORTICO_SECRET',
    )
  })

  it('is one, when two processes start with an empty folder at once', async () => {
    const both = await Promise.all([start(), start()])
    const [one, two] = await Promise.all(both.map(({ keys }) => keys.jwks()))
    expect(Buffer.from(one!).equals(Buffer.from(two!))).toBe(true)
  })

  it('has the playground on loopback, and switches it off elsewhere', async () => {
    const local = await start()
    expect(await local.stores.clients.find(playgroundId)).toMatchObject({ disabledAt: null })
    const { stores } = await start({ PORTICO_URL: 'https://login.example.com' })
    expect((await stores.clients.find(playgroundId))?.disabledAt).toBeInstanceOf(Date)
  })
})

describe('the portal of this process', () => {
  const shared = globalThis as Record<symbol, unknown>
  beforeEach(() => {
    shared[Symbol.for('portico.portal')] = undefined
  })

  it('is made once, however many ask for it', async () => {
    let count = 0
    const make = () => {
      count += 1
      return Promise.resolve({} as Portal)
    }
    const [one, two] = await Promise.all([portal(make), portal(make)])
    expect([one === two, count]).toEqual([true, 1])
  })

  it('is tried again after a failure', async () => {
    await expect(portal(() => Promise.reject(new Error('no database')))).rejects.toThrow(
      'no database',
    )
    const made = {} as Portal
    expect(await portal(() => Promise.resolve(made))).toBe(made)
  })
})
