// The modules of the Basic plan, and of the Form Post Basic plan, which is the same by another response mode.
import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'

import type { Client } from '@/model/client'

import { bearer, isSignInPage, signIn, type Fields } from '../oauth/relying-party'
import {
  checkCallback,
  checkErrorPage,
  checkIdToken,
  checkOAuthError,
  checkToken,
  checkTokenResponse,
  checkUserInfo,
  checkUserInfoAnswer,
  issuer,
  suiteFor,
  type Flown,
  type Mode,
} from './checks'
import { modulesOf, profile, type Candidate } from './driver'

const notLoggedIn = [
  'login_required',
  'interaction_required',
  'account_selection_required',
  'consent_required',
]

const signInOf = ({ idToken }: Flown) => [idToken.sub, idToken['auth_time']]

export function basicPlan(mode: Mode, candidate: Candidate): void {
  const it = modulesOf(candidate)
  const suite = (values: Partial<Client> = {}) => suiteFor(mode, values, candidate)

  /** Modules that only want a request with something more in it to go well. */
  const succeeds = (name: string, fields: Fields) =>
    it(name, async () => {
      const { flow } = await suite()
      await flow(fields)
    })

  it('oidcc-server', async () => {
    const { op, flow, second } = await suite()
    await flow()
    const { idToken } = await flow({}, second, op.browser())
    expect(idToken.aud).toBe(second.id)
  })

  it('oidcc-response-type-missing', async () => {
    const { refused } = await suite()
    await refused({ response_type: null }, ['invalid_request', 'unsupported_response_type'])
  })

  it('oidcc-idtoken-signature', async () => {
    const { flow } = await suite()
    const { tokens } = await flow() // verified there by the key that `kid` names
    const header = JSON.parse(Buffer.from(tokens.id_token.split('.')[0], 'base64url').toString())
    expect(header).toMatchObject({ alg: 'RS256', kid: expect.any(String) })
  })

  it('oidcc-userinfo-get', async () => {
    const { op, flow } = await suite()
    const { tokens, idToken } = await flow()
    checkUserInfoAnswer(await op.get('/oauth/userinfo', bearer(tokens.access_token)), idToken)
  })

  it('oidcc-userinfo-post-header', async () => {
    const { op, flow } = await suite()
    const { tokens, idToken } = await flow()
    const init = { method: 'POST', ...bearer(tokens.access_token) }
    const answer = await op.dispatch(new Request(`${issuer}/oauth/userinfo`, init))
    checkUserInfoAnswer(answer, idToken)
  })

  it('oidcc-userinfo-post-body', async () => {
    const { op, flow } = await suite()
    const { tokens, idToken } = await flow()
    const fields = { access_token: tokens.access_token }
    checkUserInfoAnswer(await op.post('/oauth/userinfo', fields), idToken)
  })

  succeeds('oidcc-ensure-request-without-nonce-succeeds-for-code-flow', { nonce: null })

  it('oidcc-scope-profile', async () => {
    const { flow } = await suite()
    const { userinfo } = await flow({ scope: 'openid profile' })
    const { address, phone_number, phone_number_verified, ...ofProfile } = profile
    const names = { name: 'alice', preferred_username: 'alice', updated_at: expect.any(Number) }
    expect(userinfo).toEqual({ sub: expect.any(String), ...ofProfile, ...names })
  })

  it('oidcc-scope-address', async () => {
    const { flow } = await suite()
    const { userinfo } = await flow({ scope: 'openid address' })
    expect(userinfo).toEqual({ sub: expect.any(String), address: profile.address })
  })

  it('oidcc-scope-phone', async () => {
    const { flow } = await suite()
    const { userinfo } = await flow({ scope: 'openid phone' })
    const { phone_number, phone_number_verified } = profile
    expect(userinfo).toEqual({ sub: expect.any(String), phone_number, phone_number_verified })
  })

  it('oidcc-scope-email', async () => {
    const { flow } = await suite()
    const { userinfo } = await flow({ scope: 'openid email' })
    expect(userinfo).toMatchObject({ email: 'alice@example.com', email_verified: false })
  })

  it('oidcc-scope-all', async () => {
    const { op, flow } = await suite()
    const { body } = await op.get('/.well-known/openid-configuration')
    const scopes = body.scopes_supported.filter((scope: string) => scope !== 'offline_access')
    const { userinfo } = await flow({ scope: scopes.join(' ') })
    expect(userinfo).toMatchObject({ ...profile, name: 'alice', email: 'alice@example.com' })
  })

  it('oidcc-alternate-happy-flow', async () => {
    const { browser, alice, first, request } = await suite()
    const sent = first.request(request({ scope: 'email profile openid' }))
    const backwards = new URLSearchParams(Object.entries(sent).reverse())
    await browser.open(`/oauth/authorize?${backwards.toString()}`)
    await signIn(browser, alice)
    checkCallback(await browser.submit('/consent', { decision: 'allow' }), sent, mode)
  })

  succeeds('oidcc-display-page', { display: 'page' })
  succeeds('oidcc-display-popup', { display: 'popup' })

  it('oidcc-prompt-login', async () => {
    const { op, flow, first, request, browser, alice } = await suite()
    const before = await flow()
    op.passes({ seconds: 1 })
    const sent = request({ prompt: 'login' })
    expect(isSignInPage(await browser.open(first.path(sent)))).toBe(true)
    const callback = checkCallback(await signIn(browser, alice), first.request(sent), mode)
    const answer = await first.redeem(callback.parameters['code']!, { code_verifier: null })
    const idToken = await checkIdToken(op, first, answer.body.id_token, sent['nonce']!)
    expect(idToken.sub).toBe(before.idToken.sub)
    expect(Number(idToken['auth_time'])).toBeGreaterThan(Number(before.idToken['auth_time']))
  })

  it('oidcc-prompt-none-not-logged-in', async () => {
    const { refused } = await suite()
    await refused({ prompt: 'none' }, notLoggedIn)
  })

  it('oidcc-prompt-none-logged-in', async () => {
    const { op, flow } = await suite()
    const before = await flow()
    op.passes({ seconds: 5 })
    expect(signInOf(await flow({ prompt: 'none' }))).toEqual(signInOf(before))
  })

  it('oidcc-max-age-1', async () => {
    const { op, flow, first, browser, request } = await suite()
    const before = await flow()
    op.passes({ seconds: 2 })
    const path = first.path(request({ max_age: '1' }))
    expect(isSignInPage(await browser.open(path))).toBe(true)
    const { idToken } = await flow({ max_age: '1' })
    expect(idToken['auth_time']).toBe(Math.floor(op.now().getTime() / 1000))
    expect(Number(idToken['auth_time'])).toBeGreaterThan(Number(before.idToken['auth_time']))
  })

  it('oidcc-max-age-10000', async () => {
    const { op, flow, first, browser, request } = await suite()
    const before = await flow({ max_age: '15000' })
    expect(before.idToken['auth_time']).toEqual(expect.any(Number))
    op.passes({ seconds: 2 })
    const sent = request({ max_age: '10000' })
    checkCallback(await browser.open(first.path(sent)), first.request(sent), mode)
    expect(signInOf(await flow({ max_age: '10000' }))).toEqual(signInOf(before))
  })

  succeeds('oidcc-ensure-request-with-unknown-parameter-succeeds', { extra: 'foobar' })

  it('oidcc-id-token-hint', async () => {
    const { op, flow } = await suite()
    const before = await flow()
    op.passes({ seconds: 5 })
    const hint = { prompt: 'none', id_token_hint: before.tokens.id_token }
    expect(signInOf(await flow(hint))).toEqual(signInOf(before))
  })

  succeeds('oidcc-login-hint', { login_hint: 'buffy@op.example' })
  succeeds('oidcc-ui-locales', { ui_locales: 'se' })
  succeeds('oidcc-claims-locales', { claims_locales: 'se' })
  succeeds('oidcc-ensure-request-with-acr-values-succeeds', { acr_values: '1 2' })

  it('oidcc-codereuse', async () => {
    const { flow, first } = await suite()
    const { callback } = await flow()
    const again = await first.redeem(callback.parameters['code']!, { code_verifier: null })
    checkOAuthError(again, 'invalid_grant')
  })

  it('oidcc-codereuse-30seconds', async () => {
    const { op, flow, first } = await suite()
    const { callback, tokens } = await flow()
    op.passes({ seconds: 30 })
    const again = await first.redeem(callback.parameters['code']!, { code_verifier: null })
    checkOAuthError(again, 'invalid_grant')
    expect(await first.isLive(tokens.access_token)).toBe(false)
  })

  it('oidcc-ensure-registered-redirect-uri', async () => {
    const { browser, first, request } = await suite()
    const redirect_uri = `${first.client.redirectUris[0]}/${randomBytes(5).toString('hex')}`
    checkErrorPage(await browser.open(first.path(request({ redirect_uri }))))
  })

  it('oidcc-ensure-post-request-succeeds', async () => {
    const { browser, alice, first, request } = await suite()
    const sent = first.request(request())
    const fromTheApp = { Origin: 'https://suite.example', 'Sec-Fetch-Site': 'cross-site' }
    await browser.post('/oauth/authorize', sent, fromTheApp)
    await signIn(browser, alice)
    checkCallback(await browser.submit('/consent', { decision: 'allow' }), sent, mode)
  })

  it('oidcc-server-client-secret-post', async () => {
    const { op, browser, alice, request, first } = await suite({
      authenticationMethod: 'client_secret_post',
    })
    const sent = first.request(request())
    const answered = await first.visit(browser, request(), alice)
    const { parameters } = checkCallback(answered, sent, mode)
    const answer = await op.post('/oauth/token', {
      grant_type: 'authorization_code',
      code: parameters['code']!,
      redirect_uri: sent['redirect_uri']!,
      client_id: first.id,
      client_secret: first.secret!,
    })
    checkTokenResponse(answer)
    const idToken = await checkIdToken(op, first, answer.body.id_token, sent['nonce'])
    await checkUserInfo(first, answer.body.access_token, idToken)
  })

  it('oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported', async () => {
    const { refused } = await suite()
    const request_uri = 'https://suite.example/request.jwt'
    await refused({ request_uri }, ['request_uri_not_supported'])
  })

  /** An unsigned request object — RFC 9101. */
  const requestObject = (claims: object) =>
    [{ alg: 'none' }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .concat('')
      .join('.')

  it('oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported', async () => {
    const { refused, first } = await suite()
    const request = requestObject({ client_id: first.id, nonce: 'inside' })
    await refused({ request }, ['request_not_supported'])
  })

  it('oidcc-claims-essential', async () => {
    const { flow } = await suite()
    const { userinfo } = await flow({ claims: '{"userinfo":{"name":{"essential":true}}}' })
    expect(userinfo['name']).toBe('alice')
  })

  it('oidcc-ensure-request-object-with-redirect-uri', async () => {
    const { browser, first, request } = await suite()
    const [redirect_uri] = first.client.redirectUris
    const sent = request({
      redirect_uri: 'https://suite.example/bad',
      request: requestObject({ client_id: first.id, redirect_uri }),
    })
    checkErrorPage(await browser.open(first.path(sent))) // not the good one by default
  })

  it('oidcc-refresh-token', async () => {
    const { op, flow, first, second } = await suite()
    const nonce = 'n'.repeat(43)
    const offline = { scope: 'openid offline_access', prompt: 'consent', nonce }
    const before = await flow(offline)
    checkToken(before.tokens.refresh_token)
    op.passes({ seconds: 2 })
    const answer = await first.refresh(before.tokens.refresh_token, { scope: 'openid' })
    checkTokenResponse(answer)
    expect(answer.body.access_token).not.toBe(before.tokens.access_token)
    const idToken = await checkIdToken(op, first, answer.body.id_token, nonce)
    for (const name of ['iss', 'sub', 'aud', 'azp', 'auth_time']) {
      expect(idToken[name], name).toEqual(before.idToken[name])
    }
    expect(idToken.iat).toBeGreaterThanOrEqual(before.idToken.iat!)
    await checkUserInfo(first, answer.body.access_token, idToken)
    const other = await flow(offline, second)
    checkOAuthError(await first.refresh(other.tokens.refresh_token), 'invalid_grant')
  })

  it('oidcc-ensure-request-with-valid-pkce-succeeds', async () => {
    const { flow, first } = await suite()
    const { code_challenge, code_challenge_method } = first.request()
    const { callback } = await flow({ code_challenge, code_challenge_method })
    expect(callback.mode).toBe(mode)
  })
}
