import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'

import { sha256 } from '@/crypto/digest'
import type { Client } from '@/model/client'

import { atOnce } from '../../stores/fixtures'
import { day } from '../../test-provider'
import { expectOAuthError, publicValues, relyingParty, signedInWorld } from '../relying-party'

async function refreshable(values: Partial<Client> = {}) {
  const made = await signedInWorld(values)
  const scope = 'openid email offline_access'
  const tokens = await made.app.offlineTokens(made.browser, { scope, nonce: 'n-0S6' })
  return { ...made, tokens, first: tokens.refresh_token as string }
}

/** What the token answers now; the refresh token that came with it. */
async function refreshed(
  { app }: Pick<Awaited<ReturnType<typeof refreshable>>, 'app'>,
  token: string,
) {
  const answer = await app.refresh(token)
  expect(answer.text).not.toContain('"error"')
  return answer.body.refresh_token as string
}

describe('the refresh token grant (RFC 6749 §6)', () => {
  it('gives new tokens of the same grant', async () => {
    const { op, app, tokens, first } = await refreshable()
    op.passes({ minutes: 30 })
    const { status, body, headers } = await app.refresh(first)
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid email offline_access',
    })
    expect(body.access_token).not.toBe(tokens.access_token)
    expect(await app.isLive(body.access_token)).toBe(true)
  })

  it('gives an ID token of the same sign-in: iss, sub, aud, auth_time, nonce; iat is new (Core §12.2)', async () => {
    const { op, app, tokens, first } = await refreshable()
    op.passes({ days: 3 })
    const [before, after] = [tokens.id_token, (await app.refresh(first)).body.id_token].map(
      (token: string) => decodeJwt(token),
    )
    for (const name of ['iss', 'sub', 'aud', 'auth_time', 'nonce', 'amr', 'sid']) {
      expect(after![name], name).toEqual(before![name])
    }
    expect(after!.iat).toBe(before!.iat! + 3 * day)
  })

  it('says the same of a token that is unknown, of another kind, of another client, or has ended', async () => {
    const { op, app, browser, first, tokens } = await refreshable()
    const other = await relyingParty(op)
    const open = await relyingParty(op, publicValues)
    const code = await app.code(browser)
    const bodies = new Set<string>()
    for (const answer of [
      await app.refresh('nothing'),
      await app.refresh(`prt_${'x'.repeat(43)}`),
      await app.refresh(code),
      await app.refresh(tokens.access_token),
      await other.refresh(first),
      await open.refresh(first),
    ]) {
      expectOAuthError(answer, 400, 'invalid_grant')
      bodies.add(answer.text)
    }
    expect(bodies.size).toBe(1)
    expect((await app.refresh(first)).status).toBe(200) // a stranger's attempt harms nobody
    op.passes({ days: 180 })
    expect((await app.refresh(first)).text).toBe([...bodies][0])
  })

  it('ends to the second when it is not used, and lives on when it is', async () => {
    const values = { refreshTokenLifetime: 10 * day }
    const { op, app, first } = await refreshable(values)
    op.passes({ days: 10, seconds: -1 })
    expect((await app.refresh(first)).status).toBe(200)
    op.passes({ days: 10, seconds: -1 })
    expect((await app.refresh(first)).status).toBe(200)
    op.passes({ days: 10 })
    expectOAuthError(await app.refresh(first), 400, 'invalid_grant')
  })

  it('narrows the scope for this access token only: the grant does not shrink', async () => {
    for (const values of [{}, publicValues]) {
      const { app, first } = await refreshable(values)
      const narrow = (await app.refresh(first, { scope: 'email' })).body
      expect(narrow.scope).toBe('email')
      expect(narrow).not.toHaveProperty('id_token')
      const { body } = await app.refresh(narrow.refresh_token)
      expect(body.scope).toBe('openid email offline_access')
      expect(body.id_token).toBeDefined()
    }
  })

  it('refuses a wider scope, and the token stays as it was', async () => {
    const { app, first } = await refreshable(publicValues)
    for (const scope of ['openid profile', 'openid made:up', 'OPENID']) {
      expectOAuthError(await app.refresh(first, { scope }), 400, 'invalid_scope')
    }
    expect((await app.refresh(first)).status).toBe(200)
  })

  it('gives no scope that the client has lost since', async () => {
    const { op, app, first } = await refreshable()
    await op.stores.clients.update(app.id, { ...app.client, scopes: ['openid'] })
    const { body } = await app.refresh(first)
    expect(body.scope).toBe('openid')
    expect(Object.keys((await app.userinfo(body.access_token)).body)).toEqual(['sub'])
  })

  it('is refused when it is switched off for the client', async () => {
    const { op, app, first } = await refreshable()
    const grantTypes = ['authorization_code'] as const
    await op.stores.clients.update(app.id, { ...app.client, grantTypes })
    expectOAuthError(await app.refresh(first), 400, 'unauthorized_client')
  })
})

describe('a confidential client’s refresh token', () => {
  it('stays, as its secret binds it (RFC 9700 §4.14.2, FAPI 2)', async () => {
    const { op, app, first } = await refreshable()
    for (const _ of [1, 2, 3]) {
      expect(await refreshed({ app }, first)).toBe(first)
      op.passes({ minutes: 1 })
    }
    const answers = await atOnce(20, () => app.refresh(first))
    expect(new Set(answers.map(({ body }) => body.refresh_token))).toEqual(new Set([first]))
  })

  it('does nothing without the secret', async () => {
    const { op, app, first } = await refreshable()
    const fields = { grant_type: 'refresh_token', refresh_token: first, client_id: app.id }
    expectOAuthError(await op.post('/oauth/token', fields), 401, 'invalid_client')
  })
})

describe('a public client’s refresh token is rotated (OAuth 2.1 §4.3.1)', () => {
  const rotating = () => refreshable(publicValues)

  it('and each works once', async () => {
    const made = await rotating()
    const second = await refreshed(made, made.first)
    made.op.passes({ minutes: 1 })
    const third = await refreshed(made, second)
    expect(new Set([made.first, second, third]).size).toBe(3)
    for (const token of [second, third]) expect(token).toMatch(/^prt_[\w-]{43}$/)
  })

  it('is stored as a hash, the successor too', async () => {
    const made = await rotating()
    const second = await refreshed(made, made.first)
    const find = (key: string) => made.op.stores.grants.findByRefreshToken(key)
    expect(await find(second)).toBeNull()
    expect((await find(sha256(second)))?.refreshToken.consumedAt).toBeNull()
  })

  it('shown again after the window, revokes all that came of the grant, and only that', async () => {
    const made = await rotating()
    const { op, app, browser, first } = made
    const others = await app.offlineTokens(browser)
    const second = await refreshed(made, first)
    op.passes({ seconds: 10.001 })
    expectOAuthError(await app.refresh(first), 400, 'invalid_grant')
    expectOAuthError(await app.refresh(second), 400, 'invalid_grant')
    expect(await app.isLive(made.tokens.access_token)).toBe(false)
    expect((await app.refresh(others.refresh_token)).status).toBe(200)
  })

  it('repeated within ten seconds, gets the same successor: an answer may be lost', async () => {
    const made = await rotating()
    const second = await refreshed(made, made.first)
    made.op.passes({ seconds: 10 })
    expect(await refreshed(made, made.first)).toBe(second)
    expect(await refreshed(made, second)).not.toBe(second)
  })

  it('has no window once its successor was used', async () => {
    const made = await rotating()
    const { app, first } = made
    const third = await refreshed(made, await refreshed(made, first))
    expectOAuthError(await app.refresh(first), 400, 'invalid_grant')
    expectOAuthError(await app.refresh(third), 400, 'invalid_grant')
  })

  it('raced by 20, gives all of them the same successor and revokes nothing', async () => {
    const made = await rotating()
    let token = made.first
    for (const round of [1, 2, 3]) {
      const answers = await atOnce(20, () => made.app.refresh(token))
      expect(
        answers.map(({ status }) => status),
        `round ${round}`,
      ).toEqual(Array(20).fill(200))
      const successors = new Set(answers.map(({ body }) => body.refresh_token as string))
      expect(successors.size).toBe(1)
      token = [...successors][0]!
      made.op.passes({ seconds: 30 })
    }
    expect((await made.app.refresh(token)).status).toBe(200)
  })

  it('lets nobody else set it off: another client’s use of an old one revokes nothing', async () => {
    const made = await rotating()
    const other = await relyingParty(made.op, publicValues)
    const second = await refreshed(made, made.first)
    made.op.passes({ minutes: 1 })
    expectOAuthError(await other.refresh(made.first), 400, 'invalid_grant')
    expect((await made.app.refresh(second)).status).toBe(200)
  })
})

describe('a refresh token belongs to the dialect that gave it', () => {
  const both = {
    ...publicValues,
    dialects: ['login-redirect', 'oauth'],
    grantTypes: ['login_redirect', 'authorization_code', 'refresh_token'],
  } as const

  it('so that /api/token cannot go round authentication and rotation', async () => {
    for (const values of [
      both,
      { ...both, isPublic: false, authenticationMethod: 'client_secret_basic' },
    ] as const) {
      const { op, app, first } = await refreshable(values)
      const outcome = await op.refresh(app, first)
      expect([outcome.status, outcome.body.error]).toEqual([401, 'invalid_refresh_token'])
      const second = (await app.refresh(first)).body.refresh_token
      for (const token of [first, second]) expect((await op.refresh(app, token)).status).toBe(401)
      expect((await app.refresh(second)).status).toBe(200)
    }
  })

  it('and one of the login redirect is rotated by nobody', async () => {
    const { op, app, browser } = await signedInWorld(both)
    const { refresh_token: token = '' } = await op.authorized(browser, app.client)
    expectOAuthError(await app.refresh(token), 400, 'invalid_grant')
    expect((await op.refresh(app, token)).status).toBe(200)
  })
})
