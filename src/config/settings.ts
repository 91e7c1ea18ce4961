/** What the operator decided, read once at boot. */
export type Settings = {
  /** `PORTICO_URL`: scheme, host and port, no slash at the end. The `iss` of every token. */
  readonly issuer: string
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly database:
    | { readonly kind: 'sqlite'; readonly file: string }
    | { readonly kind: 'postgresql'; readonly url: string }
  /** At least 32 characters; every other key is derived from it. */
  readonly secret: string
  /** Peers whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed: addresses and CIDR ranges. */
  readonly trustedProxies: readonly string[]
  readonly selfRegistration: boolean
  readonly playground: boolean
  /** Who may register an app by RFC 7591: those with an initial access token, or anybody. */
  readonly dynamicRegistration: 'token' | 'open'
  /** Whether what Portico fetches and posts may go to loopback and private addresses, and over http. */
  readonly allowPrivateNetwork: boolean
  /** Whether `/api/auth/0.1` gives tokens for a password. */
  readonly tokenApi: boolean
  /** Origins and URLs that the broker may send people back to, beside registered redirect URIs. */
  readonly followWhitelist: readonly string[]
  /** Shows "Secured by Portico" at the foot of the pages. */
  readonly signature: boolean
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** All in seconds. */
  readonly lifetimes: {
    readonly sessionIdle: number
    readonly sessionAbsolute: number
    readonly accessToken: number
    readonly loginRedirectAccessToken: number
    readonly refreshToken: number
    readonly refreshTokenAbsolute: number
    readonly setupLink: number
    readonly recoveryLink: number
    readonly signingKey: number
  }
}
