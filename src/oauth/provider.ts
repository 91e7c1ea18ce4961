import type { Settings } from '@/config/settings'
import type { PasswordHasher } from '@/crypto/password-hasher'
import type { Keys } from '@/keys/keys'
import type { Locale, PageName, PageViews } from '@/model/pages'
import type { Upstream, UpstreamPerson } from '@/model/upstream'
import type { Stores } from '@/stores/stores'

/**
 * What every endpoint is handed: the stores, the keys, the clock and the settings. One per process; `src/server` makes
 * it, tests make their own. It owns no rule of the protocol.
 */
export type Provider = {
  readonly settings: Settings
  readonly stores: Stores
  readonly keys: Keys
  readonly passwords: PasswordHasher
  readonly pages: Pages
  /** Reaches what a URL names that somebody else gave. */
  readonly outbound: Outbound
  /** Runs the protocol of another sign-on. */
  readonly upstreams: UpstreamEngine
  /** Takes the news of ended sessions to the apps; whatever ends one has it look at once. */
  readonly logouts: LogoutCourier
  readonly log: Log
  /** The language to answer in: `ui_locales`, then the browser's. */
  readonly localeOf: (request: Request) => Locale
  /** Time is handed in; nothing asks the machine's clock. */
  readonly now: () => Date
}

export type PageOptions = {
  readonly locale: Locale
  /** 200 unless it is said. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** Draws the pages that strangers see, without script. */
export interface Pages {
  render<P extends PageName>(page: P, view: PageViews[P], options: PageOptions): Promise<Response>
}

/**
 * Requests of ours to a URL that somebody else gave: https, no private address, no redirect, five seconds, 64 KiB. Unless
 * `PORTICO_ALLOW_PRIVATE_NETWORK` is on, which lets http, loopback and private addresses through.
 */
export interface Outbound {
  /** @throws {OutboundProblem} when it cannot be reached, or must not be */
  get(url: string): Promise<OutboundAnswer>
  /** Posts a form. @throws {OutboundProblem} */
  post(url: string, form: Readonly<Record<string, string>>): Promise<OutboundAnswer>
  /** Any request, for a client library; at most 1 MiB comes back. @throws {OutboundProblem} */
  send(request: OutboundRequest): Promise<OutboundAnswer & { readonly headers: Headers }>
}

export type OutboundRequest = {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/**
 * Runs an upstream's protocol: authorization code with PKCE, state, nonce; the checks of its answers. It keeps nothing,
 * and knows nobody: whom a person is here is decided by `federation`.
 */
export interface UpstreamEngine {
  /** Where to send the browser. @throws {UpstreamFailure} */
  begin(
    upstream: Upstream,
    redirectUri: string,
    wishes?: UpstreamWishes,
  ): Promise<UpstreamDeparture>
  /**
   * Redeems what the browser came back with, and checks everything that is told: `iss` of the response, state, signature,
   * `iss`, `aud`, `azp`, `exp`, `nonce`, subject, and `auth_time` of a sign-in that was to be fresh.
   *
   * @param secrets  of the departure
   * @param answer   the query of the return, raw, without `?`
   * @param onStep   told of each request and check as it happens, without any secret: for the operator's test
   * @throws {UpstreamFailure}
   */
  finish(
    upstream: Upstream,
    redirectUri: string,
    secrets: string,
    answer: string,
    onStep?: (step: UpstreamStep) => void,
  ): Promise<UpstreamArrival>
  /**
   * Fresh tokens for the upstream's refresh token, and who the person is now. A failure whose problem is `refused` and
   * whose stage is `token` names the OAuth error as the first word of its detail.
   *
   * @param onRenewed  handed the upstream's new refresh token before anything else is asked or checked: if what follows
   *   fails, it is the only one that works. Not called where the upstream gives none.
   * @throws {UpstreamFailure}
   */
  refresh(
    upstream: Upstream,
    refreshToken: string,
    onRenewed?: (refreshToken: string) => Promise<void>,
  ): Promise<UpstreamArrival>
  /** What discovery says, for the operator's form. @throws {UpstreamFailure} */
  discover(issuer: string): Promise<Readonly<Record<string, unknown>>>
}

export type UpstreamWishes = {
  /** The person has to prove themselves again: `prompt=login`, `max_age=0`. What comes back is held to it. */
  readonly isFresh?: boolean
  readonly loginHint?: string
}

export type UpstreamDeparture = {
  readonly location: string
  /** The `state` that it will come back with. */
  readonly state: string
  /** What has to be there again when the browser comes back: state, nonce, PKCE verifier. Goes into a sealed cookie. */
  readonly secrets: string
}

export type UpstreamArrival = {
  readonly person: UpstreamPerson
  readonly accessToken: string
  /** Null: the upstream gave none. */
  readonly refreshToken: string | null
  /** Seconds until the upstream's access token ends; null: it does not say. */
  readonly expiresIn: number | null
  /** When they proved there who they are, never later than now; null: it does not say. */
  readonly authenticatedAt: Date | null
}

/** One thing that happened on the round trip, as an operator may read it. */
export type UpstreamStep = {
  readonly step: UpstreamStage
  /** `GET https://…`, or what was checked. Never a secret, code or token. */
  readonly what: string
  readonly status: number | null
  readonly milliseconds: number
  /** What was found: claims, members, or what is wrong. */
  readonly found: string | null
  readonly isGood: boolean
}

export const upstreamStages = [
  'settings',
  'discovery',
  'authorization',
  'token',
  'keys',
  'id-token',
  'userinfo',
] as const
export type UpstreamStage = (typeof upstreamStages)[number]

/** What an upstream did wrong, or what keeps us from asking it. Each has a sentence for people and one for the operator. */
export const upstreamProblems = [
  'denied', // the person said no there
  'refused', // it answered an OAuth error
  'state', // not this browser's, or used before, or too old
  'issuer',
  'audience',
  'nonce',
  'signature',
  'algorithm',
  'expired',
  'not-fresh', // it was to ask anew, and does not say that it has
  'no-subject',
  'subject-differs', // UserInfo and ID token speak of two people
  'no-id-token',
  'not-json',
  'malformed', // JSON, but not what the specification says
  'redirect',
  'too-large',
  'timeout',
  'private-address',
  'not-https',
  'unreachable', // no connection, no such name, 5xx
  'settings', // ours: an endpoint or the secret is missing
] as const
export type UpstreamProblem = (typeof upstreamProblems)[number]

export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure'
  /**
   * @param detail  for the operator: what was sent and what was expected. Never a secret, code or token.
   */
  constructor(
    readonly problem: UpstreamProblem,
    readonly stage: UpstreamStage,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`upstream: ${problem} (${stage}): ${detail}`, options)
  }
}

/** Delivers what the stores noted when a session ended — OpenID Connect Back-Channel Logout 1.0. */
export interface LogoutCourier {
  /** Tries everything that is due; answers when nothing of it is under way in this process. Never fails. */
  deliver(): Promise<void>
  /** Begins nothing more; answers when what is under way has ended. */
  stop(): Promise<void>
}

export type OutboundAnswer = { readonly status: number; readonly text: string }

/** Why nothing came back: one word for the log and the developer. */
export class OutboundProblem extends Error {
  override readonly name = 'OutboundProblem'
  constructor(
    readonly reason:
      | 'not-https'
      | 'private-address'
      | 'unresolvable'
      | 'unreachable'
      | 'timeout'
      | 'too-large'
      | 'busy', // ours: too many requests were under way, there or altogether
    options?: ErrorOptions,
  ) {
    super(`outbound: ${reason}`, options)
  }
}

/** What pino answers to, as far as rooms use it. */
export interface Log {
  readonly level: string
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** A function behind one path: the same for the front server and for a Next route. */
export type Handler = (request: Request, provider: Provider) => Promise<Response>
