import { createHash, randomUUID } from 'node:crypto'

import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

import type { Upstream, UpstreamOptions } from '@/model/upstream'

import { type Asked, clientSecret, newUpstream, sendJson, signInAt, site } from './stand-ins'

type Claims = Record<string, unknown>

/** How it behaves; a test changes what it wants to spoil. */
export type Manners = {
  issuer: string
  clientId: string
  secret: string
  person: Claims & { sub: string }
  algorithm: 'RS256' | 'ES256'
  discovery: (document: Claims) => Claims
  /** The parameters of the answer that the browser brings back. */
  back: (parameters: Claims) => Claims
  idToken: (claims: Claims) => Claims
  /** Makes the JWT of these claims; by default with its own key. */
  sign: (claims: Claims) => Promise<string>
  token: (answer: Claims) => Claims
  userinfo: (claims: Claims) => Claims
}

let keys: ReturnType<typeof makeKeys> | undefined

/** Made once in this process. */
const makeKeys = async () => {
  const pair = async (alg: string, kid: string) => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
    const jwk: JWK = { ...(await exportJWK(publicKey)), alg, kid, use: 'sig' }
    return { alg, kid, privateKey, jwk }
  }
  return {
    RS256: await pair('RS256', 'the-rsa-key'),
    ES256: await pair('ES256', 'the-ec-key'),
    /** Of nobody. */
    other: await pair('RS256', 'the-rsa-key'),
    next: await pair('RS256', 'the-next-key'),
  }
}

export const standInKeys = () => (keys ??= makeKeys())

export const signedBy = async (
  name: 'RS256' | 'ES256' | 'other' | 'next',
  claims: Claims,
): Promise<string> => {
  const { alg, kid, privateKey } = (await standInKeys())[name]
  return new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(privateKey)
}

/** A sign-on that speaks OpenID Connect and asks nobody anything. Its clock is the machine's. */
export async function openIdStandIn(manners: Partial<Manners> = {}) {
  const pairs = await standInKeys()
  const jwks = { keys: [pairs.RS256.jwk, pairs.ES256.jwk] }
  const departures = new Map<string, Asked['query']>()
  const refreshTokens = new Set<string>()
  const accessTokens = new Set<string>()

  const server = await site({
    '/.well-known/openid-configuration': () =>
      own.discovery({
        issuer: own.issuer,
        authorization_endpoint: `${own.issuer}/authorize`,
        token_endpoint: `${own.issuer}/token`,
        userinfo_endpoint: `${own.issuer}/userinfo`,
        jwks_uri: `${own.issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'ES256'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
        scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      }),
    '/jwks': () => jwks,
    '/authorize': ({ query }, response) => {
      const code = randomUUID()
      departures.set(code, query)
      const sent = own.back({ code, state: query.get('state'), iss: own.issuer })
      const to = new URL(query.get('redirect_uri') ?? '')
      for (const [name, value] of Object.entries(sent)) {
        if (value !== undefined) to.searchParams.append(name, value as string)
      }
      response.writeHead(302, { Location: to.href }).end()
    },
    '/token': async (asked, response) => {
      const problem = problemOf(asked)
      if (problem !== null)
        return sendJson(response, problem === 'invalid_client' ? 401 : 400, { error: problem })
      const { form } = asked
      const departure = departures.get(form.get('code') ?? '')
      departures.delete(form.get('code') ?? '')
      refreshTokens.delete(form.get('refresh_token') ?? '')
      const nonce = departure?.get('nonce')
      const made = { access: `access-${randomUUID()}`, refresh: `refresh-${randomUUID()}` }
      accessTokens.add(made.access)
      refreshTokens.add(made.refresh)
      const seconds = Math.floor(Date.now() / 1000)
      const claims = own.idToken({
        iss: own.issuer,
        aud: own.clientId,
        iat: seconds,
        exp: seconds + 3600,
        sub: own.person.sub,
        ...(nonce && { nonce }),
      })
      return own.token({
        access_token: made.access,
        token_type: 'Bearer',
        expires_in: 3600,
        refresh_token: made.refresh,
        id_token: await own.sign(claims),
      })
    },
    '/userinfo': ({ headers }, response) => {
      const token = String(headers['authorization']).replace('Bearer ', '')
      if (!accessTokens.has(token)) return sendJson(response, 401, {})
      return own.userinfo({ ...own.person })
    },
  })

  const own: Manners = {
    issuer: server.url,
    clientId: 'portico',
    secret: clientSecret,
    person: {
      sub: 'subject-1',
      email: 'ada@example.com',
      email_verified: true,
      preferred_username: 'ada',
      name: 'Ada Lovelace',
      given_name: 'Ada',
      family_name: 'Lovelace',
      picture: 'https://pictures.example/ada.png',
      roles: ['editor'],
    },
    algorithm: 'RS256',
    discovery: (document) => document,
    back: (parameters) => parameters,
    idToken: (claims) => claims,
    sign: (claims) => signedBy(own.algorithm, claims),
    token: (answer) => answer,
    userinfo: (claims) => claims,
    ...manners,
  }

  /** RFC 6749 §3.2.1, §4.1.3 and §6, RFC 7636 §4.6 */
  function problemOf({ form, headers }: Asked): string | null {
    const [id, secret] = Buffer.from(String(headers.authorization).replace('Basic ', ''), 'base64')
      .toString()
      .split(':')
      .map((part) => decodeURIComponent(part.replaceAll('+', ' ')))
    const isBasic = id === own.clientId && secret === own.secret
    const isPosted =
      form.get('client_id') === own.clientId && form.get('client_secret') === own.secret
    if (!isBasic && !isPosted) return 'invalid_client'
    if (form.get('grant_type') === 'refresh_token') {
      return refreshTokens.has(form.get('refresh_token') ?? '') ? null : 'invalid_grant'
    }
    const departure = departures.get(form.get('code') ?? '')
    const challenge = departure?.get('code_challenge')
    const verifier = form.get('code_verifier') ?? ''
    const hashed = createHash('sha256').update(verifier).digest('base64url')
    if (!departure || departure.get('redirect_uri') !== form.get('redirect_uri'))
      return 'invalid_grant'
    return challenge === null || challenge === hashed ? null : 'invalid_grant'
  }

  return {
    ...server,
    /** To be changed at any time. */
    manners: own,
    jwks,
    upstream: (
      values: Partial<Omit<Upstream, 'options'>> & {
        readonly options?: Partial<UpstreamOptions>
      } = {},
    ) => newUpstream({ ...values, options: { issuer: own.issuer, ...values.options } }),
    /** What the browser comes back with: the raw query. */
    answer: async (location: string): Promise<string> => {
      const { pathname, search } = new URL(location)
      return (await signInAt(server.url + pathname + search)).search.slice(1)
    },
    /** Nobody's refresh token is good any more. */
    forget: () => refreshTokens.clear(),
  }
}

export type OpenIdStandIn = Awaited<ReturnType<typeof openIdStandIn>>
