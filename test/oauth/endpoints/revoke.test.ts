import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'

import { issueAccessToken } from '@/oauth/tokens/access-token'

import {
  expectOAuthError,
  publicValues,
  relyingParty,
  signedInWorld,
  world,
} from '../relying-party'

describe('the revocation endpoint (RFC 7009)', () => {
  for (const values of [{}, publicValues]) {
    it(`ends the grant of either token, for a ${values === publicValues ? 'public' : 'confidential'} client (§2.1)`, async () => {
      const { app, browser } = await signedInWorld(values)
      for (const name of ['access_token', 'refresh_token']) {
        const tokens = await app.offlineTokens(browser)
        const others = await app.offlineTokens(browser)
        const answer = await app.revoke(tokens[name])
        expect([answer.status, answer.text]).toEqual([200, ''])
        expect(answer.headers.get('cache-control')).toBe('no-store')
        expect(await app.isLive(tokens.access_token)).toBe(false)
        expectOAuthError(await app.refresh(tokens.refresh_token), 400, 'invalid_grant')
        expect(await app.isLive(others.access_token)).toBe(true)
        expect((await app.revoke(tokens[name])).status).toBe(200) // again: it has what it asked for
      }
    })
  }

  it('ends the grant by a refresh token that was rotated away, too', async () => {
    const { app, browser } = await signedInWorld(publicValues)
    const { refresh_token: first } = await app.offlineTokens(browser)
    const { access_token: token, refresh_token: second } = (await app.refresh(first)).body
    await app.revoke(first)
    expect(await app.isLive(token)).toBe(false)
    expectOAuthError(await app.refresh(second), 400, 'invalid_grant')
  })

  it('says the same of a token that is unknown or another client’s, and does nothing (§2.2)', async () => {
    const { op, app, browser } = await signedInWorld()
    const tokens = await app.offlineTokens(browser)
    for (const other of [await relyingParty(op), await relyingParty(op, publicValues)]) {
      for (const token of [tokens.access_token, tokens.refresh_token, tokens.id_token, 'x', '\0']) {
        const answer = await other.revoke(token)
        expect([answer.status, answer.text]).toEqual([200, ''])
      }
    }
    expect(await app.isLive(tokens.access_token)).toBe(true)
    expect((await app.refresh(tokens.refresh_token)).status).toBe(200)
  })

  it('is not talked into it by an ID token, a code or a forged token', async () => {
    const { app, browser } = await signedInWorld()
    const tokens = await app.offlineTokens(browser)
    const [header, payload] = tokens.access_token.split('.')
    const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
    const code = await app.code(browser)
    for (const token of [
      tokens.id_token,
      `${unsigned}.${payload}.`,
      `${header}.${payload}.`,
      code,
    ]) {
      expect((await app.revoke(token)).status).toBe(200)
    }
    expect(await app.isLive(tokens.access_token)).toBe(true)
    expect((await app.redeem(code)).status).toBe(200)
  })

  it('ignores the hint, right or wrong (§2.1)', async () => {
    const { app, browser } = await signedInWorld()
    for (const token_type_hint of ['access_token', 'refresh_token', 'made_up']) {
      const { access_token: token } = await app.tokens(browser)
      expect((await app.revoke(token, { token_type_hint })).status).toBe(200)
      expect(await app.isLive(token)).toBe(false)
    }
  })

  it('says that a client’s own token cannot be revoked, to that client (§2.2.1)', async () => {
    const { op, app } = await world()
    const { access_token: token } = (await app.token({ grant_type: 'client_credentials' })).body
    expectOAuthError(await app.revoke(token), 400, 'unsupported_token_type')
    expect((await (await relyingParty(op)).revoke(token)).status).toBe(200)
    expect((await app.introspect(token)).body.active).toBe(true)
  })

  it('says the same of a token that was exchanged: the grant is another app’s, and goes on (RFC 8693 §2.1)', async () => {
    const { op, app, browser } = await signedInWorld()
    const service = await relyingParty(op)
    const tokens = await app.offlineTokens(browser)
    const { sub, grant_id } = decodeJwt(tokens.access_token)
    const { accessToken: exchanged } = await issueAccessToken(
      {
        subject: sub!,
        clientId: service.id,
        audience: service.id,
        scope: 'openid',
        lifetime: 60,
        grantId: String(grant_id),
        thumbprint: null,
      },
      op.provider,
    )
    expectOAuthError(await service.revoke(exchanged), 400, 'unsupported_token_type')
    expect((await app.revoke(exchanged)).status).toBe(200) // it was issued to another client: nothing
    expect(await app.isLive(tokens.access_token)).toBe(true)
    expect((await service.introspect(exchanged)).body.active).toBe(true)

    await app.revoke(tokens.refresh_token)
    expect((await service.introspect(exchanged)).body.active).toBe(false)
    expect((await service.revoke(exchanged)).status).toBe(400)
  })

  it('needs the token, and a client that proves itself', async () => {
    const { op, app } = await world()
    expectOAuthError(await app.post('/oauth/revoke', {}), 400, 'invalid_request')
    expectOAuthError(await op.post('/oauth/revoke', { token: 'x' }), 401, 'invalid_client')
    expect((await app.post('/token/revocation', { token: 'x' })).status).toBe(200)
  })
})
