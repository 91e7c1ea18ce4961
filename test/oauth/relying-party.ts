// An app of the standard dialect, as tests drive it: it sends people to the authorization endpoint and calls the others.
import { expect } from 'vitest'

import { newSecret } from '@/clients/secrets'
import type { Client } from '@/model/client'
import type { SigningKey } from '@/model/signing-key'

import { newClient } from '../stores/fixtures'
import { plain, type Answer, type Browser } from '../test-browser'
import {
  callback,
  testProvider,
  type RequestOptions,
  type TestOptions,
  type TestProvider,
  type TestUser,
} from '../test-provider'

/** RFC 7636 appendix B. */
export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
export const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

export const bye = 'https://notes.example/bye'

/** Parameters; null takes away one that is sent by default. */
export type Fields = Readonly<Record<string, string | null | undefined>>

let madeKeys: readonly SigningKey[] | undefined

/** A provider of its own whose keys were made once in this process: an RSA key takes longer than a whole test. */
export async function oauthProvider(options: TestOptions = {}): Promise<TestProvider> {
  const op = await testProvider(options)
  for (const key of madeKeys ?? []) await op.stores.signingKeys.create(key)
  if (!madeKeys) {
    await op.provider.keys.jwks()
    madeKeys = await op.stores.signingKeys.list(op.now())
  }
  return op
}

/** A provider, a user, and a confidential app that may do all that the standard dialect can. */
export async function world(values: Partial<Client> = {}, options: TestOptions = {}) {
  const op = await oauthProvider(options)
  const alice = await op.user()
  const app = await relyingParty(op, values)
  return { op, alice, app }
}

/** The same, with a browser in which the user has signed in. */
export async function signedInWorld(values: Partial<Client> = {}, options: TestOptions = {}) {
  const made = await world(values, options)
  return { ...made, browser: await made.op.signedIn(made.alice) }
}

export const publicValues = { isPublic: true, authenticationMethod: 'none' } as const

/** A confidential app that may do all that the standard dialect can, unless it is said otherwise. */
export const standardClient = (createdAt: Date, values: Partial<Client> = {}): Client =>
  newClient({
    name: 'Notes',
    kind: 'web',
    dialects: ['oauth'],
    grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    redirectUris: [callback],
    postLogoutRedirectUris: [bye],
    authenticationMethod: 'client_secret_basic',
    pkce: 'required',
    idTokenAlgorithm: 'RS256',
    refreshTokenLifetime: null,
    createdAt,
    ...values,
  })

export async function relyingParty(
  op: TestProvider,
  values: Partial<Client> = {},
): Promise<RelyingParty> {
  const client = standardClient(op.now(), values)
  const { secret, record } = newSecret(client.id, op.now())
  await op.stores.clients.create(client, client.isPublic ? null : record)
  return new RelyingParty(op, client, client.isPublic ? null : secret)
}

/** What came back to the redirect URI, and how. */
export type Callback = {
  readonly mode: 'query' | 'fragment' | 'form_post'
  /** Without what was added. */
  readonly uri: string
  readonly parameters: Readonly<Record<string, string>>
}

export class RelyingParty {
  constructor(
    readonly op: Pick<TestProvider, 'get' | 'post'>,
    readonly client: Client,
    readonly secret: string | null,
  ) {}

  get id(): string {
    return this.client.id
  }

  /** The authorization request: a code for `openid`, with PKCE. */
  path(fields: Fields = {}, endpoint = '/oauth/authorize'): string {
    return `${endpoint}?${new URLSearchParams(this.request(fields)).toString()}`
  }

  request(fields: Fields = {}): Record<string, string> {
    return given({
      response_type: 'code',
      client_id: this.id,
      redirect_uri: this.client.redirectUris[0],
      scope: 'openid',
      state: 'the state',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...fields,
    })
  }

  /** Goes through the whole authorization: signs in where it is asked, allows what it is asked. */
  async visit(browser: Browser, fields: Fields = {}, user?: TestUser): Promise<Answer> {
    let answer = await browser.open(this.path(fields))
    if (isSignInPage(answer) && user) answer = await signIn(browser, user)
    return isConsentPage(answer) ? browser.submit('/consent', { decision: 'allow' }) : answer
  }

  async authorize(browser: Browser, fields: Fields = {}, user?: TestUser): Promise<Callback> {
    return callbackOf(await this.visit(browser, fields, user))
  }

  async code(browser: Browser, fields: Fields = {}): Promise<string> {
    return (await this.authorize(browser, fields)).parameters['code']!
  }

  redeem(code: string, fields: Fields = {}, sent?: RequestOptions): Promise<Answer> {
    const redirectUri = this.client.redirectUris[0]
    const own = { code, redirect_uri: redirectUri, code_verifier: verifier }
    return this.token({ grant_type: 'authorization_code', ...own, ...fields }, sent)
  }

  refresh(refreshToken: string, fields: Fields = {}): Promise<Answer> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...fields })
  }

  /** The body of a token response that went well. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever was answered
  async tokens(browser: Browser, fields: Fields = {}): Promise<any> {
    const answer = await this.redeem(await this.code(browser, fields))
    expect(answer.text).not.toContain('"error"')
    return answer.body
  }

  /** The same with a refresh token. */
  offlineTokens(browser: Browser, fields: Fields = {}) {
    return this.tokens(browser, {
      scope: 'openid offline_access',
      prompt: 'consent',
      ...fields,
    })
  }

  token(fields: Fields, sent?: RequestOptions): Promise<Answer> {
    return this.post('/oauth/token', fields, sent)
  }

  introspect(token: string): Promise<Answer> {
    return this.post('/oauth/introspect', { token })
  }

  revoke(token: string, fields: Fields = {}): Promise<Answer> {
    return this.post('/oauth/revoke', { token, ...fields })
  }

  userinfo(accessToken: string): Promise<Answer> {
    return this.op.get('/oauth/userinfo', bearer(accessToken))
  }

  async isLive(accessToken: string): Promise<boolean> {
    return (await this.userinfo(accessToken)).status === 200
  }

  /** Authenticated as the client does: Basic, or by its id alone. */
  post(path: string, fields: Fields, sent: RequestOptions = {}): Promise<Answer> {
    if (this.secret === null)
      return this.op.post(path, given({ client_id: this.id, ...fields }), sent)
    const headers = { Authorization: basic(this.id, this.secret), ...sent.headers }
    return this.op.post(path, given(fields), { ...sent, headers })
  }
}

export const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`

export const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } })

const given = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )

export const isSignInPage = ({ text }: Answer): boolean =>
  text.includes('action="/sign-in/password"')
export const isConsentPage = ({ text }: Answer): boolean => text.includes('action="/consent"')

/** Fills in the sign-in form that is on the screen. */
export const signIn = (browser: Browser, { username, password }: TestUser): Promise<Answer> =>
  browser.submit('/sign-in/password', { identifier: username, password })

/** Reads an answer to an app: a redirect, or a page that posts itself. */
export function callbackOf(answer: Answer): Callback {
  if (isSelfPosting(answer)) {
    const [, uri = ''] = /<form method="post" action="([^"]*)">/.exec(answer.text) ?? []
    const inputs = [...answer.text.matchAll(/name="([^"]*)" value="([^"]*)"/g)]
    const pairs = inputs.map(([, name = '', value = '']) => [name, plain(value)])
    return { mode: 'form_post', uri: plain(uri), parameters: Object.fromEntries(pairs) }
  }
  if (answer.status !== 303) throw new Error(`answered ${answer.status}: ${answer.text}`)
  const { location } = answer
  const at = location.includes('#') ? location.indexOf('#') : location.search(/[?&](code|error)=/)
  return {
    mode: location.includes('#') ? 'fragment' : 'query',
    uri: location.slice(0, at),
    parameters: Object.fromEntries(new URLSearchParams(location.slice(at + 1))),
  }
}

/** A page that posts itself to an app: OAuth 2.0 Form Post Response Mode 1.0. */
const isSelfPosting = ({ text }: Answer): boolean => text.includes('document.forms[0].submit()')

/** An error as JSON: RFC 6749 §5.2, in the characters that it allows. */
export function expectOAuthError(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.body?.error]).toEqual([status, code])
  expect(Object.keys(answer.body)).toEqual(['error', 'error_description', 'error_uri'])
  expect(answer.body.error_uri).toMatch(new RegExp(`/docs/errors/${code}$`))
  expect(answer.body.error_description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/)
  expect(answer.headers.get('content-type')).toBe('application/json')
  expect(answer.headers.get('cache-control')).toBe('no-store')
}

/** An error by redirect: RFC 6749 §4.1.2.1, with `state` as sent and `iss` (RFC 9207), and nothing else. */
export function expectErrorCallback(answer: Answer, code: string, issuer: string): Callback {
  const received = callbackOf(answer)
  const { error, error_description: description, error_uri: uri, ...rest } = received.parameters
  expect(uri).toBe(`${issuer}/docs/errors/${code}`)
  expect(error).toBe(code)
  expect(description ?? '').toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/)
  expect(rest).toEqual({ state: 'the state', iss: issuer })
  return received
}
