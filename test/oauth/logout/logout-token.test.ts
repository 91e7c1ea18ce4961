import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'

import { defaultClientOptions, idTokenAlgorithms, type Client } from '@/model/client'
import { issueLogoutToken } from '@/oauth/logout/logout-token'

import { issuer } from '../../test-provider'
import { bearer, signedInWorld } from '../relying-party'
import { verifyLogoutToken } from './told-app'

/** Alice signed in to an app, and a logout token of the same session. */
async function world(values: Partial<Client> = {}) {
  const made = await signedInWorld(values)
  const { id_token: idToken } = await made.app.tokens(made.browser, { nonce: 'a nonce' })
  const [session] = await made.op.stores.sessions.listOfUser(made.alice.id, made.op.now())
  const ended = { userId: made.alice.id, sessionId: session!.id }
  const issue = () => issueLogoutToken(ended, made.app.client, made.op.provider)
  return { ...made, idToken: idToken as string, issue, logoutToken: await issue() }
}

describe('a logout token (OpenID Connect Back-Channel Logout 1.0 §2.4)', () => {
  it('says who, for whom, of which session, and no more; never a nonce', async () => {
    const { op, app, idToken, logoutToken } = await world()
    const { payload } = await verifyLogoutToken(op, logoutToken, { clientId: app.id })
    const { sub, sid } = decodeJwt(idToken)
    const iat = Math.floor(op.now().getTime() / 1000)
    expect(payload).toEqual({
      iss: issuer,
      aud: app.id,
      iat,
      exp: iat + 120,
      jti: expect.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{21}$/),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      sub,
      sid,
    })
  })

  it.each(idTokenAlgorithms)('is signed as the ID tokens of the app are: %s', async (alg) => {
    const { op, app, idToken, logoutToken } = await world({ idTokenAlgorithm: alg })
    const { header } = await verifyLogoutToken(op, logoutToken, { clientId: app.id })
    const { kid } = decodeProtectedHeader(idToken)
    expect(header).toEqual({ alg, kid, typ: 'logout+jwt' })
  })

  it('names a person as the ID token does where the app has names of its own (Core §8.1)', async () => {
    const options = { ...defaultClientOptions, subjectType: 'pairwise' } as const
    const { op, app, alice, idToken, logoutToken } = await world({ options })
    const { payload } = await verifyLogoutToken(op, logoutToken, { clientId: app.id })
    expect(payload.sub).toBe(decodeJwt(idToken).sub)
    expect(payload.sub).not.toBe(alice.id)
  })

  it('lives for two minutes, and each has an id of its own', async () => {
    const { op, app, issue, logoutToken } = await world()
    expect(decodeJwt(await issue()).jti).not.toBe(decodeJwt(logoutToken).jti)
    op.passes({ seconds: 119 })
    await verifyLogoutToken(op, logoutToken, { clientId: app.id })
    op.passes({ seconds: 1 })
    await expect(verifyLogoutToken(op, logoutToken, { clientId: app.id })).rejects.toThrow('"exp"')
  })

  it('is no ID token and no access token here, whoever sends it back (RFC 8725 §3.11)', async () => {
    const { app, op, browser, logoutToken } = await world()
    const hint = new URLSearchParams({ id_token_hint: logoutToken }).toString()
    expect((await browser.open(`/oauth/end_session?${hint}`)).status).toBe(400)
    expect((await browser.open(`/login`)).location).toBe('/')
    expect((await op.get('/oauth/userinfo', bearer(logoutToken))).status).toBe(401)
    expect((await app.introspect(logoutToken)).body).toEqual({ active: false })
  })
})
