// An app that signs: its assertions, its proofs of possession, its requests. What it signs is right, unless it is told.
import { createHash, randomUUID } from 'node:crypto'

import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose'

import { defaultClientOptions, type Client, type ClientOptions } from '@/model/client'

import type { Answer, Browser } from '../test-browser'
import { issuer as usualIssuer, type RequestOptions, type TestProvider } from '../test-provider'
import { RelyingParty, relyingParty, type Fields } from './relying-party'

export type SigningKey = {
  readonly alg: string
  readonly privateKey: CryptoKey
  /** With its `kid`. */
  readonly publicJwk: JWK
}

const made = new Map<string, Promise<SigningKey>>()

/** A key of this name; made once in this process. */
export function keyNamed(name: string, alg = 'ES256'): Promise<SigningKey> {
  const kid = `${name} ${alg}`
  let key = made.get(kid)
  if (!key) made.set(kid, (key = makeKey(kid, alg)))
  return key
}

async function makeKey(kid: string, alg: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid } }
}

export const jwksOf = (...keys: readonly SigningKey[]): string =>
  JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) })

/** Claims or a header; undefined takes away what is there by default. */
export type Members = Readonly<Record<string, unknown>>

/** A JWT by this key. */
export function signed(key: SigningKey, claims: Members, header: Members = {}): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: key.alg, ...header })
    .sign(key.privateKey)
}

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

export const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)

export const thumbprintOf = ({ publicJwk: { crv, e, kty, n, x, y } }: SigningKey): string =>
  createHash('sha256').update(JSON.stringify({ crv, e, kty, n, x, y })).digest('base64url')

export class SigningParty extends RelyingParty {
  constructor(
    readonly provider: Pick<TestProvider, 'get' | 'post' | 'now' | 'dispatch'>,
    client: Client,
    readonly key: SigningKey,
    /** Proves with this one, in every request; null: never. */
    public proofKey: SigningKey | null = null,
    readonly issuer: string = usualIssuer,
  ) {
    super(provider, client, null)
  }

  /** The nonce that was received last. */
  nonce: string | undefined

  assertion(claims: Members = {}, header: Members = {}, key = this.key): Promise<string> {
    const now = seconds(this.provider.now())
    return signed(
      key,
      {
        ...{ iss: this.id, sub: this.id, aud: this.issuer, jti: randomUUID() },
        ...{ iat: now, exp: now + 60, ...claims },
      },
      { kid: key.publicJwk.kid, ...header },
    )
  }

  /** The two parameters of a client that signs. */
  async credentials(claims: Members = {}, header: Members = {}, key = this.key) {
    const client_assertion = await this.assertion(claims, header, key)
    return { client_assertion_type: assertionType, client_assertion }
  }

  async proof(
    method: string,
    path: string,
    claims: Members = {},
    header: Members = {},
    key = this.proofKey ?? this.key,
  ): Promise<string> {
    const { kid: _, ...jwk } = key.publicJwk
    const own = { htm: method, htu: this.issuer + path, jti: randomUUID(), nonce: this.nonce }
    const iat = seconds(this.provider.now())
    return signed(key, { ...own, iat, ...claims }, { typ: 'dpop+jwt', jwk, ...header })
  }

  /** A request object for the usual request. */
  requestObject(fields: Fields = {}, claims: Members = {}, header: Members = {}, key = this.key) {
    const now = seconds(this.provider.now())
    return signed(
      key,
      {
        ...this.request(fields),
        ...{ iss: this.id, aud: this.issuer, nbf: now, exp: now + 300, ...claims },
      },
      { typ: 'oauth-authz-req+jwt', kid: key.publicJwk.kid, ...header },
    )
  }

  /** Signs for itself unless the fields do. */
  override async post(path: string, fields: Fields, sent: RequestOptions = {}): Promise<Answer> {
    const own =
      this.client.authenticationMethod === 'private_key_jwt'
        ? await this.credentials()
        : { client_id: this.id }
    const isProving = this.proofKey !== null && sent.headers?.['DPoP'] === undefined
    const proof = isProving ? { DPoP: await this.proof('POST', path) } : {}
    const headers = Object.entries({ ...proof, ...sent.headers }).filter(([, text]) => text !== '')
    const given = Object.entries({ ...own, ...fields }).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    )
    const answer = await this.provider.post(path, Object.fromEntries(given), {
      ...sent,
      headers: Object.fromEntries(headers),
    })
    this.nonce = answer.headers.get('dpop-nonce') ?? this.nonce
    return answer
  }

  /** Sends a request ahead; the answer, whatever it is. */
  push(fields: Fields = {}, sent?: RequestOptions): Promise<Answer> {
    return this.post('/oauth/par', this.request(fields), sent)
  }

  /** The URL for the browser, after a request that was sent ahead. */
  async pushed(fields: Fields = {}, sent?: RequestOptions): Promise<string> {
    const { body } = await this.push(fields, sent)
    return this.pushedPath(body.request_uri)
  }

  pushedPath(requestUri: string, more: Readonly<Record<string, string>> = {}): string {
    const query = new URLSearchParams({ client_id: this.id, request_uri: requestUri, ...more })
    return `/oauth/authorize?${query.toString()}`
  }

  /** UserInfo with a token that is bound to the proof's key. */
  async proven(
    accessToken: string,
    claims: Members = {},
    header: Members = {},
    key = this.proofKey ?? this.key,
  ): Promise<Answer> {
    const ath = createHash('sha256').update(accessToken).digest('base64url')
    const proof = await this.proof('GET', '/oauth/userinfo', { ath, ...claims }, header, key)
    return this.shown(accessToken, proof)
  }

  async shown(accessToken: string, proof: string, scheme = 'DPoP'): Promise<Answer> {
    const headers = { Authorization: `${scheme} ${accessToken}`, DPoP: proof }
    const answer = await this.provider.get('/oauth/userinfo', { headers })
    this.nonce = answer.headers.get('dpop-nonce') ?? this.nonce
    return answer
  }
}

/** An app that signs its assertions, with what its registration says besides. */
export async function signingParty(
  op: TestProvider,
  options: Partial<ClientOptions> = {},
  values: Partial<Client> = {},
): Promise<SigningParty> {
  const key = await keyNamed('app')
  const { client } = await relyingParty(op, {
    authenticationMethod: 'private_key_jwt',
    ...values,
    options: { ...defaultClientOptions, jwks: jwksOf(key), ...options },
  })
  return new SigningParty(op, client, key, null, op.settings.issuer)
}

export type { Browser }
