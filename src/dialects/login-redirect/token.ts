import { sha256 } from '@/crypto/digest'
import type { Client, GrantType } from '@/model/client'
import type { GrantWithRefreshToken } from '@/model/grant'
import { contextOf } from '@/oauth/context'
import { dialectOf, findGrantProblem } from '@/oauth/grant-life'
import { issueGrant } from '@/oauth/issue-grant'
import type { Handler, Provider } from '@/oauth/provider'
import { json } from '@/oauth/responses'
import { subjectOf } from '@/oauth/subject'
import { issueAccessToken } from '@/oauth/tokens/access-token'
import { isRefreshTokenShaped, refreshTokenExpiry } from '@/oauth/tokens/refresh-token'
import { isStillProven, loginKey, signInWithPassword } from '@/sign-in/password'

import { ApiError, jsonEndpoint, requiredText, type Fields } from './api'
import { allowOrigin, checkOrigin } from './cross-origin'
import { accessTokenLifetime } from './lifetime'
import { allowedScope, grantedScope } from './scope'

/** `POST /api/token`: tokens for a username and password, or a new access token for a refresh token. */
export const token: Handler = async (request, provider) =>
  allowOrigin(request, await answer(request, provider))

const answer: Handler = jsonEndpoint(async (fields, request, provider) => {
  switch (fields['response_type']) {
    case 'code':
      return forPassword(fields, request, provider)
    case 'refresh':
      return forRefreshToken(fields, request, provider)
    default:
      throw new ApiError('invalid_request', 'response_type must be code or refresh.', {
        field: 'response_type',
      })
  }
})

async function forPassword(
  fields: Fields,
  request: Request,
  provider: Provider,
): Promise<Response> {
  const login = requiredText(fields, 'username')
  const password = requiredText(fields, 'password')
  const client = await provider.stores.clients.find(clientIdOf(fields))
  checkClient(client, 'password')
  checkOrigin(request, client, provider)
  const scope = grantedScope(scopeOf(fields), client)
  if (scope === null) {
    throw new ApiError('invalid_request', 'scope must be names or a bit mask from 0 to 31.', {
      field: 'scope',
    })
  }
  const { address } = contextOf(request)
  const proof = { login, password, address, knownBrowserOf: () => null }
  const outcome = await signInWithPassword(proof, provider, provider.now())
  if (!outcome.ok) {
    throw outcome.reason === 'too-many-attempts'
      ? new ApiError(
          'too_many_attempts',
          'Too many sign-ins have failed. Try again later.',
          outcome,
        )
      : invalidCredentials()
  }
  const issued = await issueGrant(
    {
      client,
      userId: outcome.user.id,
      sessionId: null,
      grantType: 'password',
      scope,
      accessTokenLifetime: accessTokenLifetime(client, provider.settings),
    },
    provider,
  )
  if (!(await isStillProven(outcome, provider.stores.users))) {
    await provider.stores.grants.revoke(issued.grantId, provider.now())
    throw invalidCredentials()
  }
  return tokens(issued.accessToken, issued.refreshToken, issued.expiresAt)
}

const invalidCredentials = (): ApiError =>
  new ApiError('invalid_credentials', 'The username or the password is wrong.')

async function forRefreshToken(
  fields: Fields,
  request: Request,
  provider: Provider,
): Promise<Response> {
  const refreshToken = requiredText(fields, 'refresh_token')
  const clientId = clientIdOf(fields)
  const found = isRefreshTokenShaped(refreshToken)
    ? await provider.stores.grants.findByRefreshToken(sha256(refreshToken))
    : null
  if (found?.client.id !== clientId || !isUserNamed(fields, found)) throw invalidRefreshToken()
  if (dialectOf(found.grant) !== 'login-redirect') throw invalidRefreshToken()
  checkClient(found.client, 'refresh_token')
  checkOrigin(request, found.client, provider)
  if (found.refreshToken.expiresAt <= provider.now() || findGrantProblem(found)) {
    throw invalidRefreshToken()
  }

  await prolong(found, provider)
  const { client, grant } = found
  const { accessToken, expiresAt } = await issueAccessToken(
    {
      subject: subjectOf(grant.userId, client, provider.settings),
      clientId: client.id,
      audience: client.id,
      scope: allowedScope(grant.scope, client),
      lifetime: accessTokenLifetime(client, provider.settings),
      grantId: grant.id,
      thumbprint: null,
      algorithm: client.options.accessTokenAlgorithm,
    },
    provider,
  )
  return tokens(accessToken, refreshToken, expiresAt)
}

const invalidRefreshToken = (): ApiError =>
  new ApiError('invalid_refresh_token', 'The refresh token is not valid for this app and user.')

/** `username` may be left out, as a login redirect tells only the id; when it is sent, it must be the token's user. */
function isUserNamed(fields: Fields, { user }: GrantWithRefreshToken): boolean {
  const sent = fields['username'] ?? ''
  if (sent === '') return true
  if (typeof sent !== 'string') return false
  const key = loginKey(sent)
  return sent === user.id || key === loginKey(user.username) || key === user.email
}

/** A refresh token that is used lives on: its end is moved at most once a day, so that a refresh is a read. */
async function prolong(
  { refreshToken, grant, client }: GrantWithRefreshToken,
  { stores, settings, now }: Provider,
): Promise<void> {
  const expiresAt = refreshTokenExpiry(grant, client, settings, now())
  const gain = expiresAt.getTime() - refreshToken.expiresAt.getTime()
  if (gain > 86_400_000) await stores.grants.extendRefreshToken(refreshToken.hash, expiresAt)
}

function clientIdOf(fields: Fields): string {
  const clientId = requiredText(fields, 'client_id')
  return clientId.length <= 256 ? clientId : ''
}

function scopeOf(fields: Fields): string | number | undefined {
  const scope = fields['scope'] ?? undefined
  if (scope === undefined || typeof scope === 'string' || typeof scope === 'number') return scope
  throw new ApiError('invalid_request', 'scope must be a text or a number.', { field: 'scope' })
}

/** @throws {ApiError} `client_not_allowed`, with the switch that is off and where it is */
function checkClient(client: Client | null, grantType: GrantType): asserts client {
  if (!client) throw new ApiError('client_not_allowed', 'There is no app with this client_id.')
  if (client.disabledAt !== null) {
    throw new ApiError('client_not_allowed', 'The app is disabled: enable it under Apps.')
  }
  if (!client.dialects.includes('login-redirect')) {
    throw new ApiError(
      'client_not_allowed',
      'The app may not use this API: switch on the dialect "login-redirect" under Apps.',
    )
  }
  if (!client.grantTypes.includes(grantType)) {
    throw new ApiError(
      'client_not_allowed',
      `The app may not do this: switch on the grant type "${grantType}" under Apps.`,
    )
  }
}

const tokens = (accessToken: string, refreshToken: string, expiresAt: Date): Response =>
  json({
    access_token: accessToken,
    refresh_token: refreshToken,
    expiration: expiresAt.getTime() / 1000,
    status_code: 201,
    error: null,
    success: true,
  })
