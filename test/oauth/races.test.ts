// Twenty at once, half of them at each of two processes that share a database: what may be used once is used once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Settings } from '@/config/settings'

import { postgresUrl, temporaryPostgres, temporarySqlite } from '../stores/temporary-database'
import type { TemporaryDatabase } from '../stores/temporary-database'
import { callback, testProvider, type TestProvider } from '../test-provider'
import { startPortals, type PortalProcesses } from './portal-processes'
import {
  basic,
  publicValues,
  relyingParty,
  verifier,
  type Fields,
  type RelyingParty,
} from './relying-party'

const deviceCodeGrant = 'urn:ietf:params:oauth:grant-type:device_code'
const times = 20

type Outcome = { readonly status: number; readonly body: Record<string, string>; location: string }

describe.each([
  ['SQLite', temporarySqlite],
  ...(postgresUrl ? [['PostgreSQL', temporaryPostgres] as const] : []),
] as [string, () => Promise<TemporaryDatabase>][])('over two processes on %s', (_name, open) => {
  let database: TemporaryDatabase
  let portals: PortalProcesses
  let settings: Settings

  beforeAll(async () => {
    database = await open()
    const op = await worldOf(database)
    settings = op.settings
    await op.provider.keys.jwks()
    portals = await startPortals(2, { settings, now: op.now().toISOString() })
  })
  afterAll(async () => {
    await portals.stop()
    await database.close()
  })

  /** The same request twenty times at once, at the processes in turn. */
  const race = (path: string, init: () => RequestInit): Promise<Outcome[]> =>
    Promise.all(
      Array.from({ length: times }, async (_, index) => {
        const url = portals.urls[index % portals.urls.length]! + path
        const answer = await fetch(url, { ...init(), redirect: 'manual' })
        const isJson = answer.headers.get('content-type') === 'application/json'
        return {
          status: answer.status,
          body: isJson ? ((await answer.json()) as Record<string, string>) : {},
          location: answer.headers.get('location') ?? '',
        }
      }),
    )

  const post =
    ({ id, secret }: RelyingParty, fields: Record<string, string>) =>
    (): RequestInit => ({
      method: 'POST',
      body: new URLSearchParams(secret === null ? { client_id: id, ...fields } : fields),
      headers: secret === null ? {} : { Authorization: basic(id, secret) },
    })

  const signedIn = async (fields: Parameters<typeof relyingParty>[1] = {}) => {
    const op = await worldOf(database)
    const app = await relyingParty(op, { isFirstParty: true, ...fields })
    const user = await op.user({ username: `user-${app.id.slice(0, 8)}` })
    return { op, app, browser: await op.signedIn(user), user }
  }

  const won = (outcomes: readonly Outcome[]) => outcomes.filter(({ status }) => status === 200)

  it('one of twenty redeems a code, and the replay kills what it bought (RFC 6749 §4.1.2)', async () => {
    const { app, browser } = await signedIn()
    const code = await app.code(browser, { scope: 'openid offline_access', prompt: 'consent' })
    const redemption = { code, redirect_uri: callback, code_verifier: verifier }
    const outcomes = await race(
      '/oauth/token',
      post(app, { grant_type: 'authorization_code', ...redemption }),
    )
    const [winner, ...others] = won(outcomes)
    expect(others).toEqual([])
    expect(outcomes.filter(({ body }) => body['error'] === 'invalid_grant')).toHaveLength(times - 1)
    expect(await app.isLive(winner!.body['access_token']!)).toBe(false)
    const refreshed = await app.refresh(winner!.body['refresh_token']!)
    expect([refreshed.status, refreshed.body.error]).toEqual([400, 'invalid_grant'])
  })

  it('twenty that refresh at once are given the same successor (RFC 9700 §4.14.2)', async () => {
    const { app, browser } = await signedIn(publicValues)
    const first = await app.offlineTokens(browser)
    const outcomes = await race(
      '/oauth/token',
      post(app, { grant_type: 'refresh_token', refresh_token: first.refresh_token }),
    )
    expect(won(outcomes)).toHaveLength(times)
    const successors = new Set(outcomes.map(({ body }) => body['refresh_token']))
    expect(successors.size).toBe(1)
    expect(successors).not.toContain(first.refresh_token)
  })

  it('a refresh token that is shown again later kills what came of it', async () => {
    const { app, browser } = await signedIn(publicValues)
    const first = await app.offlineTokens(browser)
    const second = (await app.refresh(first.refresh_token)).body
    const third = (await app.refresh(second.refresh_token)).body
    const [outcome] = await race(
      '/oauth/token',
      post(app, { grant_type: 'refresh_token', refresh_token: first.refresh_token }),
    )
    expect(outcome!.body['error']).toBe('invalid_grant')
    expect(await app.isLive(third.access_token)).toBe(false)
  })

  it('one of twenty redeems a device code (RFC 8628 §3.5)', async () => {
    const { op, app, browser } = await signedIn({
      ...publicValues,
      grantTypes: [deviceCodeGrant, 'refresh_token'],
    })
    const { body: asked } = await app.post('/oauth/device_authorization', { scope: 'openid' })
    await allowDevice(op, browser, asked)
    const outcomes = await race(
      '/oauth/token',
      post(app, { grant_type: deviceCodeGrant, device_code: asked.device_code }),
    )
    expect(won(outcomes)).toHaveLength(1)
    const errors = new Set(outcomes.map(({ body }) => body['error']).filter(Boolean))
    for (const error of errors) expect(['invalid_grant', 'slow_down']).toContain(error)
  })

  it('one of twenty completes a pushed request (RFC 9126 §7.3)', async () => {
    const { app, browser } = await signedIn()
    const pushed = await app.post('/oauth/par', app.request())
    const query = new URLSearchParams({ client_id: app.id, request_uri: pushed.body.request_uri })
    const cookie = Object.entries(browser.cookies).map(([name, value]) => `${name}=${value}`)
    const outcomes = await race(`/oauth/authorize?${query.toString()}`, () => ({
      headers: { Cookie: cookie.join('; ') },
    }))
    const codes = outcomes.filter(({ location }) => location.includes('code='))
    expect(codes).toHaveLength(1)
  })
})

const worldOf = (database: TemporaryDatabase): Promise<TestProvider> =>
  testProvider({ database, settings: { database: database.location } })

/** A person types the code and allows it. */
async function allowDevice(
  op: TestProvider,
  browser: Awaited<ReturnType<TestProvider['signedIn']>>,
  { verification_uri_complete: uri }: Fields,
): Promise<void> {
  await browser.open(String(uri).slice(op.settings.issuer.length))
  const answer = await browser.submit('/device', { decision: 'allow' })
  if (answer.status >= 400) throw new Error(`Allowing was answered ${answer.status}`)
}
