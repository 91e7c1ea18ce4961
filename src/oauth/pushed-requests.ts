// Authorization requests that were sent ahead — RFC 9126. One is used up when its code is issued and not before: a page may
// be loaded again, and a person comes back from signing in.
import { sha256 } from '@/crypto/digest'
import { randomSecret } from '@/crypto/random'
import type { Client } from '@/model/client'
import type { PushedRequest } from '@/model/pushed-request'

import { clientView } from './client-view'
import { PageError } from './errors'
import { pushedRequestLifetime } from './lifetimes'
import type { Provider } from './provider'

/** §2.2: what a `request_uri` of ours begins with. */
const prefix = 'urn:ietf:params:oauth:request_uri:'

export const isPushedRequestUri = (requestUri: string): boolean => requestUri.startsWith(prefix)

/**
 * Keeps a request that was checked.
 * @returns its `request_uri`, of which only the hash is stored
 */
export async function keepPushedRequest(
  request: Pick<PushedRequest, 'clientId' | 'parameters' | 'thumbprint'>,
  { stores, now }: Provider,
): Promise<string> {
  const secret = randomSecret()
  const createdAt = now()
  await stores.pushedRequests.create({
    ...request,
    hash: sha256(secret),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + pushedRequestLifetime * 1000),
    consumedAt: null,
  })
  return prefix + secret
}

/**
 * The request that a `request_uri` of ours names. Its lifetime is for the first visit; who has come in time may finish.
 *
 * @param hasCome  whether the browser has brought it before
 * @throws {PageError} `request-uri-unusable`: unknown, ended, used or another client's; it does not say which
 */
export async function findPushedRequest(
  requestUri: string,
  client: Client,
  hasCome: boolean,
  { stores, now }: Provider,
): Promise<PushedRequest> {
  const pushed = await stores.pushedRequests.find(sha256(requestUri.slice(prefix.length)))
  const isOpen = pushed?.clientId === client.id && pushed.consumedAt === null
  if (!isOpen || (pushed.expiresAt <= now() && !hasCome)) throw unusableRequestUri(client)
  return pushed
}

/** @throws {PageError} `request-uri-unusable` for all but the first (§7.3) */
export async function spendPushedRequest(
  { hash }: PushedRequest,
  client: Client,
  { stores, now }: Provider,
): Promise<void> {
  const isFirst = await stores.pushedRequests.consume(hash, now())
  if (!isFirst) throw unusableRequestUri(client)
}

const unusableRequestUri = (client: Client): PageError =>
  new PageError('request-uri-unusable', { client: clientView(client) })
