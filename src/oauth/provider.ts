import type { Settings } from '@/config/settings'
import type { PasswordHasher } from '@/crypto/password-hasher'
import type { Keys } from '@/keys/keys'
import type { Locale, PageName, PageViews } from '@/model/pages'
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
      'not-https' | 'private-address' | 'unresolvable' | 'unreachable' | 'timeout' | 'too-large',
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
