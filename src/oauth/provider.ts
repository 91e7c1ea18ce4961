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
