import { compactVerify, decodeProtectedHeader } from 'jose'

import { isSubject } from '@/federation/claims'
import { UpstreamFailure, type Provider, type UpstreamProblem } from '@/oauth/provider'

import { idTokenAlgorithms, type IssuerKeys, type SignatureHeader } from './issuer-keys'
import type { Metadata } from './metadata'
import { issuerOfTenant } from './microsoft'
import { isObject, isText, shown, type Trip } from './trip'

export type IdTokenClaims = Readonly<Record<string, unknown>> & {
  readonly iss: string
  readonly sub: string
}

/** What an ID token is held against. */
export type Expected = {
  readonly metadata: Metadata
  readonly clientId: string
  /** Null: none was sent. */
  readonly nonce: string | null
}

/** Seconds by which the clock of an upstream may differ from ours. */
export const clockSkew = 60

/** Characters. */
const longest = 65_536

/**
 * Verifies an ID token — OpenID Connect Core §3.1.3.7: signature by a key that its issuer publishes, with an algorithm that
 * it announces, and then whom it speaks of, to whom, until when, and in answer to what.
 *
 * @throws {UpstreamFailure}
 */
export async function verifyIdToken(
  jwt: string,
  expected: Expected,
  { keys, now }: { readonly keys: IssuerKeys; readonly now: Provider['now'] },
  trip: Trip,
): Promise<IdTokenClaims> {
  const { openId } = expected.metadata
  if (!openId) throw new Error('an ID token of an upstream without OpenID Connect')
  const header = await trip.check(
    'id-token',
    'algorithm',
    () => headerOf(jwt, openId.algorithms),
    ({ alg, kid }) => `${alg}, key ${shown(kid)}`,
  )
  const candidates = await keys.find(openId.jwksUri, header, trip)
  const claims = await trip.check(
    'id-token',
    'signature',
    () => signedClaims(jwt, header, candidates),
    (signed) => Object.keys(signed).join(', ').slice(0, 1000),
  )
  return trip.check(
    'id-token',
    'issuer, audience, expiry, nonce, subject',
    () => verifyClaims(claims, expected, now()),
    ({ iss, sub, aud, exp }) =>
      `iss ${shown(iss)}, aud ${shown(aud)}, exp ${shown(exp)}, sub ${shown(sub)}`,
  )
}

const refuse = (problem: UpstreamProblem, detail: string): never => {
  throw new UpstreamFailure(problem, 'id-token', detail)
}

/** RFC 8725 §3.1 */
function headerOf(jwt: string, announced: readonly string[]): SignatureHeader {
  const { alg, kid } = decodedHeader(jwt)
  const isAsymmetric = idTokenAlgorithms.some((known) => known === alg)
  if (!isText(alg) || !isAsymmetric || !announced.includes(alg)) {
    const wanted = announced.filter((one) => idTokenAlgorithms.some((known) => known === one))
    const detail = `the ID token says alg ${shown(alg)}; announced and of use are ${shown(wanted)}`
    return refuse('algorithm', detail)
  }
  return { alg, kid: isText(kid) ? kid : undefined }
}

function decodedHeader(jwt: string): ReturnType<typeof decodeProtectedHeader> {
  if (jwt.length <= longest && /^[\w-]+\.[\w-]+\.[\w-]*$/.test(jwt)) {
    try {
      return decodeProtectedHeader(jwt)
    } catch {
      // said below
    }
  }
  return refuse('malformed', 'the ID token is no signed JWT in compact form')
}

async function signedClaims(
  jwt: string,
  { alg, kid }: SignatureHeader,
  keys: Awaited<ReturnType<IssuerKeys['find']>>,
): Promise<Readonly<Record<string, unknown>>> {
  if (keys.length === 0) {
    refuse(
      'signature',
      `the upstream publishes no ${alg} key ${kid === undefined ? '' : shown(kid)}`,
    )
  }
  for (const key of keys) {
    const payload = await payloadBy(key, jwt, alg)
    if (payload) return claimsOf(payload)
  }
  return refuse('signature', `no key that the upstream publishes has made the ${alg} signature`)
}

const payloadBy = (key: Parameters<typeof compactVerify>[1], jwt: string, alg: string) =>
  compactVerify(jwt, key, { algorithms: [alg] }).then(
    ({ payload }) => payload,
    () => null,
  )

function claimsOf(payload: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
    if (isObject(value)) return value
  } catch {
    // said below
  }
  return refuse('malformed', 'the ID token holds no JSON object')
}

/** OpenID Connect Core §3.1.3.7, from its second step on. */
function verifyClaims(
  claims: Readonly<Record<string, unknown>>,
  { metadata, clientId, nonce }: Expected,
  at: Date,
): IdTokenClaims {
  const { iss, aud, azp, exp, nbf, sub } = claims
  const issuer = issuerOfTenant(metadata.issuer ?? '', metadata.openId?.asked ?? '', claims['tid'])
  if (!isText(iss) || iss !== issuer) {
    const wanted = issuer ?? `${metadata.issuer} with a tenant that may come`
    return refuse(
      'issuer',
      `the ID token has iss ${shown(iss)}, where ${shown(wanted)} is expected`,
    )
  }
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
  if (!audiences.includes(clientId)) {
    refuse('audience', `the ID token has aud ${shown(aud)}, where ${shown(clientId)} is expected`)
  }
  if (azp !== undefined ? azp !== clientId : audiences.length > 1) {
    const detail = `the ID token for ${shown(aud)} has azp ${shown(azp)}, where ${shown(clientId)} is expected`
    refuse('audience', detail)
  }
  const now = at.getTime() / 1000
  if (typeof exp !== 'number' || now >= exp + clockSkew) {
    refuse('expired', `the ID token has exp ${shown(exp)}, and it is ${Math.floor(now)}`)
  }
  if (nbf !== undefined && (typeof nbf !== 'number' || nbf > now + clockSkew)) {
    refuse('expired', `the ID token has nbf ${shown(nbf)}, and it is ${Math.floor(now)}`)
  }
  if (nonce !== null && claims['nonce'] !== nonce) {
    const came = claims['nonce'] === undefined ? 'no nonce' : 'another nonce'
    refuse('nonce', `the ID token has ${came} than the one that was sent`)
  }
  if (!isText(sub)) return refuse('no-subject', `the ID token has sub ${shown(sub)}`)
  if (!isSubject(sub)) {
    return refuse('malformed', 'the ID token has a sub that is no ASCII of at most 255 characters')
  }
  return { ...claims, iss, sub }
}
