import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import { afterEach, describe, expect, it } from 'vitest'

import { newSecret } from '@/clients/secrets'
import { frontServer } from '@/server/front-server'
import { recoveryLink, setupLink } from '@/server/links'
import { makeLog } from '@/server/log'
import type { Stores } from '@/stores/stores'

import { type Answer, answerOf, Browser } from '../test-browser'
import { cookieHeader, loginPath, received, testProvider } from '../test-provider'

/** What one record looks like in the log. */
function logged(fields: object): string {
  let text = ''
  makeLog({ logLevel: 'debug' }, { write: (line: string) => (text += line) }).error(
    fields,
    'failed',
  )
  return text
}

describe('an error in the log', () => {
  const secret = `prt_${'s'.repeat(43)}`

  it('has its type, the first line of its message, and its stack', () => {
    const record = JSON.parse(logged({ err: new TypeError('no such thing') }))
    expect(record).toMatchObject({ level: 'error', msg: 'failed' })
    expect(record.err).toEqual({
      type: 'TypeError',
      message: 'no such thing',
      stack: expect.stringMatching(/^\s+at /),
    })
  })

  it('is without what a library says below the first line, and hangs on it', () => {
    const error = Object.assign(
      new Error(`\nInvalid \`create()\` invocation:\n\n{ "password": "hunter2" }\n    at hunter2`),
      { meta: { target: 'hunter2' }, parameters: ['hunter2'], query: 'hunter2' },
    )
    const text = logged({ err: error })
    expect(text).not.toContain('hunter2')
    expect(text).toContain('Invalid `create()` invocation:')
  })

  it('is without anything of the shape of a secret, in its causes too', () => {
    const jwt = `${'h'.repeat(100)}.${'p'.repeat(50)}.${'s'.repeat(86)}`
    const cause = new Error(`near ${jwt} of postgresql://portico:hunter2@db:5432/portico`)
    const text = logged({ err: new Error(`cannot use "${secret}"`, { cause }) })
    expect(text).toContain('cannot use \\"[hidden]\\"')
    expect(text).toContain('db:5432')
    for (const hidden of [secret, jwt, 'hunter2', 's'.repeat(43)])
      expect(text).not.toContain(hidden)
  })

  it('may be anything that can be thrown', () => {
    const circular = new Error('outer')
    circular.cause = circular
    for (const err of ['hunter2', 7, null, undefined, { message: 'hunter2' }, circular]) {
      expect(logged({ err })).not.toContain('hunter2')
    }
  })
})

describe('a field of the log', () => {
  it('that is named like a secret is hidden, wherever it stands', () => {
    const names = ['password', 'secret', 'token', 'access_token', 'refreshToken', 'code', 'cookie']
    for (const name of names) {
      const fields = { [name]: 'hunter2', a: { [name]: 'hunter2', b: { [name]: 'hunter2' } } }
      expect(logged(fields)).not.toContain('hunter2')
    }
  })
})

const closings: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closings.splice(0).map((close) => close()))
})

/** Whatever was a secret on the way, as the browser and the app saw it. */
class Secrets {
  readonly #seen = new Set<string>()

  add(...values: (string | undefined)[]): void {
    for (const value of values) if (value !== undefined && value !== '') this.#seen.add(value)
  }

  /** Cookies, hidden fields, tokens in addresses and in JSON. */
  addFrom(answer: Answer): void {
    for (const line of answer.setCookies) this.add(/^[^=]+=([^;]+)/.exec(line)?.[1])
    for (const [, name, value] of answer.text.matchAll(/name="(\w+)" value="([^"]+)"/g)) {
      if (name === 'token' || name === 'code') this.add(value)
    }
    const { searchParams } = new URL(answer.location.replace('#', '&') || '/', 'http://x')
    const body = (answer.body ?? {}) as Record<string, string>
    for (const name of ['access_token', 'refresh_token']) {
      this.add(searchParams.get(name) ?? undefined, body[name])
    }
  }

  get values(): readonly string[] {
    return [...this.#seen]
  }

  in(log: string): readonly string[] {
    return this.values.filter((value) => log.includes(value))
  }
}

/** A portal over real HTTP, so that the front server's own lines are in the log too. */
async function portal(stores?: (stores: Stores) => Stores) {
  const op = await testProvider(stores ? { stores } : {})
  const server = frontServer(op.provider, (_, response) => response.end('next'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closings.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const secrets = new Secrets()
  secrets.add(op.settings.secret)

  const fetched = async (path: string, init: RequestInit = {}) => {
    const answer = await answerOf(await fetch(base + path, { ...init, redirect: 'manual' }))
    secrets.addFrom(answer)
    return answer
  }
  const browser = () =>
    new Browser({
      issuer: op.settings.issuer,
      now: op.now,
      send: (path, init, { cookies = {}, headers = {} }) =>
        fetched(path, { ...init, headers: { ...headers, Cookie: cookieHeader(cookies) } }),
    })
  const json = (path: string, body: object) =>
    fetched(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  return { op, secrets, browser, json, fetched }
}

type Portal = Awaited<ReturnType<typeof portal>>

const codeOf = (link: string | null) => new URL(link!).searchParams.get('code')!

/** Everything that a person and an app can do, good and bad. */
async function everyFlow({ op, secrets, browser, json, fetched }: Portal) {
  const password = 'the first password of root'
  const next = 'the second password of root'
  secrets.add(password, next, 'a wrong password', 'tiny')

  const root = browser()
  const setup = codeOf(await setupLink(op.provider))
  secrets.add(setup)
  await root.open(`/setup?code=${setup}`)
  const typed = { username: 'root', email: 'root@example.com' }
  await root.submit('/setup', { ...typed, password: 'tiny' })
  await root.submit('/setup', { ...typed, password })
  await root.open(`/setup?code=${setup}`)

  const client = await op.client()
  const made = newSecret(client.id, op.now())
  await op.stores.clients.addSecret(made.record)
  secrets.add(made.secret)
  await root.open(loginPath(client, { scope: 'openid email', state: 'state' }))
  const answer = received(await root.submit('/consent', { decision: 'allow' }))
  await root.open(loginPath(client, { response_mode: 'fragment' }))
  await json('/api/token', {
    response_type: 'refresh',
    client_id: client.id,
    refresh_token: answer['refresh_token'],
  })
  const credentials = { response_type: 'code', username: 'root', client_id: client.id }
  await json('/api/token', { ...credentials, password })
  await json('/api/token', { ...credentials, password: 'a wrong password' })
  await json('/api/token', { ...credentials, refresh_token: made.secret })
  await json('/api/users', { username: 'bob', password: next })
  await json('/api/users', { username: 'bob', password: 'tiny' })
  await fetched(`/login?client_id=nobody&password=${encodeURIComponent(password)}`)
  await fetched('/api/users', { method: 'POST', body: `password=${password}` })

  await root.open('/sign-out')
  const { token } = root.hidden('/sign-out')
  const change = { token: token!, current_password: password, new_password: next }
  await root.post('/account/password', { ...change, current_password: 'a wrong password' })
  await root.post('/account/password', change)
  await root.post('/sign-out', { token: token! })
  await root.open('/login')
  await root.submit('/sign-in/password', { identifier: 'root', password })
  await root.submit('/sign-in/password', { identifier: 'root', password: next })

  const recovery = codeOf((await recoveryLink('root', op.provider)) ?? 'http://x/?code=none')
  secrets.add(recovery)
  const other = browser()
  await other.open(`/recover?code=${recovery}`)
  await other.submit('/recover', { password: 'tiny' })
  await other.submit('/recover', { password })
}

describe('the log of a whole day at debug level', () => {
  it('holds no password, token, code, secret or cookie', async () => {
    const here = await portal()
    await everyFlow(here)
    const log = here.op.logged()
    expect(log.split('\n').length).toBeGreaterThan(25)
    expect(here.secrets.values.length).toBeGreaterThan(20)
    expect(here.secrets.in(log)).toEqual([])
  })

  it('holds none either when the database fails at each request, with an error that shows its values', async () => {
    let isDown = false
    const here = await portal((stores) => failing(stores, () => isDown))
    await everyFlow(here)
    const quiet = here.op.logged().length
    isDown = true
    const failures = await everyRequest(here)
    expect(failures.filter((status) => status === 500).length).toBeGreaterThan(8)
    const log = here.op.logged().slice(quiet)
    expect(log).toContain('Invalid `database` invocation')
    expect(here.secrets.in(log)).toEqual([])
  })
})

/** Stores that fail as a database does: the values of the statement in the message, and in fields of the error. */
function failing(stores: Stores, isDown: () => boolean): Stores {
  const fail = (args: unknown[]) => {
    const values = JSON.stringify(args)
    const cause = new Error(`duplicate key\nDETAIL: Key=(${values})`)
    const message = `\nInvalid \`database\` invocation:\n\n{ data: ${values} }\n    at ${values}`
    return Object.assign(new Error(message, { cause }), { meta: { args }, parameters: args })
  }
  const wrapped = Object.entries(stores).map(([name, store]: [string, unknown]) => {
    if (typeof store !== 'object' || store === null) return [name, store]
    const methods = Object.entries(store).map(([method, call]: [string, unknown]) => [
      method,
      (...args: unknown[]) =>
        isDown() ? Promise.reject(fail(args)) : (call as (...all: unknown[]) => unknown)(...args),
    ])
    return [name, Object.fromEntries(methods)]
  })
  return Object.fromEntries(wrapped) as Stores
}

/** One request to each endpoint, with secrets in it; answers the statuses. */
async function everyRequest({ op, secrets, json, fetched }: Portal): Promise<number[]> {
  const [session, refreshToken] = ['S'.repeat(43), `prt_${'R'.repeat(43)}`]
  const password = 'the password of a bad day'
  const code = 'C'.repeat(43)
  secrets.add(session, refreshToken, password, code)
  const headers = {
    Cookie: cookieHeader({ 'portico-session': session, 'portico-visitor': 'V'.repeat(22) }),
    'Content-Type': 'application/x-www-form-urlencoded',
  }
  const fields = { identifier: 'root', username: 'root', password, code, token: code }
  const body = new URLSearchParams({ ...fields, current_password: password }).toString()
  const posts = ['/sign-in/password', '/register', '/consent', '/sign-out', '/setup', '/recover']
  const account = ['/account/password', '/account/sessions/end', '/account/apps/revoke']
  const gets = [
    `/login?client_id=${code}`,
    `/setup?code=${code}`,
    `/recover?code=${code}`,
    '/sign-out',
  ]
  const credentials = { username: 'root', password, client_id: code }
  op.passes({ minutes: 2 }) // the keys are read again
  const answers = [
    ...(await Promise.all(gets.map((path) => fetched(path, { headers })))),
    ...(await Promise.all(
      [...posts, ...account].map((path) => fetched(path, { method: 'POST', headers, body })),
    )),
    await json('/api/token', { ...credentials, response_type: 'code' }),
    await json('/api/token', {
      ...credentials,
      response_type: 'refresh',
      refresh_token: refreshToken,
    }),
    await json('/api/users', credentials),
    await fetched('/oauth/jwks'),
  ]
  for (const { text } of answers)
    expect(secrets.in(text.replaceAll(/name="\w+" value="[^"]*"/g, ''))).toEqual([])
  return answers.map(({ status }) => status)
}
