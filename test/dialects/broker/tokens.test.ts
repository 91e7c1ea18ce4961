import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'

import { openRefreshToken } from '@/dialects/broker/refresh-token'

import { callback, type TestProvider } from '../../test-provider'
import { expectApiError } from '../../test-browser'
import { runRaw, type RawRow } from '../../stores/raw-rows'
import { app, brokerWorld, grantRows } from './broker-world'
import { failure, person } from './played-upstream'

/** Long enough for an answer to be forgotten: seconds. */
const later = { seconds: 11 }

describe('POST /api/auth/tokens', () => {
  it.each(['/api/auth/tokens', '/api/auth/token'])(
    '%s answers fresh tokens and the user, as the upstream tells of them now',
    async (path) => {
      const { op, upstream, signIn } = await brokerWorld()
      const first = await signIn()
      const { sub } = decodeJwt(first.accessToken)
      op.passes({ days: 1 })
      upstream.person = {
        ...person,
        email: 'new@wp.example',
        roles: ['subscriber'],
        claims: {
          ID: 17,
          user_login: 'nora',
          user_email: 'new@wp.example',
          capabilities: { a: 1 },
        },
      }
      const answer = await op.json(path, { refreshToken: first.refreshToken })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(Object.keys(answer.body as object)).toEqual(['accessToken', 'refreshToken', 'user'])
      expect(answer.body.refreshToken).not.toBe(first.refreshToken)
      expect(decodeJwt(answer.body.accessToken as string)).toMatchObject({
        sub,
        aud: app,
        id: '17',
        email: 'new@wp.example',
        roles: ['subscriber'],
      })
      expect(answer.body.user).toEqual({
        ID: 17,
        id: '17',
        user_login: 'nora',
        user_email: 'new@wp.example',
        capabilities: { a: 1 },
        email: 'new@wp.example',
        roles: ['subscriber'],
        user_id: sub,
      })
      expect(upstream.shown).toEqual(['upstream-refresh-token-2'])
      expect(op.logged()).not.toMatch(/eyJ|upstream-refresh-token/)
    },
  )

  it('tells nothing of the user that is secret', async () => {
    const { upstream, signIn, refresh } = await brokerWorld()
    const { refreshToken } = await signIn()
    const claims = {
      id: 17,
      user_pass: 's1',
      user_activation_key: 's2',
      access_token: 's3',
      session_tokens: ['s4'],
      meta: [{ password: 's5', clientSecret: 's6', deep: { pwd_hash: 's7', kept: 'yes' } }],
      nonce: 's8',
      at_hash: 's9',
    }
    upstream.person = { ...person, claims }
    const { body } = await refresh(refreshToken)
    expect(JSON.stringify(body.user)).not.toMatch(/s\d/)
    expect(body.user.meta).toEqual([{ deep: { kept: 'yes' } }])
    expect(body.user.id).toBe(17)
  })

  it('leaves out what is too much, and keeps what everybody needs', async () => {
    const { upstream, signIn, refresh } = await brokerWorld()
    const { refreshToken } = await signIn()
    upstream.person = { ...person, claims: { id: 17, blob: 'x'.repeat(100_000) } }
    const { body } = await refresh(refreshToken)
    expect(body.user).toMatchObject({ id: '17', email: person.email, roles: person.roles })
    expect(body.user).not.toHaveProperty('blob')
  })

  it('works on and on, with an upstream that rotates and with one that does not', async () => {
    for (const rotates of [true, false]) {
      const { op, upstream, signIn, refresh } = await brokerWorld()
      upstream.rotates = rotates
      let { refreshToken } = await signIn()
      for (let time = 0; time < 4; time += 1) {
        op.passes({ days: 100 })
        const answer = await refresh(refreshToken)
        if (time === 3)
          expect(answer.status).toBe(401) // a year in all
        else refreshToken = answer.body.refreshToken as string
      }
      expect(new Set(upstream.shown).size).toBe(rotates ? 3 : 1)
    }
  })
})

describe('a lost answer', () => {
  it('loses nobody: the token that was sent works again, and the upstream is shown its newest', async () => {
    const { op, upstream, signIn, refresh } = await brokerWorld()
    const first = await signIn()
    const lost = await refresh(first.refreshToken)
    op.passes(later)
    const again = await refresh(first.refreshToken)
    expect(again.status).toBe(200)
    op.passes(later)
    expect((await refresh(again.body.refreshToken)).status).toBe(200)
    expect(new Set(upstream.shown).size).toBe(3)

    const old = await refresh(lost.body.refreshToken) // an app that uses a newer one has let go of it
    expectApiError(old, 401, 'invalid_refresh_token')
    expectApiError(await refresh(first.refreshToken), 401, 'invalid_refresh_token')
  })

  it('within ten seconds it is the same answer', async () => {
    const { op, upstream, signIn, refresh } = await brokerWorld()
    const { refreshToken } = await signIn()
    const first = await refresh(refreshToken)
    op.passes({ seconds: 10 })
    expect((await refresh(refreshToken)).body).toEqual(first.body)
    expect(upstream.shown).toHaveLength(1)
    op.passes({ seconds: 1 })
    expect((await refresh(refreshToken)).body).not.toEqual(first.body)
    expect(upstream.shown).toHaveLength(2)
  })

  it('what the upstream rotated is kept even if it fails right after', async () => {
    const { upstream, signIn, refresh } = await brokerWorld()
    const { refreshToken } = await signIn()
    upstream.lateFailure = failure('unreachable', 'me is down', 'userinfo')
    expectApiError(await refresh(refreshToken), 502, 'upstream_unavailable')
    upstream.lateFailure = null
    expect((await refresh(refreshToken)).status).toBe(200)
    expect(new Set(upstream.shown).size).toBe(2)
  })

  it('of a portal whose database was set back: the newer token that the app holds is used', async () => {
    const { op, upstream, signIn, refresh } = await brokerWorld()
    const { refreshToken } = await signIn()
    const [before] = await grantRows(op)
    const newer = await refresh(refreshToken)
    await setBack(op, before!)
    op.passes(later)
    expect((await refresh(newer.body.refreshToken)).status).toBe(200)
    expect(new Set(upstream.shown).size).toBe(2)
  })
})

/** As a backup that is put back would. */
const setBack = (op: TestProvider, { generation, sealedUpstream }: RawRow) =>
  runRaw(
    op.location,
    `UPDATE "BrokerGrant" SET "generation" = ${Number(generation)},
    "sealedUpstream" = '${String(sealedUpstream)}', "sealedAnswer" = NULL`,
  )

it('somebody who signs out everywhere has to sign in again: the app’s refresh token is none any more', async () => {
  const { op, signIn, refresh, upstream } = await brokerWorld()
  const { accessToken, refreshToken } = await signIn()
  const asked = upstream.shown.length
  await op.stores.sessions.endAll(String(decodeJwt(accessToken).sub), null, op.now())
  expectApiError(await refresh(refreshToken), 401, 'invalid_refresh_token')
  expect(upstream.shown).toHaveLength(asked)
})

describe('an upstream', () => {
  it.each(['unreachable', 'timeout', 'not-json', 'malformed', 'signature', 'settings'] as const)(
    'that fails by %s: 502 with a retry hint, and the token that was sent stays valid',
    async (problem) => {
      const { op, upstream, signIn, refresh } = await brokerWorld()
      const { refreshToken } = await signIn()
      upstream.failure = failure(problem, 'for the operator')
      const answer = await refresh(refreshToken)
      expectApiError(answer, 502, 'upstream_unavailable')
      expect(answer.headers.get('retry-after')).toBe('5')
      expect(answer.text).not.toContain('operator')
      expect(op.logged()).toContain('for the operator')
      upstream.failure = null
      expect((await refresh(refreshToken)).status).toBe(200)
    },
  )

  it('that refuses for good (invalid_grant, RFC 6749 §5.2): 401, and it is not asked again', async () => {
    const { upstream, signIn, refresh } = await brokerWorld()
    const { refreshToken } = await signIn()
    upstream.failure = failure('refused', 'invalid_grant: revoked')
    expectApiError(await refresh(refreshToken), 401, 'upstream_refused')
    upstream.failure = null
    expectApiError(await refresh(refreshToken), 401, 'invalid_refresh_token')
    expect(upstream.shown).toHaveLength(1)
  })

  it.each([
    ['invalid_client', 'token'],
    ['invalid_grantor', 'token'],
    ['invalid_grant', 'userinfo'],
  ] as const)('that refuses by %s (%s): 401, and nothing is over', async (detail, stage) => {
    const { upstream, signIn, refresh } = await brokerWorld()
    const { refreshToken } = await signIn()
    upstream.failure = failure('refused', detail, stage)
    expectApiError(await refresh(refreshToken), 401, 'upstream_refused')
    upstream.failure = null
    expect((await refresh(refreshToken)).status).toBe(200)
  })

  it('that speaks of somebody else all at once: 401', async () => {
    const { op, upstream, signIn, refresh } = await brokerWorld()
    const { refreshToken } = await signIn()
    upstream.person = { ...person, subject: '18', email: 'other@wp.example' }
    await signIn()
    op.passes(later)
    expectApiError(await refresh(refreshToken), 401, 'upstream_refused')
    upstream.person = { ...person, issuer: 'https://other.example' }
    expectApiError(await refresh(refreshToken), 401, 'upstream_refused')
  })
})

describe('POST /api/auth/tokens refuses', () => {
  it.each([
    '',
    '{',
    '"a"',
    'null',
    '[]',
    '{}',
    '{"refreshToken":""}',
    '{"refreshToken":null}',
    '{"refreshToken":17}',
    '{"refreshToken":["a"]}',
    '{"refresh_token":"a"}',
  ])('400 for the body %j', async (body) => {
    const { op } = await brokerWorld()
    expectApiError(await op.json('/api/auth/tokens', body), 400, 'invalid_request')
  })

  it('400 for a form, 413 for what is too long', async () => {
    const { op, refresh } = await brokerWorld()
    const form = await op.post('/api/auth/tokens', { refreshToken: 'a' })
    expectApiError(form, 400, 'invalid_request')
    expectApiError(await refresh('a'.repeat(70_000)), 413, 'request_too_large')
  })

  it('401 for what is no refresh token, or a token of another kind', async () => {
    const { op, upstream, signIn, refresh } = await brokerWorld()
    const { accessToken, refreshToken } = await signIn()
    for (const token of [
      'a',
      accessToken,
      refreshToken.slice(0, -1),
      `${refreshToken}.`,
      'upstream-refresh-token-2',
      'x'.repeat(50_000),
    ]) {
      expectApiError(await refresh(token), 401, 'invalid_refresh_token')
    }
    op.passes({ days: 180 })
    expectApiError(await refresh(refreshToken), 401, 'invalid_refresh_token')
    expect(upstream.shown).toEqual([])
  })

  it('401 for a grant that is revoked or gone', async () => {
    const { op, signIn, refresh } = await brokerWorld()
    const [first, second] = [await signIn(), await signIn()]
    const { grantId } = (await openRefreshToken(first.refreshToken, op.provider))!
    await op.stores.brokerGrants.revoke(grantId, op.now())
    expectApiError(await refresh(first.refreshToken), 401, 'invalid_refresh_token')
    expect((await refresh(second.refreshToken)).status).toBe(200)
    await op.stores.upstreams.delete('wp')
    for (const { refreshToken } of [first, second]) {
      expectApiError(await refresh(refreshToken), 401, 'invalid_refresh_token')
    }
  })

  it('401 for a user who is disabled, also within the ten seconds of an answer', async () => {
    const { op, signIn, refresh } = await brokerWorld()
    const { accessToken, refreshToken } = await signIn()
    expect((await refresh(refreshToken)).status).toBe(200)
    await op.stores.users.setDisabled(decodeJwt(accessToken).sub!, op.now())
    expectApiError(await refresh(refreshToken), 401, 'user_disabled')
  })

  it('401 where the upstream is disabled, or the account is not linked any more', async () => {
    const { op, upstream, signIn, refresh } = await brokerWorld()
    const { accessToken, refreshToken } = await signIn()
    await op.stores.upstreams.update('wp', { disabledAt: op.now() })
    expectApiError(await refresh(refreshToken), 401, 'upstream_disabled')
    expect(upstream.shown).toEqual([])
    await op.stores.upstreams.update('wp', { disabledAt: null })
    const userId = decodeJwt(accessToken).sub!
    await op.authDatabase.account.deleteMany({ where: { userId } })
    expectApiError(await refresh(refreshToken), 401, 'upstream_refused')
  })

  it('401 where the app is disabled, has the broker off, or another redirect URI', async () => {
    const { op, signIn, refresh } = await brokerWorld()
    const client = await op.client({ dialects: ['broker'] })
    const { refreshToken } = await signIn(callback)
    const { clients } = op.stores
    await clients.setDisabled(client.id, op.now())
    expectApiError(await refresh(refreshToken), 401, 'place_not_allowed')
    await clients.setDisabled(client.id, null)
    await clients.update(client.id, { ...client, dialects: ['oauth'] })
    expectApiError(await refresh(refreshToken), 401, 'place_not_allowed')
    await clients.update(client.id, { ...client, redirectUris: ['https://notes2.example/'] })
    expectApiError(await refresh(refreshToken), 401, 'place_not_allowed')
    await clients.update(client.id, client)
    expect((await refresh(refreshToken)).status).toBe(200)
  })

  it('500 when something fails here, and says nothing of it', async () => {
    const { op, signIn, refresh, upstream } = await brokerWorld()
    const { refreshToken } = await signIn()
    upstream.meanwhile = () => Promise.reject(new Error('a bug'))
    const answer = await refresh(refreshToken)
    expectApiError(answer, 500, 'server_error')
    expect(answer.text).not.toContain('bug')
    expect(op.logged()).toContain('a bug')
    upstream.meanwhile = () => Promise.resolve()
    expect((await refresh(refreshToken)).status).toBe(200) // the lease was given back
  })
})

describe('script on a page', () => {
  it('may refresh where the tokens were given to, and read the answer', async () => {
    const { op, signIn, refresh } = await brokerWorld()
    const { refreshToken } = await signIn()
    const answer = await refresh(refreshToken, { Origin: app })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    const preflight = await op.dispatch(
      new Request(`${op.settings.issuer}/api/auth/tokens`, { method: 'OPTIONS' }),
    )
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('Content-Type')
  })

  it('may not from another origin', async () => {
    const { upstream, signIn, refresh } = await brokerWorld()
    const { refreshToken } = await signIn()
    for (const Origin of ['https://evil.example', 'https://shop.example', 'null', `${app}:444`]) {
      const answer = await refresh(refreshToken, { Origin })
      expectApiError(answer, 403, 'origin_not_allowed')
      expect(answer.headers.get('access-control-allow-origin')).toBe('*') // it reads why
    }
    expect(upstream.shown).toEqual([])
  })
})
