/** Ready-made knowledge of a provider; `oidc` and `oauth` are for any other. */
export const upstreamPresets = [
  'google',
  'github',
  'microsoft',
  'apple',
  'gitlab',
  'discord',
  'linkedin',
  'wordpress',
  'oidc',
  'oauth',
] as const
export type UpstreamPreset = (typeof upstreamPresets)[number]

/** What becomes of somebody whom nobody here knows yet: added, refused, or added by whoever holds an invitation. */
export const newUserPolicies = ['create', 'link', 'invitation'] as const
export type NewUserPolicy = (typeof newUserPolicies)[number]

/** Another sign-on that people come from. */
export type Upstream = {
  /** Part of its redirect URI: `[a-z0-9-]`, at most 40. */
  readonly id: string
  readonly preset: UpstreamPreset
  /** On its button. */
  readonly label: string
  readonly position: number
  /** People who are not signed in are sent there at once. One at most. */
  readonly isDefault: boolean
  /** The one behind `/api/auth/login`. One at most. */
  readonly isBroker: boolean
  readonly clientId: string
  /** The client secret (for Apple the private key, PEM), sealed for the purpose `upstream`; null: a public client. */
  readonly sealedSecret: string | null
  readonly options: UpstreamOptions
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly disabledAt: Date | null
}

export type UpstreamOptions = {
  /** OpenID Connect by discovery, for `oidc` and those presets that have a place of their own (GitLab, Microsoft). */
  readonly issuer: string | null
  /** The site of a WordPress: the default paths are under it. */
  readonly site: string | null
  /** For `oauth`, and where a WordPress has other paths. */
  readonly authorizationEndpoint: string | null
  readonly tokenEndpoint: string | null
  readonly userinfoEndpoint: string | null
  readonly userinfoMethod: 'GET' | 'POST'
  readonly tokenAuthentication: 'client_secret_basic' | 'client_secret_post' | 'none'
  /** Asked for; empty: what the preset asks for. */
  readonly scopes: readonly string[]
  /** Where the answer has what; left out: the preset's name for it. A dot leads into an object. */
  readonly claims: ClaimMap
  /** It does not say whether an e-mail is verified, and the operator vouches that it is. */
  readonly trustsEmails: boolean
  readonly newUsers: NewUserPolicy
  /** Apple only: with the key, they make the client secret. */
  readonly teamId: string | null
  readonly keyId: string | null
}

export const claimNames = [
  'subject',
  'email',
  'emailVerified',
  'username',
  'name',
  'givenName',
  'familyName',
  'picture',
  'roles',
] as const
export type ClaimName = (typeof claimNames)[number]
export type ClaimMap = Readonly<Partial<Record<ClaimName, string>>>

export const defaultUpstreamOptions: UpstreamOptions = {
  issuer: null,
  site: null,
  authorizationEndpoint: null,
  tokenEndpoint: null,
  userinfoEndpoint: null,
  userinfoMethod: 'GET',
  tokenAuthentication: 'client_secret_basic',
  scopes: [],
  claims: {},
  trustsEmails: false,
  newUsers: 'create',
  teamId: null,
  keyId: null,
}

/** Who a person is at an upstream, and whom that is here. */
export type Account = {
  readonly id: string
  readonly userId: string
  /** The issuer that vouches for the subject; for an upstream without OpenID Connect the origin of its token endpoint. */
  readonly issuer: string
  readonly subject: string
  /** Null: the upstream was removed. */
  readonly upstreamId: string | null
  /** As the upstream last told it; shown, never compared. */
  readonly email: string | null
  readonly linkedAt: Date
  readonly usedAt: Date | null
}

/** What an upstream says of a person, after everything about its answer was checked. */
export type UpstreamPerson = {
  readonly issuer: string
  readonly subject: string
  readonly email: string | null
  /** By the upstream's own word, or the operator's (`trustsEmails`). */
  readonly isEmailVerified: boolean
  readonly username: string | null
  readonly name: string | null
  readonly givenName: string | null
  readonly familyName: string | null
  readonly picture: string | null
  readonly roles: readonly string[]
  /** The whole answer about the person: ID token claims and UserInfo. */
  readonly claims: Readonly<Record<string, unknown>>
}
