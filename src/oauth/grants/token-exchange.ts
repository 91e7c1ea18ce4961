// Token exchange — RFC 8693. A client with a secret turns an access token that it holds into one for itself, or for a
// resource that it may call. What it may do is in its registration; what it gets never outlives, or reaches further than,
// what it brought.
import type { Client } from '@/model/client'

import { findLiveAccessToken, type LiveAccessToken } from '../bearer'
import { optional, required } from '../form-parameters'
import { accessTokenLifetime } from '../lifetimes'
import { OAuthError } from '../oauth-error'
import type { Parameters } from '../parameters'
import type { Provider } from '../provider'
import { json } from '../responses'
import { allowedScope, covers, scopesIn } from '../scope'
import { subjectOf } from '../subject'
import type { TokenRequest } from '../token-request'
import { createdAt, tokenType } from '../token-response'
import { issueAccessToken, type Actor } from '../tokens/access-token'

export const tokenExchangeGrantType = 'urn:ietf:params:oauth:grant-type:token-exchange'

/** §3 */
const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token'
const jwtType = 'urn:ietf:params:oauth:token-type:jwt'

/** The token exchange grant — §2.1, §2.2. Nothing is written: the new token names the grant of the one that was brought. */
export async function tokenExchangeGrant(
  request: TokenRequest,
  provider: Provider,
): Promise<Response> {
  const { client, parameters, thumbprint } = request
  const { settings, now } = provider
  if (client.isPublic) {
    throw new OAuthError('unauthorized_client', 'a public client cannot prove that it is itself')
  }
  const tokens = readTokens(parameters)
  checkPolicy(client, tokens.actor !== null)
  const audience = readTarget(parameters, client)
  const subject = await subjectOfExchange(tokens.subject, request, provider)
  const actor = tokens.actor === null ? null : await actorOf(tokens.actor, request, provider)

  const scope = exchangedScope(parameters, subject.claims.scope, client)
  const left = subject.claims.exp - Math.floor(now().getTime() / 1000)
  const lifetime = Math.min(accessTokenLifetime(client, settings), left)
  const { circumstances, claims } = subject
  const { accessToken } = await issueAccessToken(
    {
      subject: circumstances
        ? subjectOf(circumstances.grant.userId, client, settings) // as the caller knows the person
        : claims.sub,
      clientId: client.id,
      audience,
      scope,
      lifetime,
      grantId: claims.grant_id, // revoked with it
      thumbprint,
      act: actor ? { ...actor, ...(claims.act && { act: claims.act }) } : claims.act, // §4.1
    },
    provider,
  )
  return json({
    access_token: accessToken,
    issued_token_type: accessTokenType,
    token_type: tokenType(client, thumbprint),
    expires_in: lifetime,
    scope: scope || undefined, // RFC 6749 §3.3: a scope is never empty
    ...createdAt(client, provider),
  }) // §2.2.1
}

/** The tokens that were sent, each with its type — §2.1. @throws {OAuthError} `invalid_request` */
function readTokens(parameters: Parameters): { subject: string; actor: string | null } {
  const subject = required(parameters, 'subject_token')
  checkType('subject_token_type', required(parameters, 'subject_token_type'))
  const requested = optional(parameters, 'requested_token_type')
  if (requested !== undefined && requested !== accessTokenType) {
    throw new OAuthError('invalid_request', 'requested_token_type can only be access_token')
  }
  const actor = optional(parameters, 'actor_token') ?? null
  const actorType = optional(parameters, 'actor_token_type')
  if (actor !== null) checkType('actor_token_type', required(parameters, 'actor_token_type'))
  if (actor === null && actorType !== undefined) {
    throw new OAuthError('invalid_request', 'actor_token_type goes with actor_token alone')
  }
  return { subject, actor }
}

function checkType(name: string, type: string): void {
  if (type === accessTokenType || type === jwtType) return
  throw new OAuthError('invalid_request', `${name} can only be access_token, or jwt for the same`)
}

/** Without an actor token the new token is as if the person had come: impersonation; with one, delegation — §1.1. */
function checkPolicy({ options }: Client, isDelegation: boolean): void {
  const way = isDelegation ? 'delegation' : 'impersonation'
  if (options.exchange[way]) return
  throw new OAuthError(
    'unauthorized_client',
    `${way} by token exchange is switched off for the client: see Apps, Settings, Token exchange`,
  )
}

/**
 * The one audience of the new token: a resource that the client may ask tokens for, or the client itself, which is also
 * meant where nothing is named.
 * @throws {OAuthError} `invalid_target` — §2.2.2
 */
function readTarget(parameters: Parameters, { id, options }: Client): string {
  const resources = parameters.all('resource')
  const audiences = parameters.all('audience')
  const [only = id, ...others] = new Set([...resources, ...audiences])
  if (others.length > 0) {
    throw new OAuthError('invalid_target', 'name one target: an access token is for one')
  }
  const isOwn = only === id && resources.length === 0
  if (isOwn || options.resources.includes(only)) return only
  throw new OAuthError('invalid_target', 'the target is none that the client is registered for')
}

/** Whose token it is: one of this client, or of a client whose tokens it may exchange. */
async function subjectOfExchange(
  token: string,
  request: TokenRequest,
  provider: Provider,
): Promise<LiveAccessToken> {
  const subject = await findGood('subject token', token, request, provider)
  const { id, options } = request.client
  const { client_id: holder } = subject.claims
  if (holder === id || options.exchange.subjectClients.includes(holder)) return subject
  throw new OAuthError(
    'invalid_request',
    'the subject token is of a client whose tokens this one may not exchange: see Apps, Settings',
  )
}

/**
 * Who acts: the client itself, or a person who has signed in to it; their token was issued to this very client. One that
 * somebody else acts with already says nothing of who it really is.
 */
async function actorOf(token: string, request: TokenRequest, provider: Provider): Promise<Actor> {
  const { claims } = await findGood('actor token', token, request, provider)
  if (claims.client_id !== request.client.id) {
    throw new OAuthError('invalid_request', 'the actor token was issued to another client')
  }
  if (claims.act) throw new OAuthError('invalid_request', 'the actor token names an actor itself')
  return { sub: claims.sub, client_id: claims.client_id }
}

/** @throws {OAuthError} `invalid_request`, whatever is wrong with the token — §2.2.2 */
async function findGood(
  name: string,
  token: string,
  { thumbprint }: TokenRequest,
  provider: Provider,
): Promise<LiveAccessToken> {
  const live = await findLiveAccessToken(token, provider)
  if (!live) throw new OAuthError('invalid_request', `the ${name} is not good, or not any more`)
  const { cnf } = live.claims
  if (cnf && cnf.jkt !== thumbprint) {
    throw new OAuthError('invalid_request', `the ${name} is bound to a key: prove it`) // RFC 9449 §7
  }
  return live
}

/**
 * What was asked for, or all that the subject token has, as far as the client may have it. It gives no refresh token, so
 * `offline_access` means nothing here.
 * @throws {OAuthError} `invalid_scope` for more than the subject token has
 */
function exchangedScope(parameters: Parameters, held: string, client: Client): string {
  const asked = optional(parameters, 'scope') ?? held
  if (!covers(held, asked)) {
    throw new OAuthError('invalid_scope', 'the scope is wider than that of the subject token')
  }
  return scopesIn(allowedScope(asked, client))
    .filter((name) => name !== 'offline_access')
    .join(' ')
}
