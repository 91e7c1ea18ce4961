import { join } from 'node:path'

import Database from 'better-sqlite3'

import { expect, test } from './fixtures'
import {
  becomeAdministrator,
  bringMoreTokens,
  bringTokens,
  createApp,
  newName,
  password,
  registerPerson,
  signedInVisitor,
  type App,
} from './people'
import { freePort, type Portico } from './portico'
import { refresh, verifyAccessToken } from './relying-party'
import { visitor, type Visitor } from './visitor'

const rounds = 10
const roundMilliseconds = 1_500
const refreshesPerSecond = 200
/** At once: more than the machine has cores, so that it never waits for us. */
const registrations = 6

/** What the portal has answered for. */
type Answered = {
  readonly usernames: string[]
  readonly refreshTokens: string[]
  readonly accessTokens: string[]
  refreshes: number
}

test('what was answered is there after kill -9, ten times over', async ({ home, start }) => {
  test.setTimeout(240_000)
  const place = await home('sqlite')
  const port = await freePort()
  const settings = { PORTICO_TRUSTED_PROXIES: '127.0.0.1', PORTICO_PLAYGROUND: 'off' }
  const again = () => start(place, { port, settings })

  let portico = await again()
  const app = await createApp(
    await becomeAdministrator(portico),
    portico.url,
    'http://localhost:9/back',
  )
  const someone = await signedInVisitor(portico.url, await registerPerson(portico.url))
  const first = await bringTokens(someone, app)
  const all = nothing()
  all.refreshTokens.push(first.get('refresh_token')!)

  for (let round = 0; round < rounds; round += 1) {
    const answered = await load(portico, app, someone, all.refreshTokens)
    portico = await again()
    await checkEverything(portico.url, app, answered)
    all.usernames.push(...answered.usernames)
    all.refreshTokens.push(...answered.refreshTokens)
    all.refreshes += answered.refreshes
  }

  expect(all.refreshes).toBeGreaterThan(rounds * 50)
  expect(all.usernames.length).toBeGreaterThan(rounds * 5)
  await checkRefreshTokens(portico.url, app, all.refreshTokens) // those of the first round, too
  await portico.stop()
  checkFile(join(place.folder, 'portico.db'), all.usernames)
  const [refreshes, grants, users] = [all.refreshes, all.refreshTokens.length, all.usernames.length]
  const description = `${refreshes} refreshes, ${grants} grants, ${users} registrations`
  test.info().annotations.push({ type: 'answered', description })
})

const nothing = (): Answered => ({
  usernames: [],
  refreshTokens: [],
  accessTokens: [],
  refreshes: 0,
})

/** Refreshes at a rate, registrations and new grants as fast as they are answered; then the end, in the midst of it. */
async function load(
  { url, kill }: Portico,
  app: App,
  someone: Visitor,
  refreshTokens: readonly string[],
): Promise<Answered> {
  const answered = nothing()
  let isOver = false
  const started = performance.now()
  const isTime = () => performance.now() - started < roundMilliseconds

  /** One piece of work; what breaks off with the server was not answered. */
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (cause) {
      if (!isOver) throw cause
    }
  }
  const oneRefresh = async () => {
    const token = refreshTokens[answered.refreshes % refreshTokens.length]!
    const { status, body } = await refresh(url, app.id, token)
    expect(status).toBe(200)
    answered.refreshes += 1
    answered.accessTokens[0] = String(body['access_token'])
  }
  const oneRegistration = async () => {
    const username = newName('load')
    await registerPerson(url, username, { 'X-Forwarded-For': addressFor(username) })
    answered.usernames.push(username)
  }
  const oneGrant = async () => {
    const tokens = await bringMoreTokens(someone, app)
    answered.refreshTokens.push(tokens.get('refresh_token')!)
  }
  const work: Promise<void>[] = []
  const repeat = async (one: () => Promise<void>) => {
    while (!isOver) await attempt(one)
  }
  for (let index = 0; index < registrations; index += 1) work.push(repeat(oneRegistration))
  work.push(repeat(oneGrant))

  let begun = 0
  await new Promise<void>((resolve) => {
    const clock = setInterval(() => {
      const due = ((performance.now() - started) / 1000) * refreshesPerSecond
      while (begun < due) {
        begun += 1
        work.push(attempt(oneRefresh))
      }
      if (isTime()) return
      clearInterval(clock)
      resolve()
    }, 5)
  })
  isOver = true
  await kill()
  await Promise.all(work)
  return answered
}

/** Every one of them, as its user and its app would find out. */
async function checkEverything(url: string, app: App, answered: Answered): Promise<void> {
  await checkRefreshTokens(url, app, answered.refreshTokens)
  for (const token of answered.accessTokens) await verifyAccessToken(token, url, app.id)
  await inTurns(answered.usernames, async (username) => {
    const response = await fetch(`${url}/api/users`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': addressFor(username, 2) },
      body: JSON.stringify({ username, password }),
    })
    expect(response.status, username).toBe(409)
  })
  const last = answered.usernames.at(-1)
  if (last === undefined) return
  const fields = { identifier: last, password }
  expect((await visitor(url).fillIn('/login', '/sign-in/password', fields)).status).toBe(303)
}

const checkRefreshTokens = (url: string, app: App, tokens: readonly string[]): Promise<void> =>
  inTurns(tokens, async (token) => {
    expect((await refresh(url, app.id, token)).status, token).toBe(200)
  })

function checkFile(file: string, usernames: readonly string[]): void {
  const database = new Database(file, { readonly: true })
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(database.pragma('foreign_key_check')).toEqual([])
  const stored = new Set(database.prepare('SELECT "username" FROM "User"').pluck().all())
  expect(usernames.filter((username) => !stored.has(username))).toEqual([])
  database.close()
}

/** Eight at a time. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items]
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

/** Each person comes from a place of their own: registrations are limited per address. */
function addressFor(username: string, network = 1): string {
  const number = Number.parseInt(username.split('-').at(-1)!, 36)
  return `10.${network}.${(number >> 8) & 255}.${number & 255}`
}
