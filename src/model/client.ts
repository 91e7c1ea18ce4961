/** The kinds of app that one can create; a kind sets safe switches, each of which can be changed later. */
export const clientKinds = ['login-redirect', 'web', 'browser', 'machine', 'device'] as const
export type ClientKind = (typeof clientKinds)[number]

/** Sets of URLs and wire formats that a client may be allowed. */
export const dialects = ['login-redirect', 'oauth'] as const
export type Dialect = (typeof dialects)[number]

export const grantTypes = [
  'login_redirect',
  'password',
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'urn:ietf:params:oauth:grant-type:device_code',
] as const
/**
 * `grant_type` as RFC 6749 and RFC 8628 name them. The first two are of the login-redirect dialect: tokens in the
 * redirect of `/login`, and tokens for a username and password at `/api/token`.
 */
export type GrantType = (typeof grantTypes)[number]

export const scopeNames = [
  'openid',
  'profile',
  'email',
  'phone',
  'address',
  'offline_access',
] as const
export type ScopeName = (typeof scopeNames)[number]

export type ResponseMode = 'query' | 'fragment' | 'form_post'

/** How a client proves who it is at the token endpoint — OpenID Connect Core §9. */
export const authenticationMethods = ['none', 'client_secret_basic', 'client_secret_post'] as const
export type AuthenticationMethod = (typeof authenticationMethods)[number]

/** What a client may do about PKCE. Anything but `required` is allowed by name only, and never to a public client. */
export const pkcePolicies = ['required', 'optional', 'plain'] as const
export type PkcePolicy = (typeof pkcePolicies)[number]

/** Algorithms that ID tokens are signed with. */
export const idTokenAlgorithms = ['RS256', 'ES256'] as const
export type IdTokenAlgorithm = (typeof idTokenAlgorithms)[number]

/** A registered application. */
export type Client = {
  readonly id: string
  readonly name: string
  readonly kind: ClientKind
  /** The operator's own app: nobody is asked to consent. */
  readonly isFirstParty: boolean
  /** Holds no secret: it runs where anybody can read it. */
  readonly isPublic: boolean
  readonly dialects: readonly Dialect[]
  readonly grantTypes: readonly GrantType[]
  readonly scopes: readonly ScopeName[]
  /** Exact strings, in the order in which they were registered. */
  readonly redirectUris: readonly string[]
  /** Where a person may be sent after signing out: exact strings. */
  readonly postLogoutRedirectUris: readonly string[]
  readonly authenticationMethod: AuthenticationMethod
  readonly pkce: PkcePolicy
  readonly idTokenAlgorithm: IdTokenAlgorithm
  /** Seconds; null: what is usual for the dialect. */
  readonly accessTokenLifetime: number | null
  /** Seconds; null: the setting. */
  readonly refreshTokenLifetime: number | null
  /** The user who looks after it; null: built in, or the owner was removed. */
  readonly ownerId: string | null
  /** SHA-256 of the logo, base64url, for its URL; null: no logo. */
  readonly logoHash: string | null
  readonly createdAt: Date
  readonly disabledAt: Date | null
}

/** What the owner of a client decides. */
export type ClientRegistration = Pick<
  Client,
  | 'name'
  | 'kind'
  | 'isFirstParty'
  | 'isPublic'
  | 'dialects'
  | 'grantTypes'
  | 'scopes'
  | 'redirectUris'
  | 'postLogoutRedirectUris'
  | 'authenticationMethod'
  | 'pkce'
  | 'idTokenAlgorithm'
  | 'accessTokenLifetime'
  | 'refreshTokenLifetime'
>

export type ClientSecret = {
  readonly id: string
  readonly clientId: string
  readonly secretHash: string
  /** The last four characters, by which its owner knows it. */
  readonly hint: string
  readonly createdAt: Date
}

export type ClientLogo = {
  readonly hash: string
  readonly contentType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly bytes: Uint8Array
}
