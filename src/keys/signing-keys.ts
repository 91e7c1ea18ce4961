// The keys room: makes signing keys, rotates them by schedule with overlap, signs, verifies and publishes the public
// halves. It keeps the imported keys for a minute, so that a hot path neither reads the database nor parses a key.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  sign as signBytes,
  verify as verifyBytes,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { promisify } from 'node:util'

import { sha256 } from '@/crypto/digest'
import { seal, unseal } from '@/crypto/seal'
import { signingAlgorithms, type SigningAlgorithm, type SigningKey } from '@/model/signing-key'
import type { SigningKeyStore } from '@/stores/signing-keys'

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
  readonly privateKey: KeyObject
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

  async function current(): Promise<KeyRing> {
    const age = ring ? now().getTime() - ring.loadedAt : Number.POSITIVE_INFINITY
    if (ring && age >= 0 && age < reloadAfter * 1000) return ring
    loading ??= load(store, now, policy, ring?.byKid).finally(() => (loading = undefined))
    ring = await loading
    return ring
  }

  return {
    async sign(typ, claims, alg = 'ES256') {
      const signing = (await current()).signing[alg]
      const input = `${headerOf(signing, typ)}.${base64url(JSON.stringify(claims))}`
      const signature = signBytes('sha256', Buffer.from(input), {
        key: signing.privateKey,
        dsaEncoding: 'ieee-p1363', // RFC 7518 §3.4; means nothing to RSA, whose padding is §3.3's by default
      })
      return `${input}.${signature.toString('base64url')}`
    },
    async jwks() {
      return (await current()).jwks
    },
    async verify(typ, jwt) {
      return verifiedClaims((await current()).byKid, typ, jwt)
    },
  }
}

async function load(
  store: SigningKeyStore,
  now: () => Date,
  policy: KeyPolicy,
  known: ReadonlyMap<string, LoadedKey> | undefined,
): Promise<KeyRing> {
  let at = now()
  let stored = await store.list(at)
  for (const alg of signingAlgorithms) {
    while (isNextDue(ofAlgorithm(stored, alg), at, policy)) {
      const all = ofAlgorithm(await store.list(new Date(0)), alg) // an expired key still holds its generation
      await store.create(await makeKey(alg, all, at, policy)) // whoever else makes this generation: one wins
      at = now() // theirs may sign since a moment ago
      stored = await store.list(at)
    }
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
    signing: { ES256: active('ES256'), RS256: active('RS256') },
    byKid: new Map(keys.map((key) => [key.stored.kid, key])),
    jwks: new TextEncoder().encode(body),
  }
}

const ofAlgorithm = (stored: readonly SigningKey[], alg: SigningAlgorithm): readonly SigningKey[] =>
  stored.filter((key) => key.alg === alg)

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
} as const

/** The members that a thumbprint is of, in their order — RFC 7638 §3.2. */
const required = ({ kty, crv, x, y, e, n }: JsonWebKey): object =>
  kty === 'EC' ? { crv, kty, x, y } : { e, kty, n }

const later = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)

function importKey(stored: SigningKey, sealingKey: Uint8Array): LoadedKey {
  const jwk = JSON.parse(stored.publicJwk) as JsonWebKey
  return {
    stored,
    publicKey: createPublicKey({ key: jwk, format: 'jwk' }),
    privateKey: createPrivateKey({
      key: openPrivateKey(stored, sealingKey),
      format: 'der',
      type: 'pkcs8',
    }),
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

function verifiedClaims(
  byKid: ReadonlyMap<string, LoadedKey>,
  typ: string,
  jwt: string,
): Readonly<Record<string, unknown>> | null {
  const [header = '', payload = '', signature = '', more] = jwt.split('.')
  if (more !== undefined) return null
  const { alg, kid, typ: sentTyp } = parseObject(header) ?? {}
  const key = typeof kid === 'string' ? byKid.get(kid) : undefined
  if (!key || alg !== key.stored.alg || sentTyp !== typ) return null // RFC 8725 §3.1, §3.11
  const bytes = Buffer.from(signature, 'base64url')
  if (bytes.toString('base64url') !== signature) return null // a token has one spelling: RFC 7515 §2
  const isGenuine = verifyBytes(
    'sha256',
    Buffer.from(`${header}.${payload}`),
    { key: key.publicKey, dsaEncoding: 'ieee-p1363' },
    bytes,
  )
  return isGenuine ? parseObject(payload) : null
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
