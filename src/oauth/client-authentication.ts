import { isSame, sha256 } from '@/crypto/digest'
import type { Client, ClientSecret } from '@/model/client'

import { assertedClient, assertionType, verifyAssertion, type SingleUse } from './client-assertion'
import { optional } from './form-parameters'
import { OAuthError } from './oauth-error'
import type { Parameters } from './parameters'
import type { Provider } from './provider'

type Credentials = {
  readonly clientId: string
  readonly isBasic: boolean
  readonly secret: string | null
  /** A JWT that the client has signed — RFC 7523. */
  readonly assertion: string | null
}

/** A client that has proved which one it is. Its assertion is used up by {@link spendAssertion}. */
export type ProvenClient = { readonly client: Client; readonly assertion: SingleUse | null }

/**
 * Proves which client calls — RFC 6749 §2.3: Basic, `client_secret` in the body, a signed assertion, or nothing for a
 * public client. A client that holds a secret may send it in either way; one that signs may do nothing else.
 *
 * @throws {OAuthError} `invalid_client`, the same for an unknown client and a wrong secret or assertion;
 *   `invalid_request` for two ways at once
 */
export async function authenticateClient(
  request: Request,
  parameters: Parameters,
  provider: Provider,
): Promise<Client> {
  const proven = await proveClient(request, parameters, provider)
  if (proven.assertion !== null) await spendAssertion(proven, provider)
  return proven.client
}

/** The first half of {@link authenticateClient}: nothing is used up, so that the request may still be sent again. */
export async function proveClient(
  request: Request,
  parameters: Parameters,
  provider: Provider,
): Promise<ProvenClient> {
  const { clientId, isBasic, secret, assertion } = readCredentials(request, parameters)
  const { clients } = provider.stores
  const found = clientId.length <= 256 ? await clients.findWithSecrets(clientId) : null
  if (!found || found.client.disabledAt !== null) throw invalidClient(isBasic)
  const { client, secrets } = found
  const isSigning = client.authenticationMethod === 'private_key_jwt'
  if (isSigning !== (assertion !== null)) throw invalidClient(isBasic)
  if (assertion === null) {
    if (!isProven(client, secrets, secret)) throw invalidClient(isBasic)
    return { client, assertion: null }
  }
  const verified = await verifyAssertion(assertion, client, provider)
  if (!verified) throw invalidClient(isBasic)
  return { client, assertion: verified }
}

/** The second half: an assertion is good once, on whichever node it arrives — RFC 7523 §3, `jti`. */
export async function spendAssertion(
  { assertion }: ProvenClient,
  { stores }: Provider,
): Promise<void> {
  if (assertion === null) return
  const isFirst = await stores.usedIds.use(assertion.key, assertion.expiresAt)
  if (!isFirst) throw invalidClient(false)
}

function isProven(
  client: Client,
  secrets: readonly ClientSecret[],
  secret: string | null,
): boolean {
  if (client.isPublic) return secret === null // a public client that sends a secret is confused
  if (secret === null) return false
  const hash = sha256(secret)
  return secrets.some(({ secretHash }) => isSame(secretHash, hash))
}

/** The same for a client that is unknown, and for one that is gone since it has proved itself. */
export const invalidClient = (isBasic: boolean): OAuthError =>
  new OAuthError(
    'invalid_client',
    'the client is unknown, disabled, or its credentials are wrong',
    isBasic ? 'Basic realm="portico", charset="UTF-8"' : null, // RFC 6749 §5.2
  )

function readCredentials(request: Request, parameters: Parameters): Credentials {
  const header = request.headers.get('authorization')
  const inBody = optional(parameters, 'client_secret') ?? null
  const assertion = readAssertion(parameters)
  const ways = [header, inBody, assertion].filter((way) => way !== null)
  if (ways.length > 1) {
    throw new OAuthError('invalid_request', 'the client authenticates in two ways at once')
  }
  const named = optional(parameters, 'client_id')
  if (header !== null) {
    const basic = readBasic(header)
    if (!basic || (named !== undefined && named !== basic.clientId)) throw invalidClient(true)
    return { isBasic: true, assertion: null, ...basic }
  }
  const clientId = assertion === null ? named : assertedClient(assertion)
  if (clientId === undefined) {
    throw new OAuthError('invalid_client', 'the request names no client')
  }
  if (clientId === null || (named !== undefined && named !== clientId)) throw invalidClient(false)
  return { clientId, secret: inBody, isBasic: false, assertion }
}

/** @throws {OAuthError} `invalid_request` when half of the two parameters is missing (RFC 7521 §4.2) */
function readAssertion(parameters: Parameters): string | null {
  const assertion = optional(parameters, 'client_assertion')
  const type = optional(parameters, 'client_assertion_type')
  if (assertion === undefined && type === undefined) return null
  if (assertion === undefined || type !== assertionType) {
    throw new OAuthError(
      'invalid_request',
      `client_assertion goes with the client_assertion_type ${assertionType}`,
    )
  }
  return assertion
}

/** Basic credentials: both halves are form-encoded before base64 — RFC 6749 §2.3.1. Null: they are none. */
export function readBasic(header: string): { clientId: string; secret: string } | null {
  const [, encoded] = /^basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header) ?? []
  if (encoded === undefined) return null
  if (encoded.length % 4 !== 0) return null // RFC 4648 §3.2
  const text = Buffer.from(encoded, 'base64').toString()
  const colon = text.indexOf(':')
  if (colon < 0) return null
  try {
    const [clientId, secret] = [text.slice(0, colon), text.slice(colon + 1)].map(formDecoded)
    return clientId && secret ? { clientId, secret } : null // an empty secret proves nothing
  } catch {
    return null
  }
}

/** @throws {URIError} for a percent sign that means nothing */
const formDecoded = (text: string): string =>
  /[%+]/.test(text) ? decodeURIComponent(text.replaceAll('+', ' ')) : text
