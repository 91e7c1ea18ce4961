import { describe, expect, it } from 'vitest'
import { withClientCache, withGrantCache } from '@/stores/prisma/client-cache'
import type { PreparedReads } from '@/stores/prisma/prepared-reads'
import { newClient } from './fixtures'

/** A database of clients that says which it was asked for, and answers when it is told to. */
function world() {
  const asked: string[] = []
  let version = 1
  let name = 'first'
  let hold: Promise<void> | undefined
  const findClientWithSecrets: PreparedReads['findClientWithSecrets'] = async (id) => {
    asked.push(id)
    const found = id === 'unknown' ? null : { client: newClient({ id, name }), secrets: [] }
    await hold
    return found
  }
  const reads = withClientCache({ findClientWithSecrets } as PreparedReads, () => version)
  return {
    asked,
    find: async (id = 'notes') => (await reads.findClientWithSecrets(id))?.client.name,
    findAlone: async (id = 'notes') => (await reads.findClient(id))?.name,
    /** Somebody renames every client, and commits. */
    rename: (to: string) => {
      name = to
      version += 1
    },
    /** From now on answers wait, until the function that it gives back is called. */
    holdAnswers: () => {
      let release = () => {}
      hold = new Promise((resolve) => (release = resolve))
      return () => {
        hold = undefined
        release()
      }
    },
  }
}

describe('the cache of clients', () => {
  it('asks for a client once, in whichever way it is read', async () => {
    const { asked, find, findAlone } = world()
    expect([await find(), await findAlone(), await find()]).toEqual(Array(3).fill('first'))
    expect(asked).toEqual(['notes'])
  })

  it('asks anew after each commit', async () => {
    const { asked, find, rename } = world()
    await find()
    rename('second')
    expect([await find(), await find()]).toEqual(['second', 'second'])
    expect(asked).toEqual(['notes', 'notes'])
  })

  it('keeps nothing that was read before a commit and answered after it', async () => {
    const { find, rename, holdAnswers } = world()
    const release = holdAnswers()
    const before = find()
    rename('second')
    const after = find('another') // which notices the commit
    release()
    expect([await before, await after]).toEqual(['first', 'second'])
    expect(await find()).toBe('second')
  })

  it('keeps nothing of a commit that nobody has noticed yet', async () => {
    const { find, rename, holdAnswers } = world()
    const release = holdAnswers()
    const before = find()
    rename('second')
    release()
    await before
    expect(await find()).toBe('second')
  })

  it('asks again for a client that was not there', async () => {
    const { asked, find, findAlone } = world()
    expect([await find('unknown'), await findAlone('unknown')]).toEqual([undefined, undefined])
    expect(asked).toEqual(['unknown', 'unknown'])
  })

  it('keeps a thousand clients at most', async () => {
    const { asked, find } = world()
    const ids = Array.from({ length: 1001 }, (_, index) => `client-${index}`)
    for (const id of ids) await find(id)
    asked.length = 0
    for (const id of ids.slice(1)) await find(id)
    expect(asked).toEqual([])
    await find(ids[0])
    expect(asked).toEqual([ids[0]])
  })
})

describe('the cache of grants', () => {
  it('asks for a grant once, and anew after each commit', async () => {
    const asked: string[] = []
    let version = 1
    const findGrant = (id: string) => {
      asked.push(id)
      return Promise.resolve(id === 'unknown' ? null : { hasConsent: version === 1 })
    }
    const reads = withGrantCache({ findGrant } as unknown as PreparedReads, () => version)
    const find = async (id = 'grant') => (await reads.findGrant(id))?.hasConsent
    expect([await find(), await find(), await find('unknown'), await find('unknown')]).toEqual([
      ...[true, true, undefined, undefined],
    ])
    version += 1
    expect([await find(), await find()]).toEqual([false, false])
    expect(asked).toEqual(['grant', 'unknown', 'unknown', 'grant'])
  })
})
