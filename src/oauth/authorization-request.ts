import { type Client, outOfBandUri, type ResponseMode } from '@/model/client'
import type { ClaimsRequest } from '@/model/grant'

import type { Acr } from './acr'
import { checkSwitches, findRedirectUri, missingRedirectUri } from './checks/asking-client'
import { readChallenge, type Challenge } from './checks/pkce'
import { readClaimsRequest, scopesOfClaims } from './claims'
import { OAuthError } from './oauth-error'
import type { Parameters } from './parameters'
import { readResources } from './resources'
import { allowedScope, scopesIn, unionOf } from './scope'

/** Where the answer goes, once client and redirect URI are known to be good; errors too. */
export type AnswerAddress = {
  readonly client: Client
  readonly redirectUri: string
  readonly isRedirectUriSent: boolean
  readonly responseMode: ResponseMode
  /** As it was sent. */
  readonly state: string | undefined
}

/** An authorization request that is good — OpenID Connect Core §3.1.2.1. */
export type AuthorizationRequest = AnswerAddress & {
  readonly scope: string
  /** What the person is asked to allow: the scope, and the scopes of claims that are asked for one by one. */
  readonly consentScope: string
  /** Resource indicators — RFC 8707. */
  readonly resources: readonly string[]
  readonly challenge: Challenge
  readonly prompt: readonly Prompt[]
  /** Seconds. */
  readonly maxAge: number | null
  readonly nonce: string | null
  readonly idTokenHint: string | null
  readonly claims: ClaimsRequest | null
  /** The users of whom one must be signed in — §5.5.1; null: anybody. */
  readonly subjects: readonly string[] | null
  /** The classes of which the sign-in must be one — §5.5.1.1; null: any. */
  readonly acrs: readonly Acr[] | null
  /** The key that the code is to be bound to, a JWK thumbprint — RFC 9449 §10; null: none is named. */
  readonly thumbprint: string | null
  /** Who may want to sign in; null: nobody is named. */
  readonly loginHint: string | null
  /** The languages of our pages, the best first; null: the browser's. */
  readonly uiLocales: string | null
}

export const prompts = ['none', 'login', 'consent', 'select_account'] as const
export type Prompt = (typeof prompts)[number]

export const responseModes: readonly ResponseMode[] = ['query', 'fragment', 'form_post']

/**
 * Where may the answer to this client go?
 * @throws {PageError} a page of ours: nothing is sent to a place that is not registered
 */
export function readAnswerAddress(client: Client, parameters: Parameters): AnswerAddress {
  const sent = findRedirectUri(parameters, client)
  const only = client.redirectUris.length === 1 ? client.redirectUris[0] : undefined
  const isOpenId = scopesIn(parameters.get('scope') ?? '').includes('openid')
  const redirectUri = sent ?? (isOpenId ? undefined : only) // required by OpenID Connect, not by OAuth
  if (redirectUri === undefined) throw missingRedirectUri(client)
  checkSwitches(client, { dialect: 'oauth', grantType: 'authorization_code' })
  if (redirectUri === outOfBandUri) {
    checkSwitches(client, { dialect: 'rails', grantType: 'authorization_code' })
  }
  return {
    client,
    redirectUri,
    isRedirectUriSent: sent !== null,
    responseMode: responseModes.find((mode) => mode === parameters.get('response_mode')) ?? 'query',
    state: parameters.get('state'),
  }
}

/** Parameters that may not be repeated, read or not; `client_id` and `redirect_uri` were looked at before. */
const single = [
  'response_type',
  'response_mode',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'prompt',
  'max_age',
  'nonce',
  'id_token_hint',
  'claims',
  'request',
  'request_uri',
  'registration',
  'display',
  'ui_locales',
  'claims_locales',
  'login_hint',
  'acr_values',
  'dpop_jkt',
]

/** All that a request can say and this server reads. */
export const requestParameters: readonly string[] = [
  'client_id',
  'redirect_uri',
  'resource',
  ...single,
]

/**
 * Reads the rest of the request.
 * @throws {OAuthError} for the client, by redirect
 */
export function readAuthorizationRequest(
  address: AnswerAddress,
  parameters: Parameters,
): AuthorizationRequest {
  const repeated = single.find((name) => parameters.isRepeated(name))
  if (repeated !== undefined) refuse('invalid_request', `${repeated} was sent more than once`)
  if (parameters.get('request') !== undefined) {
    if (parameters.get('request_uri') === undefined) {
      refuse('request_not_supported', 'request objects are for clients that have registered keys')
    }
    refuse('invalid_request', 'request and request_uri exclude each other')
  }
  if (parameters.get('request_uri') !== undefined) {
    refuse('request_uri_not_supported', 'request_uri is for requests that were pushed here')
  }
  if (parameters.get('registration') !== undefined) {
    refuse('registration_not_supported', 'registration is not supported')
  }
  const responseType = parameters.get('response_type')
  if (responseType === undefined) refuse('invalid_request', 'response_type is missing')
  if (responseType !== 'code') refuse('unsupported_response_type', 'response_type must be code')
  if ((parameters.get('response_mode') ?? address.responseMode) !== address.responseMode) {
    refuse('invalid_request', 'response_mode must be query, fragment or form_post')
  }
  const maxAge = readMaxAge(parameters.get('max_age')) ?? address.client.options.defaultMaxAge
  const asked = readClaimsRequest(parameters.get('claims'), address.client.scopes)
  const prompt = readPrompt(parameters.get('prompt'))
  const scope = grantedScope(parameters.get('scope') ?? '', prompt, address.client)
  return {
    scope,
    resources: readResources(parameters, address.client),
    consentScope: unionOf(scope, scopesOfAsked(asked?.claims ?? null)),
    challenge: readChallenge(parameters, address.client),
    prompt,
    maxAge,
    nonce: parameters.get('nonce') ?? null,
    idTokenHint: parameters.get('id_token_hint') ?? null,
    claims: asked?.claims ?? null,
    subjects: asked?.subjects ?? null,
    acrs: asked?.acrs ?? null,
    thumbprint: readThumbprint(parameters.get('dpop_jkt')),
    loginHint: parameters.get('login_hint') ?? null,
    uiLocales: parameters.get('ui_locales') ?? null,
    ...address, // last, as V8 is slow to add to what a literal begins with
  }
}

const scopesOfAsked = (claims: ClaimsRequest | null): string =>
  scopesOfClaims([...(claims?.userinfo ?? []), ...(claims?.idToken ?? [])]).join(' ')

/**
 * Narrowed to what the client may ask; `offline_access` only with a consent that is asked for (Core §11), and for a
 * client that may refresh.
 */
function grantedScope(asked: string, prompt: readonly Prompt[], client: Client): string {
  const isRails = client.dialects.includes('rails') // whose clients know no such scope: the person is asked anyway
  const isOffline =
    (isRails || prompt.includes('consent')) && client.grantTypes.includes('refresh_token')
  return scopesIn(allowedScope(isRails ? `${asked} offline_access` : asked, client))
    .filter((name) => name !== 'offline_access' || isOffline)
    .join(' ')
}

function readPrompt(text: string | undefined): readonly Prompt[] {
  const sent = (text ?? '').split(' ').filter((word) => word !== '')
  const known = prompts.filter((prompt) => sent.includes(prompt))
  if (known.length !== new Set(sent).size) refuse('invalid_request', 'prompt has an unknown value')
  if (known.includes('none') && known.length > 1) {
    refuse('invalid_request', 'prompt=none goes with nothing else')
  }
  return known
}

function readMaxAge(text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^\d{1,9}$/.test(text)) refuse('invalid_request', 'max_age must be a number of seconds')
  return Number(text)
}

function readThumbprint(text: string | undefined): string | null {
  if (text === undefined) return null
  if (!/^[\w-]{43}$/.test(text)) refuse('invalid_request', 'dpop_jkt must be a JWK thumbprint')
  return text
}

function refuse(code: ConstructorParameters<typeof OAuthError>[0], description: string): never {
  throw new OAuthError(code, description)
}
