// The modules of the FAPI 2.0 Security Profile plan: private_key_jwt, DPoP, OpenID Connect. Named without the prefix
// `fapi2-security-profile-final-`.
import { createHash, randomUUID } from 'node:crypto'

import { exportJWK } from 'jose'
import { expect } from 'vitest'

import { listening } from '../oauth/listening'
import { callbackOf, type Fields } from '../oauth/relying-party'
import {
  keyNamed,
  seconds,
  thumbprintOf,
  type Members,
  type SigningParty,
} from '../oauth/signing-party'
import type { Answer } from '../test-browser'
import { checkIdToken, checkUserInfoAnswer } from './checks'
import { issuer, modulesOf, type Candidate } from './driver'
import {
  checkBoundTokens,
  checkError,
  checkNoCode,
  checkPushed,
  fapi2Suite,
  randomText,
} from './fapi2-suite'

const unauthorized = [400, 401]
const fapiAlgorithms = ['PS256', 'ES256', 'EdDSA']
const refusedClient = ['invalid_client', 'invalid_request']

export function fapi2SecurityProfilePlan(candidate: Candidate): void {
  const it = modulesOf(candidate)
  const suite = () => fapi2Suite(candidate)

  /** Modules that only want a request with something else in it to go well. */
  const succeeds = (name: string, fields: Fields) =>
    it(name, async () => {
      const { flow } = await suite()
      await flow(fields)
    })

  it('discovery-end-point-verification', async () => {
    const { op } = await suite()
    const { body } = await op.get('/.well-known/openid-configuration')
    expect(body.issuer).toBe(issuer)
    expect(body.response_types_supported).toContain('code')
    expect(body.authorization_response_iss_parameter_supported).toBe(true)
    expect(body.pushed_authorization_request_endpoint).toMatch(/^https:\/\//)
    expect([undefined, true, false]).toContain(body.require_pushed_authorization_requests)
    expect(body.code_challenge_methods_supported).toContain('S256')
    expect(body.token_endpoint_auth_methods_supported).toContain('private_key_jwt')
    for (const name of ['token_endpoint_auth', 'dpop', 'id_token']) {
      const algorithms = body[`${name}_signing_alg_values_supported`]
      expect(fapiAlgorithms.filter((one) => algorithms.includes(one))).not.toEqual([])
      expect(algorithms.filter((one: string) => /^(none|HS)/.test(one))).toEqual([])
    }
    expect(body.dpop_signing_alg_values_supported).not.toContain('RS256')
    for (const [name, value] of Object.entries(body)) {
      if (name.endsWith('_endpoint')) expect(value).toMatch(/^https:\/\//)
    }
  })

  it('happy-flow', async () => {
    const { op, flow, first, second } = await suite()
    const nonce = randomText(32)
    const { tokens } = await flow({ nonce })
    const inQuery = await op.get(`/oauth/userinfo?access_token=${tokens.access_token}`)
    expect(inQuery.status).toBeGreaterThanOrEqual(400)
    const { idToken } = await flow({ nonce }, second)
    expect(idToken.aud).toBe(second.id)
    expect((await first.proven(tokens.access_token)).status).toBe(200)
  })

  it('user-rejects-authentication', async () => {
    const { first, visit } = await suite()
    const answer = await visit(await first.pushed(), 'deny')
    const { parameters } = callbackOf(answer)
    expect(parameters).toMatchObject({ error: 'access_denied', state: 'the state', iss: issuer })
    expect(parameters).not.toHaveProperty('code')
  })

  succeeds('ensure-authorization-request-without-state-success', { state: null })
  succeeds('ensure-authorization-request-without-nonce-success', { nonce: null })
  succeeds('ensure-authorization-request-with-64-char-nonce-success', { nonce: randomText(64) })
  succeeds('ensure-authorization-request-with-long-nonce', { nonce: randomText(384) })
  succeeds('ensure-authorization-request-with-long-state', { state: randomText(384) })
  succeeds('ensure-other-scope-order-succeeds', { scope: 'email profile openid' })

  it('test-claims-parameter-identity-claims', async () => {
    const { op, flow } = await suite()
    const supported = (await op.get('/.well-known/openid-configuration')).body.claims_supported
    const forms = [
      null,
      { essential: true },
      { essential: false },
      { essential: false, made: 'up' },
    ]
    for (const form of forms) {
      const names: string[] = supported.filter((name: string) => name !== 'sub' && name !== 'acr')
      const asked = Object.fromEntries([...names, 'made_up'].map((name) => [name, form]))
      const claims = JSON.stringify({ id_token: asked, userinfo: asked })
      const { idToken, userinfo } = await flow({ claims, scope: 'openid profile email' })
      expect([idToken['email'], userinfo['email']]).toEqual([
        'alice@example.com',
        'alice@example.com',
      ])
      expect(userinfo).not.toHaveProperty('made_up')
    }
  })

  it('access-token-type-header-case-sensitivity', async () => {
    const { flow, first } = await suite()
    const { tokens, idToken } = await flow()
    for (const scheme of ['dpop', 'DPOP', 'DPoP']) {
      const proof = await resourceProof(first, tokens.access_token)
      checkUserInfoAnswer(await first.shown(tokens.access_token, proof, scheme), idToken)
    }
  })

  /** Pushes, redeems and calls UserInfo with proofs that hold these claims. */
  const withProofs = async (claims: (now: number) => Members) => {
    const { op, first, visit } = await suite()
    const proved = async (path: string) => {
      const proof = await first.proof('POST', path, claims(seconds(op.now())))
      return { headers: { DPoP: proof } }
    }
    const pushed = await first.push({}, await proved('/oauth/par'))
    checkPushed(pushed)
    const { parameters } = callbackOf(await visit(first.pushedPath(pushed.body.request_uri)))
    const answer = await first.redeem(parameters['code']!, {}, await proved('/oauth/token'))
    checkBoundTokens(answer)
    const { access_token: token } = answer.body
    const proof = await resourceProof(first, token, claims(seconds(op.now())))
    expect((await first.shown(token, proof)).status).toBe(200)
  }

  it('check-dpop-proof-nbf-exp', () => withProofs((now) => ({ nbf: now, exp: now + 300 })))
  it('ensure-dpopproof-with-iat-10seconds-before-succeeds', () =>
    withProofs((now) => ({ iat: now - 10 })))
  it('ensure-dpopproof-with-iat-10seconds-after-succeeds', () =>
    withProofs((now) => ({ iat: now + 10 })))

  it('ensure-mismatched-dpop-jkt-fails', async () => {
    const { first } = await suite()
    const dpop_jkt = thumbprintOf(await keyNamed('another'))
    checkError(await first.push({ dpop_jkt }), ['invalid_request', 'invalid_dpop_proof'])
  })

  const misbound = ['invalid_grant', 'invalid_dpop_proof']

  it('ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt', async () => {
    const { first, authorized } = await suite()
    const code = await authorized()
    first.proofKey = await keyNamed('another')
    checkError(await first.redeem(code), misbound)
  })

  it('ensure-token-endpoint-fails-with-mismatched-dpop-jkt', async () => {
    const { first, authorized } = await suite()
    const key = first.proofKey!
    first.proofKey = null
    const code = await authorized({ dpop_jkt: thumbprintOf(key) })
    first.proofKey = await keyNamed('another')
    checkError(await first.redeem(code), misbound)
  })

  it('ensure-dpopproof-at-par-endpoint-binding-success', async () => {
    const { flow } = await suite()
    await flow()
  })

  it('ensure-dpop-auth-code-binding-success', async () => {
    const { first, authorized } = await suite()
    const key = first.proofKey!
    first.proofKey = null
    const code = await authorized({ dpop_jkt: thumbprintOf(key) })
    first.proofKey = key
    checkBoundTokens(await first.redeem(code))
  })

  it('ensure-different-nonce-inside-and-outside-request-object', async () => {
    const { flow } = await suite()
    await flow({ nonce: 'inside' }, undefined, { nonce: 'outside' }) // the ID token has the inner one
  })

  it('ensure-different-state-inside-and-outside-request-object', async () => {
    const { flow } = await suite()
    await flow({ state: 'inside' }, undefined, { state: 'outside' })
  })

  it('state-only-outside-request-object-not-used', async () => {
    const { flow } = await suite()
    await flow({ state: null }, undefined, { state: 'outside' })
  })

  const refusedRedirect = ['invalid_request', 'invalid_redirect_uri', 'invalid_request_object']

  it('ensure-request-object-without-redirect-uri-fails', async () => {
    const { first } = await suite()
    checkError(await first.push({ redirect_uri: null }), refusedRedirect)
  })

  it('ensure-redirect-uri-in-authorization-request', async () => {
    const { first } = await suite()
    const redirect_uri = first.client.redirectUris[0]!
    const answer = await first.push({ redirect_uri: null })
    checkError(answer, refusedRedirect)
    checkPushed(await first.push({ redirect_uri }))
  })

  const unregistered = (client: SigningParty) =>
    `${client.client.redirectUris[0]}/${randomText(10)}`

  it('ensure-registered-redirect-uri', async () => {
    const { first } = await suite()
    checkError(await first.push({ redirect_uri: unregistered(first) }), refusedRedirect)
  })

  it('plain-fapi-tolerate-unregistered-redirect-uri', async () => {
    const { first } = await suite()
    const answer = await first.push({ redirect_uri: unregistered(first) })
    if (answer.status === 201)
      checkPushed(answer) // RFC 9126 §2.4 allows it
    else checkError(answer, refusedRedirect)
  })

  it('ensure-unsigned-authorization-request-without-using-par-fails', async () => {
    const { first, visit } = await suite()
    checkNoCode(await visit(first.path()), ['invalid_request'])
  })

  const refusedType = ['unsupported_response_type', 'invalid_request', 'unauthorized_client']

  it('ensure-response-type-code-idtoken-fails', async () => {
    const { first } = await suite()
    const fields = { response_type: 'code id_token', nonce: randomText(20) }
    checkError(await first.push(fields), refusedType)
  })

  it('ensure-response-type-token-fails', async () => {
    const { first } = await suite()
    checkError(await first.push({ response_type: 'token' }), refusedType)
  })

  it('ensure-client-id-in-token-endpoint', async () => {
    const { first, second, authorized } = await suite()
    const answer = await first.redeem(await authorized(), { client_id: second.id })
    checkError(answer, ['invalid_client', 'invalid_grant', 'invalid_request'], unauthorized)
  })

  it('ensure-holder-of-key-required', async () => {
    const { first, authorized } = await suite()
    const code = await authorized()
    first.proofKey = null
    checkError(await first.redeem(code), ['invalid_dpop_proof', 'invalid_request', 'invalid_grant'])
  })

  it('ensure-authorization-code-is-bound-to-client', async () => {
    const { first, second, authorized } = await suite()
    const code = await authorized()
    second.proofKey = first.proofKey
    const [redirect_uri] = first.client.redirectUris
    checkError(await second.redeem(code, { redirect_uri }), ['invalid_grant'])
  })

  it('attempt-reuse-authorization-code-after-one-second', async () => {
    const { op, flow, first } = await suite()
    const { code, tokens } = await flow()
    op.passes({ seconds: 1 })
    checkError(await first.redeem(code), ['invalid_grant'])
    expect((await first.proven(tokens.access_token)).status).toBe(401)
  })

  it('ensure-token-endpoint-fails-with-expired-auth-code', async () => {
    const { op, authorized, first } = await suite()
    const code = await authorized()
    op.passes({ seconds: 61 })
    checkError(await first.redeem(code), ['invalid_grant'])
  })

  it('ensure-signed-client-assertion-with-RS256-fails', async () => {
    const { authorized, first } = await suite()
    const code = await authorized()
    const credentials = await first.credentials({}, {}, await keyNamed('first', 'RS256'))
    checkError(await first.redeem(code, credentials), refusedClient, unauthorized)
  })

  it('ensure-client-assertion-in-token-endpoint', async () => {
    const { authorized, first } = await suite()
    const none = { client_assertion: null, client_assertion_type: null, client_id: first.id }
    checkError(await first.redeem(await authorized(), none), refusedClient, unauthorized)
  })

  /** Redeems a good code with an assertion that is not. */
  const refusesAssertion = async (claims: (now: number) => Members) => {
    const { op, authorized, first } = await suite()
    const code = await authorized()
    const credentials = await first.credentials(claims(seconds(op.now())))
    const answer = await first.redeem(code, { client_id: first.id, ...credentials })
    checkError(answer, refusedClient, unauthorized)
  }

  it('ensure-client-assertion-with-exp-is-5-minutes-in-past-fails', () =>
    refusesAssertion((now) => ({ exp: now - 300, iat: now - 360 })))
  it('ensure-client-assertion-with-wrong-aud-fails', () =>
    refusesAssertion(() => ({ aud: 'https://other.example' })))
  it('ensure-client-assertion-with-no-sub-fails', () =>
    refusesAssertion(() => ({ sub: undefined })))

  it('dpop-negative-tests', async () => {
    const { op, flow, first } = await suite()
    const { tokens } = await flow()
    const { access_token: token } = tokens
    const now = () => seconds(op.now())
    const key = first.proofKey!
    const refused = ({ status, headers }: Answer, what: string) => {
      expect([what, unauthorized.includes(status)]).toEqual([what, true])
      expect(headers.get('www-authenticate') ?? 'none').not.toBe('')
    }
    const accepted = async (claims: Members, header: Members = {}) =>
      expect([claims, (await first.proven(token, claims, header)).status]).toEqual([claims, 200])

    const wrong: readonly (readonly [string, Members, Members?])[] = [
      ['no typ', {}, { typ: undefined }],
      ['no jwk', {}, { jwk: undefined }],
      ['no jti', { jti: undefined }],
      ['no htm', { htm: undefined }],
      ['no htu', { htu: undefined }],
      ['no iat', { iat: undefined }],
      ['no ath', { ath: undefined }],
      ['another typ', {}, { typ: 'JWT' }],
      ['a private key', {}, { jwk: await exportJWK(key.privateKey) }],
      ['another method', { htm: 'POST' }],
      ['another URL', { htu: `${issuer}/oauth/token` }],
      ['an hour old', { iat: now() - 3600 }],
      ['an hour ahead', { iat: now() + 3600 }],
      ['the hash of another token', { ath: hashOf('another') }],
    ]
    for (const [what, claims, header] of wrong) {
      refused(await first.proven(token, { nonce: undefined, ...claims }, header), what)
    }
    refused(await first.proven(token, {}, {}, await keyNamed('another')), 'another key')
    refused(await first.proven(token, {}, {}, await keyNamed('first', 'RS256')), 'RS256')

    const proof = await resourceProof(first, token)
    const [header = '', payload = '', signature = ''] = proof.split('.')
    const recoded = (change: Members) => {
      const members: unknown = JSON.parse(Buffer.from(header, 'base64url').toString())
      const changed = JSON.stringify({ ...(members as Members), ...change })
      return Buffer.from(changed).toString('base64url')
    }
    for (const [what, text] of [
      ['no JWT', 'not a JWT'],
      ['no alg', `${recoded({ alg: undefined })}.${payload}.${signature}`],
      ['alg none', `${recoded({ alg: 'none' })}.${payload}.`],
      [
        'a bad signature',
        `${header}.${payload}.${signature.replace(/^./, (one) => (one === 'A' ? 'B' : 'A'))}`,
      ],
      ['two proofs', `${await resourceProof(first, token)}, ${await resourceProof(first, token)}`],
    ] as const) {
      refused(await first.shown(token, text), what)
    }
    const headers = { Authorization: `DPoP ${token}` }
    refused(await op.get('/oauth/userinfo', { headers }), 'no proof')
    const asBearer = { headers: { Authorization: `Bearer ${token}` } }
    refused(await op.get('/oauth/userinfo', asBearer), 'as a bearer token')
    refused(await first.shown(token, proof, 'Bearer'), 'as a bearer token, with a proof')

    await accepted({ htu: `${issuer}/oauth/userinfo?a=b` })
    await accepted({ htu: `${issuer}/oauth/userinfo#a` })
    await accepted({ htu: 'HTTPS://OP.EXAMPLE:443/oauth/userinfo' })
    await accepted({ extra: 'claim' }, { extra: 'header' })
    const jti = randomUUID()
    await accepted({ jti })
    if (candidate.name === 'portico') refused(await first.proven(token, { jti }), 'a jti twice')
    await accepted({})
  })

  it('refresh-token', async () => {
    const { op, flow, first, second } = await suite()
    const offline = { scope: 'openid offline_access', prompt: 'consent' }
    const before = await flow(offline)
    const { refresh_token: refreshToken } = before.tokens
    op.passes({ seconds: 2 })

    const key = first.proofKey!
    first.proofKey = await keyNamed('another') // the token is bound to the client, not to the key
    const answer = await first.refresh(refreshToken)
    checkBoundTokens(answer)
    if (answer.body.id_token !== undefined) {
      const idToken = await checkIdToken(
        op,
        first,
        answer.body.id_token,
        before.idToken['nonce'] as undefined,
      )
      for (const name of ['iss', 'sub', 'aud', 'auth_time']) {
        expect(idToken[name], name).toEqual(before.idToken[name])
      }
    }
    expect((await first.proven(answer.body.access_token)).status).toBe(200)
    op.passes({ seconds: 30 })
    checkBoundTokens(await first.refresh(refreshToken)) // an answer may have been lost

    first.proofKey = key
    const none = { client_assertion: null, client_assertion_type: null, client_id: first.id }
    checkError(
      await first.refresh(refreshToken, none),
      [...refusedClient, 'invalid_grant'],
      unauthorized,
    )
    const theirs = await flow(offline, second)
    checkError(await first.refresh(theirs.tokens.refresh_token), ['invalid_grant'])
    first.proofKey = null
    checkError(await first.refresh(refreshToken), [
      'invalid_dpop_proof',
      'invalid_request',
      'invalid_grant',
    ])
  })

  it('par-ensure-reused-request-uri-prior-to-auth-completion-succeeds', async () => {
    const { op, first, visit } = await suite()
    const url = await first.pushed()
    const browser = op.browser()
    await browser.open(url)
    const { parameters } = callbackOf(await visit(url, 'allow', browser))
    checkBoundTokens(await first.redeem(parameters['code']!))
  })

  const badRequestUri = ['invalid_request_uri', 'invalid_request', 'invalid_request_object']

  it('par-attempt-reuse-request_uri', async () => {
    const { first, visit } = await suite()
    const url = await first.pushed()
    expect(callbackOf(await visit(url)).parameters).toHaveProperty('code')
    checkNoCode(await visit(url), badRequestUri)
  })

  it('par-attempt-to-use-expired-request_uri', async () => {
    const { op, first, visit } = await suite()
    const { body } = await first.push()
    op.passes({ seconds: Number(body.expires_in) + 1 })
    checkNoCode(await visit(first.pushedPath(body.request_uri)), badRequestUri)
  })

  it('par-attempt-to-use-request_uri-for-different-client', async () => {
    const { first, second, visit } = await suite()
    const { body } = await first.push()
    checkNoCode(await visit(second.pushedPath(body.request_uri)), badRequestUri)
  })

  it('par-authorization-request-containing-request_uri-form-param', async () => {
    const { first } = await suite()
    const { body } = await first.push()
    const answer = await first.push({ request_uri: body.request_uri })
    checkError(answer, ['invalid_request', 'request_uri_not_supported'])
  })

  it('par-attempt-invalid-http-method', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const status = await pushedBy(method, candidate)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }
  })

  it('par-ensure-pkce-required', async () => {
    const { first } = await suite()
    const fields = { code_challenge: null, code_challenge_method: null }
    checkError(await first.push(fields), ['invalid_request'])
  })

  it('par-plain-pkce-rejected', async () => {
    const { first } = await suite()
    checkError(await first.push({ code_challenge_method: 'plain' }), ['invalid_request'])
  })

  it('ensure-pkce-code-verifier-required', async () => {
    const { first, authorized } = await suite()
    checkError(await first.redeem(await authorized(), { code_verifier: null }), ['invalid_grant'])
  })

  it('incorrect-pkce-code-verifier-rejected', async () => {
    const { first, authorized } = await suite()
    const code_verifier = randomText(43)
    checkError(await first.redeem(await authorized(), { code_verifier }), ['invalid_grant'])
  })

  it('par-without-duplicate-parameters', async () => {
    const { flow } = await suite()
    await flow() // the URL has client_id and request_uri, and nothing else
  })

  /** Pushes with an assertion of these claims. */
  const pushedWith = async (claims: (now: number) => Members) => {
    const { op, first } = await suite()
    return first.push(await first.credentials(claims(seconds(op.now()))))
  }
  const refusesPush = async (claims: (now: number) => Members) =>
    checkError(await pushedWith(claims), refusedClient, unauthorized)

  it('par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted', async () => {
    checkPushed(await pushedWith((now) => ({ nbf: now + 8, iat: now + 8 })))
  })
  it('par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails', () =>
    refusesPush((now) => ({ nbf: now + 65, iat: now + 65, exp: now + 300 })))
  it('par-test-array-as-audience-fails', () =>
    refusesPush(() => ({ aud: [issuer, 'https://other.example'] })))
  it('par-par-endpoint-url-as-audience-fails', () =>
    refusesPush(() => ({ aud: `${issuer}/oauth/par` })))
  it('par-token-endpoint-url-as-audience-fails', () =>
    refusesPush(() => ({ aud: `${issuer}/oauth/token` })))
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

const resourceProof = (
  client: SigningParty,
  token: string,
  claims: Members = {},
): Promise<string> => client.proof('GET', '/oauth/userinfo', { ath: hashOf(token), ...claims })

/** The status of a pushed request by another method: of ours, the front server says it. */
async function pushedBy(method: string, candidate: Candidate): Promise<number> {
  if (candidate.name === 'portico') {
    const { issuer: place } = await listening()
    const { status, headers } = await fetch(`${place}/oauth/par`, { method })
    expect(headers.get('allow')).toBe('POST, OPTIONS')
    return status
  }
  const { op } = await fapi2Suite(candidate)
  return (await op.dispatch(new Request(`${issuer}/oauth/par`, { method }))).status
}
