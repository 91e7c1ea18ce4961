import { createHash } from 'node:crypto'
import { afterEach } from 'vitest'

import type { Settings } from '@/config/settings'
import { type PasswordHasher, PasswordHasherBusy, passwordHasher } from '@/crypto/password-hasher'
import { deriveKey } from '@/crypto/seal'
import { signingKeys } from '@/keys/signing-keys'
import type { Client } from '@/model/client'
import type { User } from '@/model/user'
import { setContext } from '@/oauth/context'
import { logoutCourier } from '@/oauth/logout/courier'
import type { Provider, UpstreamEngine } from '@/oauth/provider'
import { localeOf } from '@/server/locale'
import { makeLog } from '@/server/log'
import { outboundOf } from '@/server/outbound'
import { hostedPages } from '@/server/pages'
import { findRoute } from '@/server/route-table'
import type { Route } from '@/server/routes'
import { upstreamEngine } from '@/server/upstreams/engine'
import type { Stores } from '@/stores/stores'
import { registerUser } from '@/users/register'

import { after, newClient, now as start } from './stores/fixtures'
import { temporaryDatabase, type TemporaryDatabase } from './stores/temporary-database'
import { type Answer, answerOf, Browser } from './test-browser'

export type TestOptions = {
  readonly settings?: Partial<Settings>
  /** argon2id itself, where its work or its strings matter; else a quick stand-in. */
  readonly hasher?: 'argon2'
  /** One that others use too; it is left as it is. */
  readonly database?: TemporaryDatabase
  /** Stores that misbehave. */
  readonly stores?: (stores: Stores) => Stores
  /** Other sign-ons that are played; else the real engine asks them. */
  readonly upstreams?: UpstreamEngine
}

export type RequestOptions = {
  readonly cookies?: Readonly<Record<string, string>> | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Where it comes from, as the front server would say. */
  readonly address?: string | undefined
}

export type TestUser = User & { readonly password: string }

export type TestProvider = Awaited<ReturnType<typeof testProvider>>

export const day = 86_400

export const issuer = 'http://localhost:3000'

/** Where the client of {@link TestProvider.client} is sent back to, unless the test says otherwise. */
export const callback = 'https://notes.example/callback'

const lifetimes: Settings['lifetimes'] = {
  sessionIdle: 14 * day,
  sessionAbsolute: 90 * day,
  accessToken: 3600,
  loginRedirectAccessToken: 30 * day,
  refreshToken: 180 * day,
  refreshTokenAbsolute: 365 * day,
  setupLink: day,
  recoveryLink: 3600,
  signingKey: 90 * day,
}

const settingsOf = (file: string, settings: Partial<Settings>): Settings => ({
  issuer,
  port: 3000,
  host: '127.0.0.1',
  dataFolder: file,
  database: { kind: 'sqlite', file },
  secret: 'a secret that only this test has, of 48 letters.',
  trustedProxies: [],
  selfRegistration: true,
  playground: false,
  dynamicRegistration: 'token',
  allowPrivateNetwork: true,
  tokenApi: true,
  followWhitelist: [],
  signature: true,
  logLevel: 'debug',
  lifetimes,
  ...settings,
})

const fileOf = (location: TemporaryDatabase['location']): string =>
  location.kind === 'sqlite' ? location.file : ''

let closings: (() => Promise<void>)[] = []

afterEach(async () => {
  const due = closings
  closings = []
  await Promise.all(due.map((close) => close()))
})

/**
 * A provider of its own for one test: an empty database, hosted pages as they are, a log that is kept, and a clock that
 * moves only by `passes`. Requests go through the real route table.
 */
export async function testProvider(options: TestOptions = {}) {
  const database = options.database ?? (await temporaryDatabase())
  const stores = options.stores?.(database.stores) ?? database.stores
  const settings = settingsOf(fileOf(database.location), options.settings ?? {})

  let seconds = 0
  const now = () => after(seconds)
  const lines: string[] = []
  const hasher = options.hasher === 'argon2' ? countedArgon2() : quickHasher()
  const parts = {
    settings,
    stores,
    keys: keysOf(stores, settings, now),
    outbound: outboundOf(settings),
    log: makeLog(settings, { write: (line: string) => void lines.push(line) }),
    now,
  }
  const logouts = logoutCourier(parts)
  closings.push(async () => {
    await logouts.stop()
    if (!options.database) await database.close()
  })
  const provider: Provider = {
    ...parts,
    upstreams: options.upstreams ?? upstreamEngine(parts),
    logouts,
    passwords: hasher,
    pages: hostedPages(settings),
    localeOf,
  }

  const dispatch = async (request: Request, address = '192.0.2.1'): Promise<Answer> => {
    const { pathname } = new URL(request.url)
    const handler = findRoute(pathname)?.[request.method as keyof Route]
    if (!handler) throw new Error(`The route table has no ${request.method} ${pathname}`)
    setContext(request, { address, requestId: 'request-1' })
    return answerOf(await handler(request, provider))
  }

  const send = (path: string, init: RequestInit, sent: RequestOptions = {}): Promise<Answer> => {
    const headers = new Headers(init.headers)
    if (sent.cookies) headers.set('Cookie', cookieHeader(sent.cookies))
    for (const [name, value] of Object.entries(sent.headers ?? {})) headers.set(name, value)
    return dispatch(new Request(settings.issuer + path, { ...init, headers }), sent.address)
  }

  const op = {
    provider,
    settings,
    stores,
    now,
    hasher,
    dispatch,
    /** The database, for a test that looks into it. */
    file: fileOf(database.location),
    location: database.location,
    authDatabase: database.authDatabase,
    /** Everything that was logged so far, as it would stand in the file. */
    logged: () => lines.join(''),

    /** The only thing that moves the clock. */
    passes: (time: { seconds?: number; minutes?: number; hours?: number; days?: number }) => {
      seconds += time.seconds ?? 0
      seconds += (time.minutes ?? 0) * 60 + (time.hours ?? 0) * 3600 + (time.days ?? 0) * day
    },

    get: (path: string, sent?: RequestOptions) => send(path, {}, sent),

    /** A form, as a browser would post it. */
    post: (path: string, fields: Readonly<Record<string, string>>, sent?: RequestOptions) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields) }, sent),

    /** JSON; a text is sent as it is. */
    json: (path: string, body: unknown, sent?: RequestOptions) =>
      send(
        path,
        {
          method: 'POST',
          body: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'Content-Type': 'application/json' },
        },
        sent,
      ),

    browser: (address?: string) =>
      new Browser({
        issuer: settings.issuer,
        now,
        send: (path, init, sent) => send(path, init, { ...sent, address: sent.address ?? address }),
      }),

    user: async (values: { username?: string; email?: string; password?: string } = {}) => {
      const { username = 'alice', email = `${username}@example.com` } = values
      const password = values.password ?? `the password of ${username}`
      const typed = { username, email, password }
      const outcome = await registerUser(typed, { email: 'optional' }, stores, hasher, now())
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
      return { ...(await stores.users.find(outcome.user.id))!, password } satisfies TestUser
    },

    /** An app of the login redirect that may do all that the dialect can. */
    client: async (values: Partial<Client> = {}): Promise<Client> => {
      const client = newClient({
        name: 'Notes',
        dialects: ['login-redirect'],
        grantTypes: ['login_redirect', 'password', 'refresh_token'],
        scopes: ['openid', 'profile', 'email', 'offline_access'],
        redirectUris: [callback],
        refreshTokenLifetime: null,
        createdAt: now(),
        ...values,
      })
      await stores.clients.create(client, null)
      return client
    },

    /** A browser on the sign-in page. */
    atTheDoor: async (path = '/login', address?: string): Promise<Browser> => {
      const browser = op.browser(address)
      await browser.open(path)
      return browser
    },

    /** A browser in which somebody has signed in, through the form. */
    signedIn: async (user: TestUser, address?: string): Promise<Browser> => {
      const browser = await op.atTheDoor('/login', address)
      const answer = await browser.submit('/sign-in/password', credentials(user))
      if (answer.status !== 303) throw new Error(`Signing in was answered ${answer.status}`)
      return browser
    },

    /** What the app receives when this browser has been through its login link, consent included. */
    authorized: async (
      browser: Browser,
      client: Client,
      parameters: Readonly<Record<string, string>> = {},
    ) => {
      let answer = await browser.open(loginPath(client, parameters))
      if (answer.status === 200) answer = await browser.submit('/consent', { decision: 'allow' })
      return received(answer)
    },

    refresh: (
      client: Pick<Client, 'id'>,
      refreshToken: string,
      more: Readonly<Record<string, unknown>> = {},
    ) =>
      op.json('/api/token', {
        response_type: 'refresh',
        client_id: client.id,
        refresh_token: refreshToken,
        ...more,
      }),
  }
  return op
}

/** What somebody types into the sign-in form. */
export const credentials = ({ username, password }: Pick<TestUser, 'username' | 'password'>) => ({
  identifier: username,
  password,
})

/** The link by which an app sends a person here. */
export function loginPath(
  client: Pick<Client, 'id' | 'redirectUris'>,
  parameters: Readonly<Record<string, string>> = {},
): string {
  const given = { client_id: client.id, redirect_uri: client.redirectUris[0] ?? '', ...parameters }
  return `/login?${new URLSearchParams(given).toString()}`
}

/** The parameters of an answer to an app, in its query. */
export function received(answer: Answer): Readonly<Record<string, string>> {
  if (answer.status !== 303) throw new Error(`The app was answered ${answer.status}`)
  return Object.fromEntries(new URL(answer.location).searchParams)
}

export const cookieHeader = (cookies: Readonly<Record<string, string>>): string =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')

/** The keys as the server makes them. */
export const keysOf = (stores: Pick<Stores, 'signingKeys'>, settings: Settings, now: () => Date) =>
  signingKeys(stores.signingKeys, now, {
    sealingKey: deriveKey(settings.secret, 'signing-keys'),
    signingLifetime: settings.lifetimes.signingKey,
    longestToken: 366 * day,
  })

export type CountingHasher = PasswordHasher & {
  /** One for each piece of work: whether it was for a password that is stored. */
  readonly verified: boolean[]
  hashed: number
  /** While it is true, every place is taken. */
  isBusy: boolean
}

/** Hashes without argon2's cost; what it promises is the same. */
function quickHasher(): CountingHasher {
  const digest = (password: string) =>
    `quick:${createHash('sha256').update(`stand-in ${password}`).digest('hex')}`
  return counted({
    hash: (password) => Promise.resolve(digest(password)),
    verify: (stored, password) => Promise.resolve(stored === digest(password)),
    isCurrent: (stored) => stored.startsWith('quick:'),
  })
}

const countedArgon2 = () => counted(passwordHasher(2, 8))

function counted(inner: PasswordHasher): CountingHasher {
  const hasher: CountingHasher = {
    verified: [],
    hashed: 0,
    isBusy: false,
    isCurrent: inner.isCurrent,
    hash: async (password) => {
      if (hasher.isBusy) throw new PasswordHasherBusy('too many passwords at once')
      hasher.hashed += 1
      return inner.hash(password)
    },
    verify: async (stored, password) => {
      if (hasher.isBusy) throw new PasswordHasherBusy('too many passwords at once')
      hasher.verified.push(stored !== null)
      return inner.verify(stored, password)
    },
  }
  return hasher
}

export { start }
