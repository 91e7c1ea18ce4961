import { importJWK, type CryptoKey, type JWK } from 'jose'

import { type Provider, UpstreamFailure } from '@/oauth/provider'

import { keeping, type Kept } from './kept'
import { isObject, objectOf, type Trip } from './trip'

/** What ID tokens may be signed with: nothing that verifies with our own secret, and not nothing. */
export const idTokenAlgorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
] as const

/** Seconds. */
const keptFor = 3600

/** A key that nobody knows yet is looked for at most this often, whatever comes in the meantime: seconds. */
const askedEvery = 60

/** No more keys than these are tried. */
const mostTried = 5

export type IssuerKeys = {
  /** The keys at a `jwks_uri` that may have signed this. @throws {UpstreamFailure} */
  find(jwksUri: string, header: SignatureHeader, trip: Trip): Promise<readonly CryptoKey[]>
}

export type SignatureHeader = { readonly alg: string; readonly kid: string | undefined }

/** The public keys of upstreams, kept for an hour; asked for anew when one is named that is not among them. */
export function issuerKeysOf({ now }: Pick<Provider, 'now'>): IssuerKeys {
  const kept: Kept<readonly JWK[]> = keeping(now)
  const keysAt = (uri: string, seconds: number, trip: Trip) =>
    kept.get(uri, now().getTime() - seconds * 1000, () => published(uri, trip))

  return {
    find: async (uri, header, trip) => {
      const known = (await keysAt(uri, keptFor, trip)).filter(suits(header))
      const found = known.length > 0 ? known : await keysAt(uri, askedEvery, trip)
      const imported = found
        .filter(suits(header))
        .slice(0, mostTried)
        .map((jwk) => importedKey(jwk, header.alg))
      return (await Promise.all(imported)).filter((key) => key !== null)
    },
  }
}

const published = (uri: string, trip: Trip): Promise<readonly JWK[]> =>
  trip.ask(
    'keys',
    { url: uri },
    (answer, asked) => {
      const { keys } = objectOf(answer, asked, 'keys')
      if (Array.isArray(keys)) return keys.filter(isObject)
      const detail = `${asked} answered ${answer.status} without a list of keys`
      throw new UpstreamFailure('malformed', 'keys', detail)
    },
    (keys) =>
      `${keys.length} ${keys.length === 1 ? 'key' : 'keys'}: ${keys.map(({ kid, kty }) => String(kid ?? kty)).join(', ')}`,
  )

/** RFC 7517 §4: the type that the algorithm wants, for signatures, by this name if the token gives one. */
const suits =
  ({ alg, kid }: SignatureHeader) =>
  (jwk: JWK): boolean =>
    jwk.kty === typeOf(alg) &&
    (kid === undefined || jwk.kid === kid) &&
    (jwk.use === undefined || jwk.use === 'sig') &&
    (jwk.alg === undefined || jwk.alg === alg || typeOf(alg) === 'OKP')

const typeOf = (alg: string): string =>
  /^[RP]S/.test(alg) ? 'RSA' : alg.startsWith('ES') ? 'EC' : 'OKP'

async function importedKey(jwk: JWK, alg: string): Promise<CryptoKey | null> {
  try {
    const key = await importJWK(jwk, alg)
    return 'type' in key && key.type === 'public' ? key : null
  } catch {
    return null // a curve or a length that nobody uses
  }
}
