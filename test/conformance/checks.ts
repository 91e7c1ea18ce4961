// What every module of the OpenID Foundation's plans checks beside its own subject, by the numbers of docs/conformance.md.
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose'
import { expect } from 'vitest'

import { scopeNames, type Client } from '@/model/client'

import { callbackOf, type Callback, type Fields, type RelyingParty } from '../oauth/relying-party'
import type { Answer, Browser } from '../test-browser'
import type { TestUser } from '../test-provider'
import { issuer, portico, type Candidate, type UnderTest } from './driver'

export { issuer }
const suite = 'https://suite.example/test/a/portico'
export const postLogout = `${suite}/post_logout_redirect`

export type Mode = 'query' | 'form_post'

export type Suite = Awaited<ReturnType<typeof suiteFor>>

/** A provider at https, a person, and the two clients of the plans, who may leave PKCE out as the Basic plan does. */
export async function suiteFor(
  mode: Mode = 'query',
  values: Partial<Client> = {},
  candidate: Candidate = portico,
) {
  const op = await candidate.start()
  const alice = await op.user()
  const client = (redirectUri: string) =>
    op.relyingParty({
      pkce: 'optional',
      scopes: scopeNames,
      redirectUris: [redirectUri],
      postLogoutRedirectUris: [postLogout],
      ...values,
    })
  const first = await client(`${suite}/callback`)
  const second = await client(`${suite}/callback?dummy1=lorem&dummy2=ipsum`)
  const browser = op.browser()
  const nonce = 'x9T6DsYQ4e'

  /** The request of the suite: a nonce, no PKCE. */
  const request = (fields: Fields = {}): Fields => ({
    nonce,
    code_challenge: null,
    code_challenge_method: null,
    ...(mode === 'form_post' && { response_mode: mode }),
    ...fields,
  })

  return {
    op,
    alice,
    first,
    second,
    browser,
    mode,
    request,
    /** AE → callback → TE → ID token → UserInfo, with every check on the way. */
    flow: (fields: Fields = {}, client = first, in_ = browser) =>
      flow({ op, client, browser: in_, user: alice, fields: request(fields), mode }),
    /** One request that must fail by redirect. */
    refused: async (fields: Fields, errors: readonly string[], client = first) => {
      const answer = await browser.open(client.path(request(fields)))
      checkErrorCallback(answer, client.request(request(fields)), mode, errors)
    },
  }
}

type Flow = {
  readonly op: UnderTest
  readonly client: RelyingParty
  readonly browser: Browser
  readonly user: TestUser
  readonly fields: Fields
  readonly mode: Mode
}

export type Flown = {
  readonly callback: Callback
  readonly tokens: any // eslint-disable-line @typescript-eslint/no-explicit-any -- as it came
  readonly idToken: JWTPayload
  readonly userinfo: Readonly<Record<string, unknown>>
}

async function flow({ op, client, browser, user, fields, mode }: Flow): Promise<Flown> {
  const sent = client.request(fields)
  const callback = checkCallback(await client.visit(browser, fields, user), sent, mode)
  const verifier = sent['code_challenge'] === undefined ? { code_verifier: null } : {}
  const answer = await client.redeem(callback.parameters['code']!, verifier)
  checkTokenResponse(answer)
  const tokens = answer.body
  const idToken = await checkIdToken(op, client, tokens.id_token, sent['nonce'])
  const userinfo = await checkUserInfo(client, tokens.access_token, idToken)
  checkUnrequestedClaims(idToken)
  return { callback, tokens, idToken, userinfo }
}

/** C-02 to C-06 */
export function checkCallback(
  answer: Answer,
  sent: Readonly<Record<string, string>>,
  mode: Mode,
): Callback {
  const callback = callbackOf(answer)
  expect(callback.mode, 'C-02: the answer is where it belongs').toBe(mode)
  expect(callback.uri, 'C-03: the redirect URI with its query').toBe(sent['redirect_uri'])
  const { code = '', iss, state, ...rest } = callback.parameters
  expect(rest, 'C-02: no error and nothing else').toEqual({})
  expect(iss, 'C-04').toBe(issuer)
  expect(state, 'C-05').toBe(sent['state'])
  checkEntropy(code)
  return callback
}

/** C-12 */
export function checkErrorCallback(
  answer: Answer,
  sent: Readonly<Record<string, string>>,
  mode: Mode,
  errors: readonly string[],
): void {
  const { parameters, ...callback } = callbackOf(answer)
  expect(callback).toEqual({ mode, uri: sent['redirect_uri'] })
  const { error, error_description: description = '', error_uri: uri, ...rest } = parameters
  expect(errors).toContain(error)
  expect(description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/)
  if (uri !== undefined) expect(uri).toBe(`${issuer}/docs/errors/${error}`)
  expect(rest).toEqual({ state: sent['state'], iss: issuer })
}

/** An error of an endpoint — RFC 6749 §5.2. */
export function checkOAuthError({ status, headers, body }: Answer, error: string): void {
  expect([status, body?.error]).toEqual([400, error])
  expect(body.error_description ?? '').toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/)
  expect(headers.get('content-type')).toMatch(/^application\/json(;|$)/)
  expect(headers.get('cache-control')).toContain('no-store')
}

/** C-06: at least 16 characters, and more than 96 bits by the frequencies of its characters. */
export function checkEntropy(text: string): void {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  const perCharacter = [...counts.values()]
    .map((count) => count / text.length)
    .reduce((sum, share) => sum - share * Math.log2(share), 0)
  expect(text.length).toBeGreaterThanOrEqual(16)
  expect(perCharacter * text.length).toBeGreaterThan(96)
}

/** C-07 */
export function checkTokenResponse({ status, headers, body }: Answer): void {
  expect(status).toBe(200)
  expect(headers.get('content-type')).toMatch(/^application\/json(;|$)/)
  expect(headers.get('cache-control')).toContain('no-store')
  expect(body).not.toHaveProperty('error')
  expect(body.token_type).toMatch(/^bearer$/i)
  expect(body.expires_in).toBeGreaterThan(0)
  expect(body.expires_in).toBeLessThanOrEqual(31_536_000)
  for (const name of ['access_token', 'refresh_token']) {
    if (name in body) checkToken(body[name])
  }
}

export function checkToken(token: string): void {
  expect(token).toMatch(/^[\x20-\x7e]+$/)
  checkEntropy(token)
}

const claimTypes: Readonly<Record<string, string>> = {
  name: 'string',
  preferred_username: 'string',
  email: 'string',
  email_verified: 'boolean',
  phone_number_verified: 'boolean',
  address: 'object',
  updated_at: 'number',
  ...Object.fromEntries(
    ['given_name', 'family_name', 'middle_name', 'nickname', 'profile', 'picture', 'website']
      .concat(['gender', 'birthdate', 'zoneinfo', 'locale', 'phone_number'])
      .map((name) => [name, 'string']),
  ),
}

function checkClaimTypes(claims: Readonly<Record<string, unknown>>): void {
  for (const [name, type] of Object.entries(claimTypes)) {
    if (name in claims) expect(typeof claims[name], name).toBe(type)
  }
}

/** C-01 */
export async function checkJwks(op: UnderTest): Promise<{ keys: { kid: string; alg: string }[] }> {
  const { status, headers, body } = await op.get('/oauth/jwks')
  expect(status).toBe(200)
  expect(headers.get('content-type')).toMatch(/^application\/(jwk-set\+)?json(;|$)/)
  const { keys } = body
  expect(keys.length).toBeGreaterThan(0)
  for (const key of keys) {
    for (const name of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) expect(key).not.toHaveProperty(name)
    expect(key).toMatchObject({ kid: expect.any(String), alg: expect.any(String), use: 'sig' })
    if (key.kty === 'RSA')
      expect(Buffer.from(key.n, 'base64url').length).toBeGreaterThanOrEqual(256)
  }
  expect(new Set(keys.map(({ kid }: { kid: string }) => kid)).size).toBe(keys.length)
  return body
}

/** C-08, C-09 */
export async function checkIdToken(
  op: UnderTest,
  client: RelyingParty,
  token: string,
  nonce: string | undefined,
): Promise<JWTPayload> {
  const jwks = await checkJwks(op)
  const { alg, kid } = decodeProtectedHeader(token)
  expect(jwks.keys).toContainEqual(expect.objectContaining({ kid, alg }))
  const { payload } = await jwtVerify(token, createLocalJWKSet(jwks), {
    issuer,
    audience: client.id,
    currentDate: op.now(),
    clockTolerance: 300,
    maxTokenAge: 300,
    requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
  })
  const now = op.now().getTime() / 1000
  expect(payload.exp).toBeLessThan(now + 50 * 365 * 86_400)
  expect(payload.sub).toMatch(/^[\x20-\x7e]{1,255}$/)
  if (nonce === undefined) expect(payload).not.toHaveProperty('nonce')
  else expect(payload['nonce']).toBe(nonce)
  expect(payload['acr'] ?? 'x').toMatch(/./)
  expect(Number(payload['auth_time'])).toBeLessThanOrEqual(now)
  expect(payload).not.toHaveProperty('at_hash') // optional here; none is none wrong
  checkClaimTypes(payload)
  return payload
}

/** C-10 */
function checkUnrequestedClaims(idToken: JWTPayload): void {
  const protocol = [
    'iss',
    'sub',
    'aud',
    'exp',
    'iat',
    'auth_time',
    'nonce',
    'amr',
    'sid',
    'acr',
    'azp',
  ]
  expect(Object.keys(idToken).filter((name) => !protocol.includes(name))).toEqual([])
}

/** C-11 */
export async function checkUserInfo(
  client: RelyingParty,
  accessToken: string,
  idToken: JWTPayload,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await client.userinfo(accessToken)
  return checkUserInfoAnswer(answer, idToken)
}

export function checkUserInfoAnswer(
  { status, headers, body }: Answer,
  idToken: JWTPayload,
): Readonly<Record<string, unknown>> {
  expect(status).toBe(200)
  expect(headers.get('content-type')).toMatch(/^application\/json(;|$)/)
  expect(body.sub).toBe(idToken.sub)
  checkClaimTypes(body)
  return body
}

/** A page for the person's eyes: the suite asks for a screenshot of it. */
export function checkErrorPage(answer: Answer): void {
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
  expect(answer.headers.has('location')).toBe(false)
  expect(answer.text).not.toMatch(/<script|http-equiv/i)
}
