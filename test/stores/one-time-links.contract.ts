import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { OneTimeLink } from '@/model/one-time-link'
import { added, after, atOnce, now } from './fixtures'
import type { World } from './fixtures'

export const newLink = (userId: string | null): OneTimeLink => ({
  hash: randomUUID(),
  purpose: userId === null ? 'setup' : 'recovery',
  userId,
  createdAt: now,
  expiresAt: after(3600),
  consumedAt: null,
})

export function oneTimeLinksContract({ stores }: World): void {
  it('gives back a link as it was added, and when it was consumed', async () => {
    const { oneTimeLinks } = stores()
    const link = newLink((await added(stores()).user()).id)
    await oneTimeLinks.create(link)
    expect(await oneTimeLinks.find(link.hash)).toEqual(link)
    expect(await oneTimeLinks.consume(link.hash, after(60))).toBe(true)
    expect(await oneTimeLinks.find(link.hash)).toEqual({ ...link, consumedAt: after(60) })
  })

  it('lets one of 20 who use a link at once through, and nobody afterwards', async () => {
    const { oneTimeLinks } = stores()
    for (let round = 0; round < 5; round += 1) {
      const link = newLink((await added(stores()).user()).id)
      await oneTimeLinks.create(link)
      const answers = await atOnce(20, () => oneTimeLinks.consume(link.hash, now))
      expect(answers.filter(Boolean)).toHaveLength(1)
      expect(await oneTimeLinks.consume(link.hash, now)).toBe(false)
    }
  })

  it('lets nobody through once the link has ended', async () => {
    const { oneTimeLinks } = stores()
    const link = newLink((await added(stores()).user()).id)
    await oneTimeLinks.create(link)
    expect(await oneTimeLinks.consume(link.hash, link.expiresAt)).toBe(false)
    expect((await oneTimeLinks.find(link.hash))?.consumedAt).toBeNull()
  })

  it('stops earlier links of the same purpose and user with a new one', async () => {
    const { oneTimeLinks } = stores()
    const user = await added(stores()).user()
    const other = newLink((await added(stores()).user()).id)
    const links = [newLink(user.id), newLink(user.id), newLink(null), newLink(null)]
    for (const link of [other, ...links]) await oneTimeLinks.create(link)
    const consume = (link: OneTimeLink) => oneTimeLinks.consume(link.hash, now)
    expect(await Promise.all(links.map(consume))).toEqual([false, true, false, true])
    expect(await consume(other)).toBe(true)
  })

  it.each(['unknown', '\0', '\ud800'])('lets nobody through with %j', async (hash) => {
    expect(await stores().oneTimeLinks.find(hash)).toBeNull()
    expect(await stores().oneTimeLinks.consume(hash, now)).toBe(false)
  })
}
