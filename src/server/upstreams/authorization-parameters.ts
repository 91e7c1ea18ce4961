import { scopesOf } from '@/federation/presets'
import type { Upstream, UpstreamPreset } from '@/model/upstream'
import { UpstreamFailure, type Provider, type UpstreamWishes } from '@/oauth/provider'

import type { Metadata } from './metadata'
import { shown, withoutQuery } from './trip'

/** What is asked of an authorization endpoint, beside what next-auth puts there: state, nonce, PKCE. */
export function parametersOf(
  upstream: Upstream,
  metadata: Metadata,
  redirectUri: string,
  { isFresh = false, loginHint }: UpstreamWishes,
): Readonly<Record<string, string>> {
  const { openId } = metadata
  const scopes = [...scopesOf(upstream)]
  const prompts: string[] = isFresh ? ['login'] : []
  const extra: Record<string, string> = {}
  if (upstream.preset === 'google') {
    if (isFresh) prompts.splice(0, 1, 'select_account') // knows no `login`
    if (upstream.isBroker) extra['access_type'] = 'offline'
  }
  if (upstream.isBroker && openId) {
    // OpenID Connect Core §11: a refresh token is for whoever was asked for it
    const isKnown = openId.scopes.includes('offline_access')
    if (isKnown && !scopes.includes('offline_access')) scopes.push('offline_access')
    if (isKnown || upstream.preset === 'google') prompts.push('consent')
  }
  if (isFresh && knowsMaxAge(upstream, metadata)) extra['max_age'] = '0'
  if (upstream.preset === 'apple') extra['response_mode'] = 'form_post' // else it gives no name and no e-mail
  return {
    ...extra,
    scope: scopes.join(' '),
    redirect_uri: redirectUri,
    ...(prompts.length > 0 && { prompt: prompts.join(' ') }),
    ...(loginHint !== undefined && { login_hint: loginHint }),
  }
}

/** They document neither `max_age` nor `auth_time`; `prompt` asks them to ask again. */
const withoutMaxAge: readonly UpstreamPreset[] = ['google', 'microsoft', 'apple', 'linkedin']

/** Who is sent `max_age` has to answer with `auth_time` — OpenID Connect Core §2. */
export const knowsMaxAge = (
  { preset }: Pick<Upstream, 'preset'>,
  { openId }: Pick<Metadata, 'openId'>,
): boolean => openId !== null && !withoutMaxAge.includes(preset)

/** The browser goes there: nobody looks at the address that it resolves to. @throws {UpstreamFailure} */
export function verifyAuthorizationEndpoint(
  endpoint: string,
  { allowPrivateNetwork }: Pick<Provider['settings'], 'allowPrivateNetwork'>,
): void {
  const { protocol } = new URL(endpoint)
  if (protocol === 'https:' || (protocol === 'http:' && allowPrivateNetwork)) return
  const detail = `its authorization endpoint ${shown(withoutQuery(endpoint))} is not https`
  throw new UpstreamFailure('not-https', 'authorization', detail)
}

/** next-auth sends a scope always; an empty one is none (RFC 6749 §3.3). */
export function withoutEmptyScope(location: string): string {
  const url = new URL(location)
  if (url.searchParams.get('scope') === '') url.searchParams.delete('scope')
  return url.href
}
