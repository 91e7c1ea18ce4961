import { sha256 } from '@/crypto/digest'
import type { Client } from '@/model/client'

import { findLiveAccessToken } from '../bearer'
import { authenticateClient } from '../client-authentication'
import { clientParameters } from '../client-parameters'
import { serverEndpoint } from '../endpoint'
import { required } from '../form-parameters'
import { findGrantProblem } from '../grant-life'
import { OAuthError } from '../oauth-error'
import type { Provider } from '../provider'
import { json } from '../responses'
import { subjectOf } from '../subject'
import { isRefreshTokenShaped } from '../tokens/refresh-token'

/**
 * The introspection endpoint — RFC 7662. A client that proves itself learns of its own tokens, and of access tokens for
 * a resource that it answers for; of anything else it learns `{"active":false}`, which tells nothing (§2.2).
 */
export const introspect = serverEndpoint(async (request, provider) => {
  const parameters = await clientParameters(request, provider)
  const client = await authenticateClient(request, parameters, provider) // §2.1
  if (client.isPublic) {
    throw new OAuthError(
      'invalid_client',
      'introspection is for clients that hold a secret or a key',
    )
  }
  const token = required(parameters, 'token')
  const facts = isRefreshTokenShaped(token)
    ? await refreshTokenFacts(token, client, provider)
    : await accessTokenFacts(token, client, provider)
  const answer = facts ? { active: true, ...facts } : { active: false }
  return wantsJwt(request) ? signed(answer, client, provider) : json(answer)
})

async function accessTokenFacts(
  token: string,
  client: Client,
  provider: Provider,
): Promise<object | null> {
  const live = await findLiveAccessToken(token, provider)
  if (!live) return null
  const { iat, exp, jti, aud, sub, scope, client_id, cnf, act } = live.claims
  const isOwn = client_id === client.id
  if (!isOwn && !client.options.audiences.includes(aud)) return null
  return {
    token_type: cnf === undefined ? 'Bearer' : 'DPoP', // RFC 9449 §6.2
    scope: scope || undefined,
    client_id,
    username: isOwn ? usernameFor(client, live.circumstances?.user) : undefined,
    ...{ sub, aud, iss: provider.settings.issuer, iat, exp, jti, cnf, act },
  }
}

async function refreshTokenFacts(
  token: string,
  client: Client,
  { stores, settings, now }: Provider,
): Promise<object | null> {
  const found = await stores.grants.findByRefreshToken(sha256(token))
  if (found?.client.id !== client.id || findGrantProblem(found)) return null
  const { refreshToken, grant, user } = found
  if (refreshToken.consumedAt !== null || refreshToken.expiresAt <= now()) return null
  const { thumbprint } = refreshToken
  return {
    token_type: 'refresh_token',
    scope: grant.scope || undefined,
    client_id: client.id,
    username: usernameFor(client, user),
    sub: subjectOf(user.id, client, settings),
    iss: settings.issuer,
    iat: Math.floor(refreshToken.createdAt.getTime() / 1000),
    exp: Math.floor(refreshToken.expiresAt.getTime() / 1000),
    cnf: thumbprint === null ? undefined : { jkt: thumbprint },
  }
}

/** A client that knows people by names of its own is not told the one that all others know. */
const usernameFor = (client: Client, user: { username: string } | undefined): string | undefined =>
  client.options.subjectType === 'pairwise' ? undefined : user?.username

const jwtType = 'token-introspection+jwt'

/** Whether the answer is wanted signed — RFC 9701 §4. */
const wantsJwt = (request: Request): boolean =>
  (request.headers.get('accept') ?? '').split(',').some((range) => {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    return type === `application/${jwtType}` && !parameters.some((one) => /^q=0(\.0*)?$/.test(one))
  })

/**
 * The answer as a JWT for this caller alone — RFC 9701 §5. Nothing of the token stands at its top, so that it is never
 * taken for one.
 */
async function signed(
  answer: object,
  client: Client,
  { keys, settings, now }: Provider,
): Promise<Response> {
  const claims = {
    iss: settings.issuer,
    aud: client.id,
    iat: Math.floor(now().getTime() / 1000),
    token_introspection: answer,
  }
  return new Response(await keys.sign(jwtType, claims, client.idTokenAlgorithm), {
    headers: {
      'Content-Type': `application/${jwtType}`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
