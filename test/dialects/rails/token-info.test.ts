import { describe, expect, it } from 'vitest'

import { bearer, expectOAuthError, relyingParty } from '../../oauth/relying-party'
import { plainRequest, railsValues, railsWorld } from './rails-client'

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000)

describe('/oauth/token/info', () => {
  it('tells whoever holds a token what it stands for', async () => {
    const { op, app, alice, browser } = await railsWorld()
    const tokens = await app.tokens(browser, {
      ...plainRequest,
      scope: 'profile email',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    })
    const issuedAt = secondsOf(op.now())
    op.passes({ seconds: 60 })
    const answer = await op.get('/oauth/token/info', bearer(tokens.access_token))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.body).toEqual({
      resource_owner_id: alice.id,
      scope: ['profile', 'email', 'offline_access'],
      expires_in: 7140,
      application: { uid: app.id },
      created_at: issuedAt,
    })
  })

  it('names no resource owner for a token of the client’s own', async () => {
    const { op, app } = await railsWorld()
    const { body } = await app.token({ grant_type: 'client_credentials' })
    const answer = await op.get('/oauth/token/info', bearer(body.access_token))
    expect(answer.body).toMatchObject({ resource_owner_id: null, scope: [], expires_in: 7200 })
    expect(answer.body.application).toEqual({ uid: app.id })
  })

  it('is 401 without a token, and does not say that one was bad (RFC 6750 §3.1)', async () => {
    const { op } = await railsWorld()
    const answer = await op.get('/oauth/token/info')
    expectOAuthError(answer, 401, 'invalid_token')
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer, DPoP algs=/)
  })

  it('looks at the header alone: a token in the query is none (OAuth 2.1 §5.1)', async () => {
    const { op, app } = await railsWorld()
    const { body } = await app.token({ grant_type: 'client_credentials' })
    const query = `access_token=${body.access_token}&bearer_token=${body.access_token}`
    expectOAuthError(await op.get(`/oauth/token/info?${query}`), 401, 'invalid_token')
  })

  it('answers everything that is not good the same', async () => {
    const { op, app, alice, browser } = await railsWorld()
    const fetched = async (token: string) => op.get('/oauth/token/info', bearer(token))
    const tokensNow = async () =>
      (await app.redeem(await app.code(browser, plainRequest), { code_verifier: null })).body

    const [revoked, expired, ofUser] = [await tokensNow(), await tokensNow(), await tokensNow()]
    await app.revoke(revoked.access_token)
    const answers = [await fetched('x'), await fetched(revoked.access_token)]
    answers.push(await fetched(revoked.refresh_token))
    await op.stores.users.setDisabled(alice.id, op.now())
    answers.push(await fetched(ofUser.access_token))
    await op.stores.users.setDisabled(alice.id, null)
    await op.stores.clients.setDisabled(app.id, op.now())
    answers.push(await fetched(expired.access_token))
    await op.stores.clients.setDisabled(app.id, null)
    expect((await fetched(expired.access_token)).status).toBe(200)
    op.passes({ seconds: 7200 })
    answers.push(await fetched(expired.access_token))

    for (const answer of answers) {
      expectOAuthError(answer, 401, 'invalid_token')
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token", /)
      expect(answer.text).toBe(answers[0]?.text)
    }
  })

  it('says which switch is off for a token of a client without the dialect', async () => {
    const { op } = await railsWorld()
    const standard = await relyingParty(op, { ...railsValues, dialects: ['oauth'] })
    const { body } = await standard.token({ grant_type: 'client_credentials' })
    const answer = await op.get('/oauth/token/info', bearer(body.access_token))
    expectOAuthError(answer, 400, 'unauthorized_client')
    expect(answer.body.error_description).toContain('rails')
  })

  it('may be read by any page, which has nothing but the token (Fetch §3.3)', async () => {
    const { op } = await railsWorld()
    expect((await op.get('/oauth/token/info')).headers.get('access-control-allow-origin')).toBe('*')
    const asked = await op.dispatch(
      new Request(`${op.settings.issuer}/oauth/token/info`, { method: 'OPTIONS' }),
    )
    expect(asked.headers.get('access-control-allow-methods')).toBe('GET')
  })
})
