// The public keys of clients: by value as they were registered, or where `jwks_uri` says, which is asked seldom.
import type { Client } from '@/model/client'

import { OutboundProblem, type Outbound, type Provider } from './provider'
import { readPublicJwks, type PublicKey, type SignatureAlgorithm } from './public-jwk'
import { readJwtHeader, verifySignature, type JwtClaims, type JwtHeader } from './signed-jwt'

/** Keys that were fetched are good for this long: seconds. */
const keptFor = 600

/** A site is asked at most this often, whatever comes in the meantime: seconds. */
const askedEvery = 30

/** No more sets than these are kept in one process. */
const mostSets = 1000

type FetchedSet = {
  keys: readonly PublicKey[]
  /** When the keys were read; milliseconds. */
  fetchedAt: number
  /** When the site was last asked, with or without success; milliseconds. */
  askedAt: number
  asking: Promise<void> | undefined
}

/** One memory for each way out: what one provider has fetched, another has not. */
const fetched = new WeakMap<Outbound, Map<string, FetchedSet>>()
const registered = new Map<string, readonly PublicKey[]>()

/** Whether a client has registered keys, so that anything it signs can be verified. */
export const hasKeys = ({ options }: Client): boolean =>
  options.jwks !== null || options.jwksUri !== null

/** What a client has signed. */
export type ClientJwt = { readonly header: JwtHeader; readonly claims: JwtClaims }

/**
 * Verifies the signature of a JWT by the keys of a client. A `kid` names the key (RFC 7515 §4.1.4); without one, each that
 * suits is tried. A key that is not known yet is looked for at `jwks_uri` anew, but not more than twice a minute.
 *
 * @returns null when no key of the client has signed it, or none can be had now. Says nothing of the claims.
 */
export async function verifyByClient(
  jwt: string,
  client: Client,
  algorithms: readonly SignatureAlgorithm[],
  provider: Provider,
): Promise<ClientJwt | null> {
  const header = readJwtHeader(jwt)
  if (!header || !algorithms.some((algorithm) => algorithm === header['alg'])) return null
  const suits = ({ kid, algorithms: own }: PublicKey) =>
    own.some((one) => one === header['alg']) &&
    (header['kid'] === undefined || kid === header['kid'])
  const verified = async (keys: readonly PublicKey[]) => {
    for (const key of keys.filter(suits).slice(0, 10)) {
      const claims = await verifySignature(jwt, key, algorithms)
      if (claims) return { header, claims }
    }
    return null
  }

  const { jwks, jwksUri } = client.options
  if (jwks !== null) return verified(keysOf(jwks))
  if (jwksUri === null) return null
  const known = await fetchedKeys(jwksUri, 'seldom', provider)
  const found = await verified(known)
  if (found || (header['kid'] !== undefined && known.some(suits))) return found
  return verified(await fetchedKeys(jwksUri, 'anew', provider))
}

/** Keys by value, imported once. */
function keysOf(jwks: string): readonly PublicKey[] {
  let keys = registered.get(jwks)
  if (!keys) {
    keys = readPublicJwks(jwks)
    remember(registered, jwks, keys)
  }
  return keys
}

/** Adds to a memory that forgets what has been in it for longest. */
function remember<V>(memory: Map<string, V>, name: string, value: V): void {
  for (const oldest of memory.keys()) {
    if (memory.size < mostSets) break
    memory.delete(oldest)
  }
  memory.set(name, value)
}

/** Keys at a URI. `anew`: those that are there now, if the site may be asked. */
async function fetchedKeys(
  uri: string,
  when: 'seldom' | 'anew',
  provider: Provider,
): Promise<readonly PublicKey[]> {
  const set = setOf(uri, provider.outbound)
  const isFresh = () => provider.now().getTime() - set.fetchedAt < keptFor * 1000
  if (when === 'anew' || !isFresh()) {
    const isDue = provider.now().getTime() - set.askedAt >= askedEvery * 1000
    if (isDue) set.asking ??= ask(uri, set, provider).finally(() => (set.asking = undefined))
    await set.asking // whoever comes meanwhile waits for the same answer
  }
  return isFresh() ? set.keys : []
}

function setOf(uri: string, outbound: Outbound): FetchedSet {
  const sets = fetched.get(outbound) ?? new Map<string, FetchedSet>()
  fetched.set(outbound, sets)
  let set = sets.get(uri)
  if (!set) {
    set = { keys: [], fetchedAt: -Infinity, askedAt: -Infinity, asking: undefined }
    remember(sets, uri, set)
  }
  return set
}

async function ask(uri: string, set: FetchedSet, provider: Provider): Promise<void> {
  const { now, log } = provider
  set.askedAt = now().getTime()
  const { keys, problem } = await published(uri, provider)
  if (problem !== null) {
    log.warn({ uri, problem }, 'the keys of a client could not be read')
    return // those that are known stay good until their time is over
  }
  set.keys = keys
  set.fetchedAt = now().getTime()
}

async function published(
  uri: string,
  { outbound }: Provider,
): Promise<{ keys: readonly PublicKey[]; problem: string | null }> {
  try {
    const { status, text } = await outbound.get(uri)
    if (status !== 200) return { keys: [], problem: `answered ${status}` }
    const keys = readPublicJwks(text)
    return { keys, problem: keys.length === 0 ? 'no key that is of use' : null }
  } catch (cause) {
    if (!(cause instanceof OutboundProblem)) throw cause
    return { keys: [], problem: cause.reason }
  }
}
