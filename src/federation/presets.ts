// What is known of the sign-ons that people come from: where they are, what they are asked for, and what their answers call
// things. The operator gives the rest. How they are spoken with is the engine's.
import type { ClaimName, Upstream, UpstreamOptions, UpstreamPreset } from '@/model/upstream'

/** What an operator may have to say of an upstream, beside label, client and scopes. */
export type PresetField = keyof Pick<
  UpstreamOptions,
  | 'issuer'
  | 'site'
  | 'authorizationEndpoint'
  | 'tokenEndpoint'
  | 'userinfoEndpoint'
  | 'userinfoMethod'
  | 'tokenAuthentication'
  | 'teamId'
  | 'keyId'
>

/** Where an answer may have what: the first that is there counts. */
export type ClaimSources = Readonly<Record<ClaimName, readonly string[]>>

export type Preset = {
  /** Its label until the operator finds a better one. */
  readonly name: string
  readonly protocol: 'oidc' | 'oauth'
  /** Where it is, unless the operator says otherwise. */
  readonly issuer: string | null
  readonly required: readonly PresetField[]
  readonly optional: readonly PresetField[]
  /** What it knows us by; for Apple the key that secrets are made with. */
  readonly secret: 'required' | 'optional' | 'private-key'
  readonly scopes: readonly string[]
  readonly claims: ClaimSources
}

/** OpenID Connect Core §5.1 */
const standardClaims: ClaimSources = {
  subject: ['sub'],
  email: ['email'],
  emailVerified: ['email_verified'],
  username: ['preferred_username', 'nickname'],
  name: ['name'],
  givenName: ['given_name'],
  familyName: ['family_name'],
  picture: ['picture'],
  roles: ['roles', 'groups'],
}

const openId = {
  protocol: 'oidc',
  issuer: null,
  required: [],
  optional: [],
  secret: 'required',
  scopes: ['openid', 'profile', 'email'],
  claims: standardClaims,
} as const satisfies Partial<Preset>

const oauth = { ...openId, protocol: 'oauth', scopes: [] } as const satisfies Partial<Preset>

const endpoints = ['authorizationEndpoint', 'tokenEndpoint', 'userinfoEndpoint'] as const

export const presets: Readonly<Record<UpstreamPreset, Preset>> = {
  google: { ...openId, name: 'Google', issuer: 'https://accounts.google.com' },
  github: {
    ...oauth,
    name: 'GitHub',
    scopes: ['read:user', 'user:email'],
    claims: {
      ...standardClaims,
      subject: ['id'],
      username: ['login'],
      picture: ['avatar_url'],
    },
  },
  microsoft: {
    ...openId,
    name: 'Microsoft',
    issuer: 'https://login.microsoftonline.com/common/v2.0',
    optional: ['issuer'],
    // Anybody who runs a tenant may write any address into it; this claim says that its domain's owner is proved.
    claims: { ...standardClaims, emailVerified: ['xms_edov'] },
  },
  apple: {
    ...openId,
    name: 'Apple',
    issuer: 'https://appleid.apple.com',
    required: ['teamId', 'keyId'],
    secret: 'private-key',
    scopes: ['openid', 'name', 'email'],
  },
  gitlab: { ...openId, name: 'GitLab', issuer: 'https://gitlab.com', optional: ['issuer'] },
  discord: {
    ...oauth,
    name: 'Discord',
    scopes: ['identify', 'email'],
    claims: {
      ...standardClaims,
      subject: ['id'],
      emailVerified: ['verified'],
      username: ['username'],
      name: ['global_name', 'username'],
    },
  },
  linkedin: { ...openId, name: 'LinkedIn', issuer: 'https://www.linkedin.com/oauth' },
  wordpress: {
    ...oauth,
    name: 'WordPress',
    required: ['site'],
    optional: [...endpoints, 'tokenAuthentication'],
    secret: 'optional',
    claims: {
      subject: ['ID', 'id', 'sub'],
      email: ['user_email', 'email'],
      emailVerified: ['email_verified'],
      username: ['user_login', 'username', 'preferred_username'],
      name: ['display_name', 'name'],
      givenName: ['first_name', 'given_name'],
      familyName: ['last_name', 'family_name'],
      picture: ['avatar_url', 'avatar', 'picture'],
      roles: ['user_roles', 'roles', 'capabilities'],
    },
  },
  oidc: {
    ...openId,
    name: 'OpenID Connect',
    required: ['issuer'],
    optional: ['tokenAuthentication'],
    secret: 'optional',
  },
  oauth: {
    ...oauth,
    name: 'OAuth 2',
    required: endpoints,
    optional: ['userinfoMethod', 'tokenAuthentication'],
    secret: 'optional',
    claims: { ...standardClaims, subject: ['sub', 'id'] },
  },
}

/** The paths of WordPress' OAuth server plugin. */
const wordpressPaths = {
  authorizationEndpoint: '/oauth/authorize',
  tokenEndpoint: '/oauth/token',
  userinfoEndpoint: '/oauth/me',
}

/** Where an upstream is by what the operator said of it; null: found by discovery, or known for the preset. */
export type Endpoints = Pick<
  UpstreamOptions,
  'issuer' | 'authorizationEndpoint' | 'tokenEndpoint' | 'userinfoEndpoint'
>

export function endpointsOf({ preset, options }: Pick<Upstream, 'preset' | 'options'>): Endpoints {
  const { authorizationEndpoint, tokenEndpoint, userinfoEndpoint, site } = options
  const given = { authorizationEndpoint, tokenEndpoint, userinfoEndpoint }
  const { protocol, issuer } = presets[preset]
  if (protocol === 'oidc') return { ...nowhere, issuer: options.issuer ?? issuer }
  if (preset !== 'wordpress') return { ...given, issuer: null }
  const below = (path: string) => (site === null ? null : site.replace(/\/+$/, '') + path)
  return {
    issuer: null,
    authorizationEndpoint: authorizationEndpoint ?? below(wordpressPaths.authorizationEndpoint),
    tokenEndpoint: tokenEndpoint ?? below(wordpressPaths.tokenEndpoint),
    userinfoEndpoint: userinfoEndpoint ?? below(wordpressPaths.userinfoEndpoint),
  }
}

const nowhere = { authorizationEndpoint: null, tokenEndpoint: null, userinfoEndpoint: null }

/** Whether an edit leaves the secret where it went before; else it has to be given again, so that no other place gets it. */
export function hasSameEndpoints(
  before: Pick<Upstream, 'preset' | 'options'>,
  after: Pick<Upstream, 'preset' | 'options'>,
): boolean {
  const [was, is] = [endpointsOf(before), endpointsOf(after)]
  return (
    before.preset === after.preset &&
    (Object.keys(was) as (keyof Endpoints)[]).every((name) => was[name] === is[name])
  )
}

/** What is asked for; `openid` always, where it is what makes an ID token (OpenID Connect Core §3.1.2.1). */
export function scopesOf({
  preset,
  options,
}: Pick<Upstream, 'preset' | 'options'>): readonly string[] {
  const { protocol, scopes: own } = presets[preset]
  const scopes = options.scopes.length > 0 ? options.scopes : own
  return protocol === 'oauth' || scopes.includes('openid') ? scopes : ['openid', ...scopes]
}
