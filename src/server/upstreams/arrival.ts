import { accountIssuer } from '@/federation/account-issuer'
import { personOf, subjectOf, type Claims } from '@/federation/claims'
import type { Upstream, UpstreamPerson } from '@/model/upstream'
import { UpstreamFailure, type UpstreamArrival } from '@/oauth/provider'

import type { IdTokenClaims } from './id-token'
import type { Redeemed } from './leg-fetch'
import type { Metadata } from './metadata'
import { isObject, isText, shown, type Trip } from './trip'
import { userinfo } from './userinfo'

type Told = Redeemed & {
  /** Null: it does not say. */
  readonly authenticatedAt: Date | null
  /** Apple: what its answer said of the person. */
  readonly user: string | null
}

/** Who has arrived, by ID token and UserInfo. @throws {UpstreamFailure} */
export async function arrivalOf(
  upstream: Upstream,
  metadata: Metadata,
  { tokens, idToken, user, authenticatedAt }: Told,
  trip: Trip,
): Promise<UpstreamArrival> {
  const { userinfoEndpoint } = metadata
  const { accessToken, refreshToken, expiresIn } = tokens
  const found =
    userinfoEndpoint === null ? null : await userinfo(upstream, userinfoEndpoint, accessToken, trip)
  const person = await trip.check(
    'userinfo',
    'subject',
    () =>
      metadata.openId
        ? openIdPerson(upstream, metadata, idToken, found, user)
        : oauthPerson(upstream, metadata, found ?? {}),
    ({ issuer, subject }) => `${subject} of ${issuer}`,
  )
  return { person, accessToken, refreshToken, expiresIn, authenticatedAt }
}

function oauthPerson(upstream: Upstream, metadata: Metadata, claims: Claims): UpstreamPerson {
  const subject = subjectOf(upstream, claims)
  if (subject === null) throw nobody(`UserInfo names nobody: ${Object.keys(claims).join(', ')}`)
  const issuer = accountIssuer(upstream, metadata.tokenEndpoint)
  return personOf(upstream, { issuer, subject }, claims)
}

function openIdPerson(
  upstream: Upstream,
  { issuer }: Metadata,
  idToken: IdTokenClaims | null,
  found: Claims | null,
  user: string | null,
): UpstreamPerson {
  if (found) verifySameSubject(found, idToken)
  const subject = idToken?.sub ?? found?.['sub']
  if (!isText(subject)) throw nobody('there is neither an ID token nor UserInfo to say who it is')
  const vouches = idToken?.iss ?? issuer
  if (vouches === null || vouches.includes('{')) {
    throw new UpstreamFailure('no-id-token', 'token', 'without an ID token the tenant is not known')
  }
  const claims = { ...(user !== null && appleName(user)), ...merged(found ?? {}, idToken ?? {}) }
  return personOf(upstream, { issuer: vouches, subject }, claims)
}

const nobody = (detail: string) =>
  new UpstreamFailure('no-subject', 'userinfo', detail.slice(0, 500))

/** OpenID Connect Core §5.3.2: else the answer may be about somebody else. */
function verifySameSubject({ sub }: Claims, idToken: IdTokenClaims | null): void {
  if (!isText(sub)) throw nobody(`UserInfo has sub ${shown(sub)}`)
  if (idToken === null || sub === idToken.sub) return
  const detail = `UserInfo has sub ${shown(sub)}, and the ID token ${shown(idToken.sub)}`
  throw new UpstreamFailure('subject-differs', 'userinfo', detail)
}

/** The ID token, which is signed, over UserInfo. An e-mail and the word that it is verified are of one source. */
function merged(found: Claims, idToken: Claims): Claims {
  const { email: _email, email_verified: _verified, ...rest } = found
  return { ...(idToken['email'] === undefined ? found : rest), ...withoutWord(idToken) }
}

function withoutWord(idToken: Claims): Claims {
  const { email_verified: _verified, ...rest } = idToken
  return idToken['email'] === undefined ? rest : idToken
}

/** Apple tells a name the first time, beside the code: not signed, so nothing but a name is taken from it. */
function appleName(user: string): Claims {
  try {
    const value: unknown = JSON.parse(user)
    const name = isObject(value) && isObject(value['name']) ? value['name'] : {}
    return { given_name: name['firstName'], family_name: name['lastName'] }
  } catch {
    return {}
  }
}
