import { hmac, sha256 } from '@/crypto/digest'
import { deriveKey } from '@/crypto/seal'
import type { GrantWithRefreshToken, RefreshToken } from '@/model/grant'

import { checkBinding } from '../dpop'
import { optional, required } from '../form-parameters'
import { dialectOf, findGrantProblem } from '../grant-life'
import { rotationGrace } from '../lifetimes'
import { OAuthError } from '../oauth-error'
import type { Provider } from '../provider'
import { audienceOf } from '../resources'
import { allowedScope, covers, scopesIn } from '../scope'
import type { TokenRequest } from '../token-request'
import { tokenResponse } from '../token-response'
import {
  isRefreshTokenShaped,
  refreshTokenExpiry,
  refreshTokenPrefix,
} from '../tokens/refresh-token'

/**
 * The refresh token grant — RFC 6749 §6. A public client's token is rotated, and one that is shown again ends its
 * grant; a confidential client's stays, as its secret already binds it (RFC 9700 §4.14.2).
 */
export async function refreshTokenGrant(
  request: TokenRequest,
  provider: Provider,
): Promise<Response> {
  const { client, parameters, thumbprint } = request
  const { stores, now } = provider
  const sent = required(parameters, 'refresh_token')
  const found = isRefreshTokenShaped(sent)
    ? await stores.grants.findByRefreshToken(sha256(sent))
    : null
  if (found?.client.id !== client.id || found.refreshToken.expiresAt <= now()) throw unknownToken()
  if (findGrantProblem(found) || dialectOf(found.grant) !== 'oauth') throw unknownToken()
  checkBinding(found.refreshToken.thumbprint, thumbprint) // RFC 9449 §5
  const scope = narrowed(found.grant.scope, optional(parameters, 'scope'))

  audienceOf(parameters, found.grant.resources, client) // what is wrong uses nothing up
  const refreshToken = client.isPublic ? await rotated(sent, found, provider) : sent
  if (!client.isPublic) await prolong(found, provider)
  return tokenResponse(request, found, refreshToken, allowedScope(scope, client), provider)
}

const unknownToken = (): OAuthError =>
  new OAuthError('invalid_grant', 'the refresh token is not known, has ended or was revoked')

/** §6: a narrower scope is for this access token only. */
function narrowed(granted: string, asked: string | undefined): string {
  if (asked === undefined) return granted
  if (!covers(granted, asked)) {
    throw new OAuthError('invalid_scope', 'the scope is wider than what was granted')
  }
  return scopesIn(asked).join(' ')
}

/**
 * The successor of a token. It is derived from it, so that a repeat that raced, or whose answer was lost, gets the same
 * one, and nothing but hashes is stored.
 */
async function rotated(
  sent: string,
  found: GrantWithRefreshToken,
  { stores, settings, now }: Provider,
): Promise<string> {
  const at = now()
  const key = deriveKey(settings.secret, 'refresh-token-successor')
  const successor = refreshTokenPrefix + hmac(key, sent)
  const stored: RefreshToken = {
    hash: sha256(successor),
    grantId: found.grant.id,
    thumbprint: found.refreshToken.thumbprint,
    createdAt: at,
    expiresAt: refreshTokenExpiry(found.grant, found.client, settings, at),
    consumedAt: null,
  }
  const { refreshToken, grant } = found
  if (refreshToken.consumedAt === null) {
    await stores.grants.rotateRefreshToken(refreshToken.hash, stored, at)
    return successor // whoever raced us made the same one
  }
  const age = at.getTime() - refreshToken.consumedAt.getTime()
  const next = await stores.grants.findByRefreshToken(stored.hash)
  if (age <= rotationGrace * 1000 && next?.refreshToken.consumedAt === null) return successor
  await stores.grants.revoke(grant.id, at) // RFC 9700 §4.14.2: it was stolen, from the client or by it
  throw new OAuthError('invalid_grant', 'the refresh token was used before; its grant is revoked')
}

/** A token that stays lives on: its end is moved at most once a day, so that a refresh is a read. */
async function prolong(
  { refreshToken, grant, client }: GrantWithRefreshToken,
  { stores, settings, now }: Provider,
): Promise<void> {
  const expiresAt = refreshTokenExpiry(grant, client, settings, now())
  const gain = expiresAt.getTime() - refreshToken.expiresAt.getTime()
  if (gain > 86_400_000) await stores.grants.extendRefreshToken(refreshToken.hash, expiresAt)
}
