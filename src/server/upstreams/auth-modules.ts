// The providers of next-auth: what each is asked for and how it knows us. Where an upstream is comes from our own
// discovery, so that it goes out by the guarded way; how it is spoken with is theirs.
import type { OAuth2Config, OAuthConfig, OIDCConfig } from '@auth/core/providers'
import Apple from '@auth/core/providers/apple'
import Discord from '@auth/core/providers/discord'
import GitHub from '@auth/core/providers/github'
import Google from '@auth/core/providers/google'
import LinkedIn from '@auth/core/providers/linkedin'
import MicrosoftEntraID from '@auth/core/providers/microsoft-entra-id'

import type { Endpoints } from '@/federation/presets'
import type { Upstream, UpstreamPreset } from '@/model/upstream'

import type { Metadata } from './metadata'
import { isObject, isText } from './trip'

type Claims = Record<string, unknown>

/** One that next-auth speaks with. */
export type AuthProvider = OIDCConfig<Claims> | OAuth2Config<Claims>

/** Of one leg of a round trip. */
export type Leg = {
  readonly clientId: string
  readonly secret: string | null
  /** Added to the authorization request. */
  readonly parameters: Readonly<Record<string, string>>
}

const nobody = { clientId: '', clientSecret: '' }
const github = GitHub(nobody)
const discord = Discord(nobody)

/** The endpoints of an upstream that is in one place only and has no discovery. Null: it has, or is anywhere. */
export function fixedEndpoints(preset: UpstreamPreset): Endpoints | null {
  if (preset === 'github') return endpointsOf(github)
  return preset === 'discord' ? endpointsOf(discord) : null
}

const endpointsOf = <P>({ issuer, authorization, token, userinfo }: OAuthConfig<P>): Endpoints => ({
  issuer: issuer ?? null,
  authorizationEndpoint: urlOf(authorization),
  tokenEndpoint: urlOf(token),
  userinfoEndpoint: urlOf(userinfo),
})

function urlOf(endpoint: unknown): string | null {
  const url = isObject(endpoint) ? endpoint['url'] : endpoint
  return isText(url) ? url : null
}

/** How the token endpoint knows us. */
export type ClientAuthentication = Upstream['options']['tokenAuthentication']

export function clientAuthentication(
  { preset, options }: Upstream,
  secret: string | null,
): ClientAuthentication {
  if (secret === null) return 'none'
  if (preset === 'apple' || preset === 'linkedin') return 'client_secret_post' // as their modules say
  return options.tokenAuthentication
}

/** An upstream as next-auth knows it. */
export function authProvider(upstream: Upstream, metadata: Metadata, leg: Leg): AuthProvider {
  const common = {
    clientId: leg.clientId,
    clientSecret: leg.secret ?? '',
    client: { token_endpoint_auth_method: clientAuthentication(upstream, leg.secret) },
    profile: () => ({}), // a person is not known by next-auth's idea of a profile
    options: {},
  }
  const { openId, issuer, authorizationEndpoint, tokenEndpoint, userinfoEndpoint } = metadata
  if (openId) {
    const authorization = { params: leg.parameters }
    return { ...openIdModule(upstream, openId.asked), ...common, authorization }
  }
  return {
    ...{ id: upstream.preset, name: upstream.label, type: 'oauth', ...common },
    ...(issuer !== null && { issuer }),
    checks: ['pkce', 'state'],
    authorization: { url: authorizationEndpoint, params: leg.parameters },
    token: tokenEndpoint,
    userinfo: { url: userinfoEndpoint ?? '', request: () => ({}) }, // asked by the guarded way, after
  }
}

/** The checks and peculiarities of a provider that speaks OpenID Connect. */
function openIdModule({ preset, label }: Upstream, issuer: string): OIDCConfig<Claims> {
  const checks: OIDCConfig<Claims>['checks'] = ['pkce', 'state', 'nonce']
  switch (preset) {
    case 'google':
      return { ...peculiaritiesOf(Google({ ...nobody, issuer })), checks }
    case 'microsoft':
      return { ...peculiaritiesOf(MicrosoftEntraID({ ...nobody, issuer })), checks, issuer }
    case 'apple':
      return peculiaritiesOf(Apple(nobody)) // knows no PKCE
    case 'linkedin':
      return peculiaritiesOf(LinkedIn(nobody)) // knows neither PKCE nor nonce
    default:
      return { id: preset, name: label, type: 'oidc', issuer, checks }
  }
}

/** A module without its idea of a profile, which is typed by what it sends. */
function peculiaritiesOf<P>({
  profile: _profile,
  options: _options,
  account: _account,
  ...rest
}: OAuthConfig<P>): OIDCConfig<Claims> {
  return { ...rest, type: 'oidc' }
}
