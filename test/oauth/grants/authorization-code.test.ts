import { describe, expect, it } from 'vitest'

import { atOnce } from '../../stores/fixtures'
import { callback } from '../../test-provider'
import {
  challenge,
  expectOAuthError,
  publicValues,
  relyingParty,
  signedInWorld,
  verifier,
  type Fields,
} from '../relying-party'

/** A verifier of the right form for another challenge. */
const wrong = `${verifier.slice(0, -1)}X`

const offline = { scope: 'openid offline_access', prompt: 'consent' }

describe('redeeming an authorization code (RFC 6749 §4.1.3)', () => {
  it('gives the tokens of §5.1, to be cached by nobody', async () => {
    const { app, browser } = await signedInWorld()
    const answer = await app.redeem(await app.code(browser, offline))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.body).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]{86}$/),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid offline_access',
      refresh_token: expect.stringMatching(/^prt_[\w-]{43}$/),
      id_token: expect.any(String),
    })
  })

  it('gives no refresh token without offline_access, nor to a client that has lost the grant since', async () => {
    const { op, app, browser } = await signedInWorld()
    expect(await app.tokens(browser)).not.toHaveProperty('refresh_token')
    const code = await app.code(browser, offline)
    const grantTypes = ['authorization_code'] as const
    await op.stores.clients.update(app.id, { ...app.client, grantTypes })
    expect((await app.redeem(code)).body).not.toHaveProperty('refresh_token')
  })

  it('says the same of a code that is unknown, garbage, or a secret of another kind', async () => {
    const { app, browser } = await signedInWorld()
    const { refresh_token: refreshToken, access_token: accessToken } =
      await app.offlineTokens(browser)
    const bodies = new Set<string>()
    for (const code of [
      'nothing',
      `pac_${'x'.repeat(43)}`,
      refreshToken,
      accessToken,
      '\0',
      'x'.repeat(9000),
    ]) {
      const answer = await app.redeem(code)
      expectOAuthError(answer, 400, 'invalid_grant')
      bodies.add(answer.text)
    }
    expect(bodies.size).toBe(1)
  })

  it('needs the code', async () => {
    const { app } = await signedInWorld()
    expectOAuthError(await app.redeem('', {}), 400, 'invalid_request')
  })
})

describe('a code lives for a minute', () => {
  it('works to the last millisecond, and not at the end', async () => {
    const { op, app, browser } = await signedInWorld()
    const [last, late] = [await app.code(browser), await app.code(browser)]
    op.passes({ seconds: 59.999 })
    expect((await app.redeem(last)).status).toBe(200)
    op.passes({ seconds: 0.001 })
    expectOAuthError(await app.redeem(late), 400, 'invalid_grant')
  })

  it('is known as used long after its end, and then revokes what it bought', async () => {
    const { op, app, browser } = await signedInWorld()
    const code = await app.code(browser, offline)
    const { refresh_token: refreshToken } = (await app.redeem(code)).body
    op.passes({ days: 20 })
    await op.stores.sweep(op.now())
    expectOAuthError(await app.redeem(code), 400, 'invalid_grant')
    expectOAuthError(await app.refresh(refreshToken), 400, 'invalid_grant')
  })
})

describe('a code is bound', () => {
  it('to its client, whatever another one brings along', async () => {
    const { op, app, browser } = await signedInWorld()
    const others = [await relyingParty(op), await relyingParty(op, publicValues)]
    const code = await app.code(browser)
    for (const other of others) {
      expectOAuthError(await other.redeem(code), 400, 'invalid_grant')
    }
    expect((await app.redeem(code)).status).toBe(200)
  })

  it('to the redirect URI, with the port that was used; without it only where PKCE binds the code', async () => {
    const { app, browser } = await signedInWorld({
      ...publicValues,
      redirectUris: ['http://127.0.0.1/cb', callback],
    })
    const used = 'http://127.0.0.1:51004/cb'
    const code = await app.code(browser, { redirect_uri: used })
    for (const redirect_uri of [
      'http://127.0.0.1/cb',
      'http://127.0.0.1:51005/cb',
      `${used}/`,
      callback,
    ]) {
      expectOAuthError(await app.redeem(code, { redirect_uri }), 400, 'invalid_grant')
    }
    expect((await app.redeem(code, { redirect_uri: used })).status).toBe(200)
    const another = await app.code(browser, { redirect_uri: used })
    expect((await app.redeem(another, { redirect_uri: null })).status).toBe(200)
  })

  it('to the redirect URI without PKCE: it must be there when it was before', async () => {
    const { app, browser } = await signedInWorld({ pkce: 'optional' })
    const bare = { code_challenge: null, code_challenge_method: null }
    const withUri = await app.code(browser, bare)
    const absent = { redirect_uri: null, code_verifier: null }
    expectOAuthError(await app.redeem(withUri, absent), 400, 'invalid_grant')
    expect((await app.redeem(withUri, { code_verifier: null })).status).toBe(200)
    const without = await app.code(browser, { ...bare, redirect_uri: null, scope: 'profile' })
    expect((await app.redeem(without, absent)).status).toBe(200)
  })
})

describe('PKCE (RFC 7636 §4.6)', () => {
  it('needs the verifier of the challenge; what fails does not use the code up', async () => {
    const { app, browser } = await signedInWorld()
    const code = await app.code(browser)
    const attempts: readonly (string | null)[] = [
      ...[null, '', wrong, challenge, verifier.slice(1), `${verifier}=`],
      ...['x'.repeat(42), 'x'.repeat(129), `${verifier} `, verifier.toLowerCase()],
    ]
    for (const code_verifier of attempts) {
      expectOAuthError(await app.redeem(code, { code_verifier }), 400, 'invalid_grant')
    }
    expect((await app.redeem(code)).status).toBe(200)
  })

  it('takes no verifier for a code without a challenge: it was taken off the request (RFC 9700 §2.1.1)', async () => {
    const { app, browser } = await signedInWorld({ pkce: 'optional' })
    const bare = { code_challenge: null, code_challenge_method: null }
    expectOAuthError(await app.redeem(await app.code(browser, bare)), 400, 'invalid_request')
  })

  it('plain, and a left-out method that means it, is for a client whose registration says so', async () => {
    const { app, browser } = await signedInWorld({ pkce: 'plain' })
    const plain = (method: string | null) => ({
      code_challenge: verifier,
      code_challenge_method: method,
    })
    for (const method of ['plain', null]) {
      const code = await app.code(browser, plain(method))
      expectOAuthError(await app.redeem(code, { code_verifier: wrong }), 400, 'invalid_grant')
      expect((await app.redeem(code)).status).toBe(200)
    }
    const s256 = await app.code(browser)
    expectOAuthError(await app.redeem(s256, { code_verifier: challenge }), 400, 'invalid_grant')
    expect((await app.redeem(s256)).status).toBe(200)
  })
})

describe('a code that is used again (§4.1.2)', () => {
  async function bought(more: Fields = {}) {
    const made = await signedInWorld()
    const code = await made.app.code(made.browser, { ...offline, ...more })
    const tokens = (await made.app.redeem(code)).body
    const isLive = async () => {
      const live = await made.app.isLive(tokens.access_token)
      const { body } = await made.app.introspect(tokens.refresh_token)
      expect(body.active).toBe(live)
      return live
    }
    return { ...made, code, tokens, isLive }
  }

  it('by its own client revokes what the first use bought', async () => {
    const { app, code, tokens, isLive } = await bought()
    expect(await isLive()).toBe(true)
    expectOAuthError(await app.redeem(code), 400, 'invalid_grant')
    expect(await isLive()).toBe(false)
    expectOAuthError(await app.refresh(tokens.refresh_token), 400, 'invalid_grant')
  })

  it('revokes other grants of the same client and person not at all', async () => {
    const { app, browser, code } = await bought()
    const { access_token: other } = await app.tokens(browser)
    await app.redeem(code)
    expect(await app.isLive(other)).toBe(true)
  })

  it('with a wrong verifier, a wrong redirect URI, or by another client, revokes nothing', async () => {
    const { op, app, code, isLive } = await bought()
    const other = await relyingParty(op)
    for (const answer of [
      await app.redeem(code, { code_verifier: wrong }),
      await app.redeem(code, { code_verifier: null }),
      await app.redeem(code, { redirect_uri: 'https://notes.example/other' }),
      await other.redeem(code),
    ]) {
      expectOAuthError(answer, 400, 'invalid_grant')
    }
    const headers = { Authorization: 'Basic bm9ib2R5Ong=' }
    expectOAuthError(await app.redeem(code, {}, { headers }), 401, 'invalid_client')
    expect(await isLive()).toBe(true)
  })

  it('by 20 callers at once is used by one; afterwards its tokens are dead', async () => {
    const { app, browser } = await signedInWorld()
    for (const round of [1, 2, 3]) {
      const code = await app.code(browser, offline)
      const answers = await atOnce(20, () => app.redeem(code))
      const [winner, ...others] = answers.filter(({ status }) => status === 200)
      expect([winner?.status, others], `round ${round}`).toEqual([200, []])
      for (const answer of answers.filter(({ status }) => status !== 200)) {
        expectOAuthError(answer, 400, 'invalid_grant')
      }
      expect(await app.isLive(winner!.body.access_token)).toBe(false)
      expectOAuthError(await app.refresh(winner!.body.refresh_token), 400, 'invalid_grant')
    }
  })
})
