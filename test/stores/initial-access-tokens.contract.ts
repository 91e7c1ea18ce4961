import { expect, it } from 'vitest'
import { after, atOnce, newInitialAccessToken, now } from './fixtures'
import type { World } from './fixtures'

export function initialAccessTokensContract({ stores, fresh }: World): void {
  it('gives back a token as it was added, whatever has become of it', async () => {
    const { initialAccessTokens } = stores()
    const token = newInitialAccessToken({ name: 'Zoë’s "robot" 🙂', usesLeft: 3 })
    await initialAccessTokens.create(token)
    expect(await initialAccessTokens.find(token.hash)).toEqual(token)
    const usedUp = newInitialAccessToken({ usesLeft: 0, expiresAt: after(-1) })
    await initialAccessTokens.create(usedUp)
    expect(await initialAccessTokens.find(usedUp.hash)).toEqual(usedUp)
  })

  it.each(['unknown', '', '\0', '\ud800'])('knows no token %j', async (text) => {
    const { initialAccessTokens } = stores()
    expect(await initialAccessTokens.find(text)).toBeNull()
    expect(await initialAccessTokens.use(text, now)).toBe(false)
    await initialAccessTokens.remove(text)
  })

  it('lists the newest first, without those that have ended', async () => {
    const { initialAccessTokens } = await fresh()
    const older = newInitialAccessToken({ createdAt: after(-10), usesLeft: 0 })
    const newer = newInitialAccessToken()
    const ended = newInitialAccessToken({ expiresAt: after(5) })
    for (const token of [older, ended, newer]) await initialAccessTokens.create(token)
    expect(await initialAccessTokens.list(after(5))).toEqual([newer, older])
  })

  it('lets as many of 20 who use a token at once through as it allows', async () => {
    const { initialAccessTokens } = stores()
    for (const usesLeft of [0, 1, 7]) {
      const { hash, ...token } = newInitialAccessToken({ usesLeft })
      await initialAccessTokens.create({ ...token, hash })
      const answers = await atOnce(20, () => initialAccessTokens.use(hash, now))
      expect(answers.filter(Boolean)).toHaveLength(usesLeft)
      expect(await initialAccessTokens.use(hash, now)).toBe(false)
      expect((await initialAccessTokens.find(hash))?.usesLeft).toBe(0)
    }
  })

  it('lets nobody through once it has ended or was removed', async () => {
    const { initialAccessTokens } = stores()
    const token = newInitialAccessToken({ usesLeft: 9, expiresAt: after(60) })
    await initialAccessTokens.create(token)
    expect(await initialAccessTokens.use(token.hash, after(59.999))).toBe(true)
    expect(await initialAccessTokens.use(token.hash, after(60))).toBe(false)
    await initialAccessTokens.remove(token.id)
    expect(await initialAccessTokens.use(token.hash, now)).toBe(false)
    expect(await initialAccessTokens.find(token.hash)).toBeNull()
  })
}
