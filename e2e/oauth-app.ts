// An app's server that speaks OpenID Connect: what it finds by discovery, with fetch and jose alone. It shares no code
// with Portico: it is the judge of what Portico answers.
import { createHash, randomBytes } from 'node:crypto'

import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose'
import { expect } from 'playwright/test'

import type { Credentials } from './people'
import { verifyAccessToken, type TokenAnswer } from './relying-party'

export type Tokens = {
  readonly answer: Readonly<Record<string, unknown>>
  readonly accessToken: string
  readonly refreshToken: string | undefined
  /** Of the ID token. */
  readonly claims: JWTPayload
}

export type SignIn = {
  /** Where the person is sent. */
  readonly link: string
  /** The person has come back: exchanges the code, and judges what it bought. */
  readonly finish: (arrival: URLSearchParams) => Promise<Tokens>
}

export type OauthApp = Credentials & {
  readonly issuer: string
  readonly begin: (scope: string) => SignIn
  /** `POST` to the token endpoint with the app's credentials. */
  readonly token: (fields: Readonly<Record<string, string>>) => Promise<TokenAnswer>
  /** Judges tokens of a grant that had no nonce. */
  readonly judge: (answer: TokenAnswer) => Promise<Tokens>
  readonly userinfo: (accessToken: string) => Promise<TokenAnswer>
}

type Discovered = Readonly<
  Record<
    'issuer' | 'authorization_endpoint' | 'token_endpoint' | 'userinfo_endpoint' | 'jwks_uri',
    string
  >
>

/** @param redirectUri  for an app that signs people in by a code */
export async function oauthApp(
  issuer: string,
  credentials: Credentials,
  redirectUri = '',
): Promise<OauthApp> {
  const { id, secret } = credentials
  const found = await askJson(`${issuer}/.well-known/openid-configuration`)
  const discovered = found.body as Discovered
  expect(discovered.issuer).toBe(issuer)
  const keys = createRemoteJWKSet(new URL(discovered.jwks_uri))

  const token = (fields: Readonly<Record<string, string>>) =>
    postForm(
      discovered.token_endpoint,
      secret === null ? { client_id: id, ...fields } : fields,
      secret === null ? {} : { Authorization: `Basic ${btoa(`${id}:${secret}`)}` },
    )

  async function judge({ status, body }: TokenAnswer, nonce?: string): Promise<Tokens> {
    expect(status, JSON.stringify(body['error'])).toBe(200)
    const accessToken = String(body['access_token'])
    await verifyAccessToken(accessToken, issuer, id)
    const { payload } = await jwtVerify(String(body['id_token']), keys, { issuer, audience: id })
    expect(payload['nonce']).toBe(nonce)
    const refreshToken = body['refresh_token'] as string | undefined
    return { answer: body, accessToken, refreshToken, claims: payload }
  }

  function begin(scope: string): SignIn {
    const [verifier, state, nonce] = [random(), random(), random()]
    const link = new URL(discovered.authorization_endpoint)
    link.search = new URLSearchParams({
      response_type: 'code',
      client_id: id,
      redirect_uri: redirectUri,
      scope,
      state,
      nonce,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString()
    const finish = async (arrival: URLSearchParams) => {
      expect(Object.fromEntries(arrival)).toMatchObject({ state, iss: issuer })
      const grant = { grant_type: 'authorization_code', redirect_uri: redirectUri }
      const proof = { code: arrival.get('code') ?? '', code_verifier: verifier }
      return judge(await token({ ...grant, ...proof }), nonce)
    }
    return { link: link.href, finish }
  }

  const userinfo = (accessToken: string) =>
    askJson(discovered.userinfo_endpoint, { headers: { Authorization: `Bearer ${accessToken}` } })

  return { ...credentials, issuer, begin, token, judge: (answer) => judge(answer), userinfo }
}

const random = (): string => randomBytes(32).toString('base64url')

/** A form, as an app's server posts it. */
export const postForm = (
  url: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<TokenAnswer> =>
  askJson(url, { method: 'POST', body: new URLSearchParams(fields), headers })

export async function askJson(url: string, init: RequestInit = {}): Promise<TokenAnswer> {
  const response = await fetch(url, init)
  return { status: response.status, body: (await response.json()) as TokenAnswer['body'] }
}
