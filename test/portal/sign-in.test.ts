import { describe, expect, it } from 'vitest'

import { hostedEn } from '@/ui/messages/hosted.en'
import { hostedFr } from '@/ui/messages/hosted.fr'

import { cookieHeader, credentials, loginPath, testProvider } from '../test-provider'

const { problems } = hostedEn.signIn

describe('POST /sign-in/password', () => {
  it('takes the username or the e-mail address, in any case and with spaces around', async () => {
    const op = await testProvider()
    const { password } = await op.user()
    for (const identifier of ['alice', 'ALICE', ' alice@Example.com ', 'ａｌｉｃｅ']) {
      const browser = await op.atTheDoor()
      const answer = await browser.submit('/sign-in/password', { identifier, password })
      expect([answer.status, answer.location]).toEqual([303, '/'])
    }
  })

  it('takes the password exactly as it was chosen', async () => {
    const op = await testProvider()
    await op.user({ password: '  Pässwörd mit Ende ' })
    for (const password of ['Pässwörd mit Ende', '  pässwörd mit ende ', '  Pässwörd mit Ende  ']) {
      const browser = await op.atTheDoor()
      const answer = await browser.submit('/sign-in/password', { identifier: 'alice', password })
      expect(answer.status).toBe(401)
    }
  })

  it('answers a wrong password, an unknown and a disabled user alike: same body, status and work', async () => {
    const op = await testProvider()
    await op.user()
    const bob = await op.user({ username: 'bob' })
    await op.stores.users.setDisabled(bob.id, op.now())
    op.hasher.verified.length = 0
    const answerTo = async (identifier: string, password: string) => {
      const browser = await op.atTheDoor()
      const hidden = browser.hidden('/sign-in/password')
      const { status, text } = await browser.submit('/sign-in/password', { identifier, password })
      const same = text.replaceAll(identifier, 'NAME').replaceAll(hidden['token']!, 'TOKEN')
      return { status, same }
    }
    const wrong = await answerTo('alice', 'not the password')
    expect(wrong.status).toBe(401)
    expect(wrong.same).toContain(problems['wrong-credentials'])
    expect(await answerTo('nobody', 'not the password')).toEqual(wrong)
    expect(await answerTo('bob', bob.password)).toEqual(wrong)
    expect(op.hasher.verified).toEqual([true, false, true])
  })

  it('costs argon2id of the same parameters for an unknown user as for a known one', async () => {
    const op = await testProvider({ hasher: 'argon2' })
    const alice = await op.user()
    const stored = await op.stores.users.findPassword(alice.id)
    expect(stored?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    const browser = await op.atTheDoor()
    await browser.submit('/sign-in/password', { identifier: 'nobody', password: 'x' })
    expect(op.hasher.verified).toEqual([false])
  })

  it('never writes the password back into the page', async () => {
    const op = await testProvider()
    const browser = await op.atTheDoor()
    const fields = { identifier: 'alice', password: 'hunter2 hunter2' }
    expect((await browser.submit('/sign-in/password', fields)).text).not.toContain('hunter2')
  })

  it('keeps what was typed, the app, and the way back', async () => {
    const op = await testProvider()
    const client = await op.client({ name: 'My Notes' })
    const path = loginPath(client, { state: 'a b&c', scope: 'email' })
    const browser = await op.atTheDoor(path)
    const before = browser.hidden('/sign-in/password')
    const answer = await browser.submit('/sign-in/password', { identifier: 'ali', password: 'x' })
    expect(answer.text).toContain('value="ali"')
    expect(answer.text).toContain('My Notes')
    expect(browser.hidden('/sign-in/password')).toEqual(before)
    expect(before['continue']).toBe(path)
  })

  it('stays in the language that the app asked for', async () => {
    const op = await testProvider()
    const path = loginPath(await op.client(), { ui_locales: 'fr' })
    const browser = await op.atTheDoor(path)
    expect(browser.page).toContain('<html lang="fr">')
    const answer = await browser.submit('/sign-in/password', { identifier: 'a', password: 'b' })
    expect(answer.text).toContain('<html lang="fr">')
    expect(answer.text).toContain(hostedFr.signIn.problems['wrong-credentials'])
  })

  it.each([
    { identifier: '', password: 'x' },
    { identifier: '   ', password: 'x' },
    { identifier: 'alice', password: '' },
    {},
  ])('says what is missing, and tries nothing: %j', async (fields) => {
    const op = await testProvider()
    const browser = await op.atTheDoor()
    const answer = await browser.submit('/sign-in/password', fields)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(problems.missing)
    expect(op.hasher.verified).toEqual([])
  })

  it('takes a repeated field for a missing one', async () => {
    const op = await testProvider()
    const browser = await op.atTheDoor()
    const { token } = browser.hidden('/sign-in/password')
    const body = `token=${token}&identifier=alice&identifier=bob&password=x`
    const request = new Request(`${op.settings.issuer}/sign-in/password`, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Cookie: cookieHeader(browser.cookies),
      },
    })
    expect((await op.dispatch(request)).status).toBe(422)
  })

  it.each(['x'.repeat(60_000), '\0', '\ud800\udfff', "' OR 1=1 --", '%_'])(
    'takes %.12j for a name or password like any wrong one',
    async (text) => {
      const op = await testProvider({ hasher: 'argon2' })
      await op.user()
      const browser = await op.atTheDoor()
      const first = await browser.submit('/sign-in/password', { identifier: text, password: 'x' })
      const second = await browser.submit('/sign-in/password', {
        identifier: 'alice',
        password: text,
      })
      expect([first.status, second.status]).toEqual([401, 401])
    },
  )

  it('says 503 and Retry-After when every place is taken, and counts no attempt', async () => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await op.atTheDoor()
    op.hasher.isBusy = true
    for (let count = 0; count < 15; count += 1) {
      const answer = await browser.submit('/sign-in/password', credentials(alice))
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
      expect(answer.text).toContain(problems.busy)
    }
    op.hasher.isBusy = false
    expect((await browser.submit('/sign-in/password', credentials(alice))).status).toBe(303)
  })

  it('leads GET to the sign-in page: a refused form is reloaded from the address bar', async () => {
    const op = await testProvider()
    expect((await op.get('/sign-in/password')).location).toBe('/login')
  })
})

describe('the way back after the sign-in', () => {
  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/login',
    'javascript:alert(1)',
    '/login\r\nSet-Cookie: a=b',
    '/a\\..\\b',
    `/${'x'.repeat(40_000)}`,
    '/é',
  ])('%.30j is none: the home page instead', async (way) => {
    const op = await testProvider()
    const alice = await op.user()
    const browser = await op.atTheDoor()
    const answer = await browser.submit('/sign-in/password', {
      ...credentials(alice),
      continue: way,
    })
    expect([answer.status, answer.location]).toEqual([303, '/'])
  })
})
