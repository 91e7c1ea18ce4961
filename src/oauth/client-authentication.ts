import { isSame, sha256 } from '@/crypto/digest'
import type { Client, ClientSecret } from '@/model/client'

import { optional } from './form-parameters'
import { OAuthError } from './oauth-error'
import type { Parameters } from './parameters'
import type { Provider } from './provider'

type Credentials = {
  readonly clientId: string
  readonly secret: string | null
  readonly isBasic: boolean
}

/**
 * Proves which client calls — RFC 6749 §2.3: Basic, `client_secret` in the body, or no secret for a public client. A
 * client that holds a secret may send it in either way.
 *
 * @throws {OAuthError} `invalid_client`, the same for an unknown client and a wrong secret; `invalid_request` for two
 *   ways at once
 */
export async function authenticateClient(
  request: Request,
  parameters: Parameters,
  { stores }: Provider,
): Promise<Client> {
  const credentials = readCredentials(request, parameters)
  const { clientId, secret, isBasic } = credentials
  const found = clientId.length <= 256 ? await stores.clients.findWithSecrets(clientId) : null
  if (!found || !isProven(found.client, found.secrets, secret)) throw invalidClient(isBasic)
  if (found.client.disabledAt !== null) throw invalidClient(isBasic)
  return found.client
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

const invalidClient = (isBasic: boolean): OAuthError =>
  new OAuthError(
    'invalid_client',
    'the client is unknown, disabled, or its credentials are wrong',
    isBasic ? 'Basic realm="portico", charset="UTF-8"' : null, // RFC 6749 §5.2
  )

function readCredentials(request: Request, parameters: Parameters): Credentials {
  const header = request.headers.get('authorization')
  const inBody = optional(parameters, 'client_secret') ?? null
  const clientId = optional(parameters, 'client_id')
  if (header === null) {
    if (clientId === undefined) {
      throw new OAuthError('invalid_client', 'the request names no client')
    }
    return { clientId, secret: inBody, isBasic: false }
  }
  if (inBody !== null) {
    throw new OAuthError('invalid_request', 'the client authenticates in two ways at once')
  }
  const basic = readBasic(header)
  if (!basic) throw invalidClient(true)
  if (clientId !== undefined && clientId !== basic.clientId) throw invalidClient(true)
  return { ...basic, isBasic: true }
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
    const [clientId, secret] = [text.slice(0, colon), text.slice(colon + 1)].map((half) =>
      decodeURIComponent(half.replaceAll('+', ' ')),
    )
    return clientId && secret ? { clientId, secret } : null // an empty secret proves nothing
  } catch {
    return null
  }
}
