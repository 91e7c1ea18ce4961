/** The kinds of app that one can create; a kind sets safe switches, each of which can be changed later. */
export const clientKinds = ['login-redirect', 'web', 'browser', 'machine', 'device'] as const
export type ClientKind = (typeof clientKinds)[number]

/** Sets of URLs and wire formats that a client may be allowed. */
export const dialects = ['login-redirect', 'oauth', 'rails', 'token-api', 'broker'] as const
/** `rails` goes with `oauth`: the same endpoints, answering as a Rails authorization server does. */
export type Dialect = (typeof dialects)[number]

export const grantTypes = [
  'login_redirect',
  'password',
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:token-exchange',
] as const
/**
 * `grant_type` as RFC 6749, RFC 8628 and RFC 8693 name them. The first two are of the login-redirect dialect: tokens in the
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

/** The redirect URI of a client that has no address: the code is shown to the person, who carries it over by hand. */
export const outOfBandUri = 'urn:ietf:wg:oauth:2.0:oob'

/** How a client proves who it is at the token endpoint — OpenID Connect Core §9. */
export const authenticationMethods = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
] as const
export type AuthenticationMethod = (typeof authenticationMethods)[number]

/** What a client may do about PKCE. Anything but `required` is allowed by name only, and never to a public client. */
export const pkcePolicies = ['required', 'optional', 'plain'] as const
export type PkcePolicy = (typeof pkcePolicies)[number]

/** Algorithms that ID tokens, and other answers for one client, are signed with. */
export const idTokenAlgorithms = ['RS256', 'ES256', 'EdDSA', 'PS256'] as const
export type IdTokenAlgorithm = (typeof idTokenAlgorithms)[number]

/** Whether access tokens are bound to a key of the client — RFC 9449. A proof that is sent always binds. */
export const dpopPolicies = ['optional', 'required', 'required-with-nonce'] as const
export type DpopPolicy = (typeof dpopPolicies)[number]

/** What fewer clients want: each has a default, so that a record may leave it out. */
export type ClientOptions = {
  /** JSON of a JWK Set with the client's public keys; null: it has none, or they are at `jwksUri`. */
  readonly jwks: string | null
  /** https, fetched through the guarded fetch. */
  readonly jwksUri: string | null
  /** The one algorithm that its assertions are signed with — OpenID Connect Registration §2; null: any that is advertised. */
  readonly assertionAlgorithm: IdTokenAlgorithm | null
  /** The same for its request objects. */
  readonly requestObjectAlgorithm: IdTokenAlgorithm | null
  readonly dpop: DpopPolicy
  /** The authorization request has to be pushed first — RFC 9126 §6. */
  readonly requiresPushedRequests: boolean
  /** The authorization request has to be a signed request object — RFC 9101 §10.5. */
  readonly requiresRequestObjects: boolean
  /** `pairwise`: its users have names of their own in this client's sector — OpenID Connect Core §8.1. */
  readonly subjectType: 'public' | 'pairwise'
  /** The host that names the sector of a pairwise client; null: the host of its redirect URIs. */
  readonly sectorIdentifier: string | null
  /** The document by which that host was proved, as it was registered; null: none was needed. */
  readonly sectorIdentifierUri: string | null
  /** What its access tokens are signed with: for an API that knows one algorithm only. */
  readonly accessTokenAlgorithm: IdTokenAlgorithm
  /** UserInfo as a JWT; null: as JSON. */
  readonly userinfoAlgorithm: IdTokenAlgorithm | null
  /** Where another site may begin a sign-in — OpenID Connect Core §4. */
  readonly initiateLoginUri: string | null
  readonly clientUri: string | null
  readonly policyUri: string | null
  readonly tosUri: string | null
  /** Seconds: `max_age` where the request says none. */
  readonly defaultMaxAge: number | null
  /** Resource indicators that it may ask tokens for: absolute URIs — RFC 8707. */
  readonly resources: readonly string[]
  /** Resource indicators that it answers for: it may introspect tokens for them. */
  readonly audiences: readonly string[]
  /** What it may do by token exchange — RFC 8693. */
  readonly exchange: ExchangePolicy
  /** Parameters of a post, its secret too, may be in the query. */
  readonly allowsQueryParameters: boolean
  /** Seconds after which a refresh token ends, used or not; null: the setting. */
  readonly refreshTokenMaxLifetime: number | null
  /** It registered itself, and nobody vouches for it: a person sees its errors before it does. */
  readonly isSelfRegistered: boolean
}

export type ExchangePolicy = {
  /** Clients whose users' tokens it may exchange, beside its own: client ids. */
  readonly subjectClients: readonly string[]
  /** A token that is the person's alone. */
  readonly impersonation: boolean
  /** A token that names who acts for the person, by `act`. */
  readonly delegation: boolean
}

export const defaultClientOptions: ClientOptions = {
  jwks: null,
  jwksUri: null,
  assertionAlgorithm: null,
  requestObjectAlgorithm: null,
  dpop: 'optional',
  requiresPushedRequests: false,
  requiresRequestObjects: false,
  subjectType: 'public',
  sectorIdentifier: null,
  sectorIdentifierUri: null,
  accessTokenAlgorithm: 'ES256',
  userinfoAlgorithm: null,
  initiateLoginUri: null,
  clientUri: null,
  policyUri: null,
  tosUri: null,
  defaultMaxAge: null,
  resources: [],
  audiences: [],
  exchange: { subjectClients: [], impersonation: false, delegation: false },
  allowsQueryParameters: false,
  refreshTokenMaxLifetime: null,
  isSelfRegistered: false,
}

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
  /** Seconds without use; null: the setting. */
  readonly refreshTokenLifetime: number | null
  /** Where logout tokens are posted — OpenID Connect Back-Channel Logout 1.0; null: nowhere. */
  readonly backchannelLogoutUri: string | null
  readonly options: ClientOptions
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
  | 'backchannelLogoutUri'
  | 'options'
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
