// The keys room: makes signing keys, rotates them by schedule with overlap, signs, verifies and publishes the public
// halves. It keeps the imported keys for a minute, so that a hot path neither reads the database nor parses a key.
import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  sign as signBytes,
  verify as verifyBytes,
  type JsonWebKey,
  type KeyObject,
  type SigningOptions,
} from 'node:crypto'
import { promisify } from 'node:util'

import { sha256 } from '@/crypto/digest'
import { seal, unseal } from '@/crypto/seal'
import { signingAlgorithms, type SigningAlgorithm, type SigningKey } from '@/model/signing-key'
import type { SigningKeyStore } from '@/stores/signing-keys'

import { genuineTokens, type GenuineToken } from './genuine-tokens'
import type { Keys } from './keys'

/** A key is published this long before it signs, so that every cached JWKS holds it by then: seconds. */
export const publicationLead = 86_400

/** How long the keys of the database are taken for current: seconds. */
const reloadAfter = 60

export type KeyPolicy = {
  /** Seals private keys: 32 bytes. */
  readonly sealingKey: Uint8Array
  /** How long one key signs: seconds. */
  readonly signingLifetime: number
  /** The longest life of a token: a key stays published that long after its last signature. Seconds. */
  readonly longestToken: number
}

type LoadedKey = {
  readonly stored: SigningKey
  readonly publicKey: KeyObject
  /** With how its algorithm signs. */
  readonly privateKey: SigningOptions & { readonly key: KeyObject }
}

type KeyRing = {
  readonly loadedAt: number
  readonly signing: Readonly<Record<SigningAlgorithm, LoadedKey>>
  readonly byKid: ReadonlyMap<string, LoadedKey>
  readonly jwks: Uint8Array<ArrayBuffer>
}

/** Signs and verifies with keys that the store remembers. Makes the first ones at the first use. */
export function signingKeys(store: SigningKeyStore, now: () => Date, policy: KeyPolicy): Keys {
  let ring: KeyRing | undefined
  let loading: Promise<KeyRing> | undefined
  const genuine = genuineTokens()

  /** The keys, as long as they count as current: most of the time nothing is waited for. */
  function current(): KeyRing | null {
    const age = ring ? now().getTime() - ring.loadedAt : -1
    return ring && age >= 0 && age < reloadAfter * 1000 ? ring : null
  }

  async function reload(): Promise<KeyRing> {
    loading ??= load(store, now, policy, ring?.byKid).finally(() => (loading = undefined))
    ring = await loading
    return ring
  }

  return {
    async sign(typ, claims, alg = 'ES256') {
      const signing = (current() ?? (await reload())).signing[alg]
      const input = `${headerOf(signing, typ)}.${base64url(JSON.stringify(claims))}`
      const signature = await signInPool(hashes[alg], Buffer.from(input), signing.privateKey)
      return `${input}.${signature.toString('base64url')}`
    },
    async jwks() {
      return (current() ?? (await reload())).jwks
    },
    async verify(typ, jwt) {
      const { byKid } = current() ?? (await reload())
      const token = genuine.find(jwt, () => findGenuine(byKid, jwt))
      return token?.typ === typ && byKid.has(token.kid) ? token.claims : null // RFC 8725 §3.11
    },
  }
}

/** Signs in a thread of libuv's pool, so that the event loop does not stand still for an RSA key. */
const signInPool = promisify<string | null, Buffer, LoadedKey['privateKey'], Buffer>(signBytes)

async function load(
  store: SigningKeyStore,
  now: () => Date,
  policy: KeyPolicy,
  known: ReadonlyMap<string, LoadedKey> | undefined,
): Promise<KeyRing> {
  let at = now()
  let stored = await store.list(at)
  for (let due = dueAt(stored, at, policy); due.length > 0; due = dueAt(stored, at, policy)) {
    const [all, since] = [await store.list(new Date(0)), at] // an expired key still holds its generation
    const make = async (alg: SigningAlgorithm) =>
      store.create(await makeKey(alg, ofAlgorithm(all, alg), since, policy)) // whoever else makes it: one wins
    await Promise.all(due.map(make))
    at = now() // theirs may sign since a moment ago
    stored = await store.list(at)
  }
  stored = signingAlgorithms.flatMap((alg) => ofAlgorithm(stored, alg)) // in one order for all processes
  const keys = stored.map((key) => known?.get(key.kid) ?? importKey(key, policy.sealingKey))
  const active = (alg: SigningAlgorithm): LoadedKey => {
    const key = keys.findLast((one) => one.stored.alg === alg && one.stored.activatesAt <= at)
    if (!key) throw new Error(`no ${alg} key is active`)
    return key
  }
  const body = JSON.stringify({ keys: stored.map((key) => JSON.parse(key.publicJwk) as unknown) })
  return {
    loadedAt: at.getTime(),
    signing: {
      ES256: active('ES256'),
      RS256: active('RS256'),
      PS256: active('PS256'),
      EdDSA: active('EdDSA'),
    },
    byKid: new Map(keys.map((key) => [key.stored.kid, key])),
    jwks: new TextEncoder().encode(body),
  }
}

const ofAlgorithm = (stored: readonly SigningKey[], alg: SigningAlgorithm): readonly SigningKey[] =>
  stored.filter((key) => key.alg === alg)

/** The algorithms whose next key has to be made. */
const dueAt = (
  stored: readonly SigningKey[],
  at: Date,
  policy: KeyPolicy,
): readonly SigningAlgorithm[] =>
  signingAlgorithms.filter((alg) => isNextDue(ofAlgorithm(stored, alg), at, policy))

/** Whether there is no key that is active, or the newest will soon have signed long enough. */
function isNextDue(stored: readonly SigningKey[], at: Date, policy: KeyPolicy): boolean {
  const newest = stored.at(-1)
  if (!newest || !stored.some((key) => key.activatesAt <= at)) return true
  return (
    at.getTime() >= newest.activatesAt.getTime() + (policy.signingLifetime - publicationLead) * 1000
  )
}

async function makeKey(
  alg: SigningAlgorithm,
  stored: readonly SigningKey[],
  at: Date,
  policy: KeyPolicy,
): Promise<SigningKey> {
  const { publicKey, privateKey } = await generate[alg]()
  const jwk = required(publicKey.export({ format: 'jwk' }))
  const kid = sha256(JSON.stringify(jwk)) // RFC 7638
  // A portal that slept past a whole rotation signs with the new key at once: the old one has signed long enough.
  const isOverlapping = stored.some(
    (key) =>
      key.activatesAt <= at &&
      at < later(key.activatesAt, policy.signingLifetime + publicationLead),
  )
  const activatesAt = isOverlapping ? later(at, publicationLead) : at
  return {
    kid,
    alg,
    generation: (stored.at(-1)?.generation ?? 0) + 1,
    publicJwk: JSON.stringify({ ...jwk, kid, use: 'sig', alg }),
    sealedPrivateKey: seal(policy.sealingKey, privateKey.export({ format: 'der', type: 'pkcs8' })),
    createdAt: at,
    activatesAt,
    expiresAt: later(activatesAt, policy.signingLifetime + publicationLead + policy.longestToken),
  }
}

const generate = {
  ES256: () => promisify(generateKeyPair)('ec', { namedCurve: 'P-256' }),
  RS256: () => promisify(generateKeyPair)('rsa', { modulusLength: 2048 }),
  PS256: () => promisify(generateKeyPair)('rsa', { modulusLength: 2048 }),
  EdDSA: () => promisify(generateKeyPair)('ed25519', {}),
} as const

/** The members that a thumbprint is of, in their order — RFC 7638 §3.2. */
const required = ({ kty, crv, x, y, e, n }: JsonWebKey): object =>
  kty === 'RSA' ? { e, kty, n } : { crv, kty, x, ...(y !== undefined && { y }) }

/** How an algorithm signs — RFC 7518 §3.3 to §3.5, RFC 8037 §3.1. */
const hashes: Readonly<Record<SigningAlgorithm, string | null>> = {
  ES256: 'sha256',
  RS256: 'sha256',
  PS256: 'sha256',
  EdDSA: null, // it has its own
}

const schemes: Readonly<Record<SigningAlgorithm, SigningOptions>> = {
  ES256: { dsaEncoding: 'ieee-p1363' },
  RS256: {}, // PKCS #1 v1.5 is what OpenSSL does unless it is told
  PS256: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
  EdDSA: {},
}

const later = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)

function importKey(stored: SigningKey, sealingKey: Uint8Array): LoadedKey {
  const jwk = JSON.parse(stored.publicJwk) as JsonWebKey
  return {
    stored,
    publicKey: createPublicKey({ key: jwk, format: 'jwk' }),
    privateKey: {
      ...schemes[stored.alg],
      key: createPrivateKey({
        key: openPrivateKey(stored, sealingKey),
        format: 'der',
        type: 'pkcs8',
      }),
    },
  }
}

function openPrivateKey(stored: SigningKey, sealingKey: Uint8Array): Buffer {
  try {
    return unseal(sealingKey, stored.sealedPrivateKey)
  } catch (cause) {
    throw new Error('the signing keys were sealed with another PORTICO_SECRET', { cause })
  }
}

const base64url = (text: string): string => Buffer.from(text).toString('base64url')

const headers = new Map<string, string>()

/** The protected header, serialized once per key and type. */
function headerOf({ stored }: LoadedKey, typ: string): string {
  const name = `${typ} ${stored.kid}`
  let header = headers.get(name)
  if (header === undefined) {
    header = base64url(JSON.stringify({ alg: stored.alg, typ, kid: stored.kid }))
    headers.set(name, header)
  }
  return header
}

function findGenuine(byKid: ReadonlyMap<string, LoadedKey>, jwt: string): GenuineToken | null {
  const [header = '', payload = '', signature = '', more] = jwt.split('.')
  if (more !== undefined) return null
  const { alg, kid, typ } = parseObject(header) ?? {}
  const key = typeof kid === 'string' ? byKid.get(kid) : undefined
  if (!key || alg !== key.stored.alg || typeof typ !== 'string') return null // RFC 8725 §3.1
  const bytes = Buffer.from(signature, 'base64url')
  if (bytes.toString('base64url') !== signature) return null // a token has one spelling: RFC 7515 §2
  const isGenuine = verifyBytes(
    hashes[key.stored.alg],
    Buffer.from(`${header}.${payload}`),
    { key: key.publicKey, ...schemes[key.stored.alg] },
    bytes,
  )
  const claims = isGenuine ? parseObject(payload) : null
  return claims && { kid: key.stored.kid, typ, claims: Object.freeze(claims) }
}

function parseObject(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
