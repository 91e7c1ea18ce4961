import { describe, expect, it } from 'vitest'

import type { Stores } from '@/stores/stores'

import { listening } from '../../oauth/listening'
import { basic, expectOAuthError, relyingParty, type RelyingParty } from '../../oauth/relying-party'
import { type Answer, answerOf } from '../../test-browser'
import type { TestProvider } from '../../test-provider'
import { plainRequest, queryValues, railsValues, railsWorld } from './rails-client'

type Fields = Readonly<Record<string, string>>

const queryOf = (fields: Fields) => new URLSearchParams(fields).toString()

/** A post with everything in the query and no body, as such apps send it. */
async function postQuery(
  op: TestProvider,
  path: string,
  query: Fields,
  init: RequestInit = {},
): Promise<Answer> {
  const url = `${op.settings.issuer}${path}?${queryOf(query)}`
  return op.dispatch(new Request(url, { method: 'POST', ...init }))
}

const own = ({ id, secret }: RelyingParty): Fields => ({ client_id: id, client_secret: secret! })

describe('parameters in the query of a post, for a client that may send them so', () => {
  it('are taken: exchange, refresh, introspection, revocation', async () => {
    const { op, app, browser } = await railsWorld(queryValues)
    const code = await app.code(browser, plainRequest)
    const redirectUri = app.client.redirectUris[0]!
    const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri }
    const { body: first } = await postQuery(op, '/oauth/token', { ...own(app), ...grant })
    expect(first).toMatchObject({ token_type: 'bearer', expires_in: 7200 })

    const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token }
    const { body: second } = await postQuery(op, '/oauth/token', { ...own(app), ...refresh })
    const token = { ...own(app), token: second.access_token }
    expect((await postQuery(op, '/oauth/introspect', token)).body.active).toBe(true)
    expect((await postQuery(op, '/oauth/revoke', token)).status).toBe(200)
    expect((await postQuery(op, '/oauth/introspect', token)).body).toEqual({ active: false })
  })

  it('go with Basic, and with a form that has the rest', async () => {
    const { op, app } = await railsWorld(queryValues)
    const grant = { grant_type: 'client_credentials' }
    const headers = { Authorization: basic(app.id, app.secret!) }
    const body = new URLSearchParams(grant)
    const answers = [
      await postQuery(op, '/oauth/token', grant, { headers }),
      await postQuery(op, '/oauth/token', { scope: 'profile' }, { headers, body }),
      await postQuery(op, '/oauth/token', own(app), { body }),
      await postQuery(op, '/oauth/token', grant, { body: new URLSearchParams(own(app)) }),
      await postQuery(op, '/oauth/token', { ...own(app), ...grant }, { body: '' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 400])
    expect(answers[1]?.body.scope).toBe('profile')
  })

  it('are refused when they are in the body too: nobody can tell which is meant', async () => {
    const { op, app } = await railsWorld(queryValues)
    const grant = { grant_type: 'client_credentials', scope: 'profile' }
    for (const name of ['client_id', 'client_secret', 'grant_type', 'scope', 'unheard_of']) {
      const query = { ...own(app), ...grant, unheard_of: '1' }
      const body = new URLSearchParams({ [name]: { ...query, unheard_of: '2' }[name]! })
      expectOAuthError(await postQuery(op, '/oauth/token', query, { body }), 400, 'invalid_request')
    }
    const twice = `${queryOf({ ...own(app), ...grant })}&scope=email`
    const url = `${op.settings.issuer}/oauth/token?${twice}`
    const answer = await op.dispatch(new Request(url, { method: 'POST' }))
    expectOAuthError(answer, 400, 'invalid_request')
  })

  it('prove no less: a wrong secret, or two ways at once, is refused', async () => {
    const { op, app } = await railsWorld(queryValues)
    const grant = { ...own(app), grant_type: 'client_credentials' }
    const wrong = await postQuery(op, '/oauth/token', { ...grant, client_secret: 'wrong' })
    expectOAuthError(wrong, 401, 'invalid_client')
    const headers = { Authorization: basic(app.id, app.secret!) }
    const both = await postQuery(op, '/oauth/token', grant, { headers })
    expectOAuthError(both, 400, 'invalid_request')
  })

  it('are not taken with a body of another kind', async () => {
    const { op, app } = await railsWorld(queryValues)
    const grant = { ...own(app), grant_type: 'client_credentials' }
    const headers = { 'Content-Type': 'application/json' }
    const answer = await postQuery(op, '/oauth/token', grant, { headers, body: '{"a":1}' })
    expectOAuthError(answer, 400, 'invalid_request')
  })
})

describe('parameters in the query of a post, for any other client', () => {
  it('are not looked at, for the query of a URL is in histories and logs (OAuth 2.1 §2.4)', async () => {
    const { op, app } = await railsWorld()
    const grant = { grant_type: 'client_credentials' }
    const alone = await postQuery(op, '/oauth/token', { ...own(app), ...grant })
    expectOAuthError(alone, 400, 'invalid_request')
    const body = new URLSearchParams(grant)
    const secretInQuery = await postQuery(op, '/oauth/token', own(app), { body })
    expectOAuthError(secretInQuery, 401, 'invalid_client')
    const ignored = await postQuery(
      op,
      '/oauth/token',
      { scope: 'email', grant_type: 'password', client_id: 'x' },
      { body: new URLSearchParams({ ...own(app), ...grant, scope: 'profile' }) },
    )
    expect(ignored.body.scope).toBe('profile')
  })

  it('are not made good by another client that is named in the query', async () => {
    const { op, app } = await railsWorld()
    const allowed = await relyingParty(op, queryValues)
    const grant = { grant_type: 'client_credentials' }
    const answer = await postQuery(
      op,
      '/oauth/token',
      { client_id: allowed.id, client_secret: app.secret! },
      { body: new URLSearchParams({ client_id: app.id, ...grant }) },
    )
    expectOAuthError(answer, 401, 'invalid_client')
  })

  it('tell nothing of a client that does not exist', async () => {
    const { op } = await railsWorld()
    const query = { client_id: 'x'.repeat(300), client_secret: 'y', grant_type: 'z' }
    expectOAuthError(await postQuery(op, '/oauth/token', query), 400, 'invalid_request')
  })
})

describe('the log, at debug level, over real HTTP', () => {
  it('holds nothing of a query, when it is answered and when the database fails', async () => {
    let isDown = false
    const { op, issuer } = await listening(
      {},
      { stores: (stores: Stores) => failing(stores, () => isDown) },
    )
    const app = await relyingParty(op, queryValues)
    const other = await relyingParty(op, railsValues)
    const token = `prt_${'R'.repeat(43)}`
    const code = `pac_${'C'.repeat(43)}`
    for (const down of [false, true]) {
      isDown = down
      for (const { id, secret } of [app, other]) {
        for (const path of ['token', 'revoke', 'introspect']) {
          const query = queryOf({
            client_id: id,
            client_secret: secret!,
            grant_type: 'authorization_code',
            code,
            token,
          })
          await answerOf(await fetch(`${issuer}/oauth/${path}?${query}`, { method: 'POST' }))
        }
      }
      await fetch(`${issuer}/oauth/authorize/native?code=${code}`)
      await fetch(`${issuer}/oauth/token/info?access_token=${token}`)
    }
    const log = op.logged()
    expect(log.split('\n').length).toBeGreaterThan(16)
    expect(log).toContain('"path":"/oauth/token"')
    expect(log).toContain('an endpoint failed')
    for (const secret of [app.secret!, other.secret!, token, code]) {
      expect(log).not.toContain(secret)
    }
  })
})

/** Stores that, when they are down, fail with the values that they were asked for in the message. */
function failing(stores: Stores, isDown: () => boolean): Stores {
  const guard = <T extends object>(store: T): T =>
    new Proxy(store, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name)
        if (typeof method !== 'function') return method
        return (...values: unknown[]): unknown =>
          isDown()
            ? Promise.reject(new Error(`the database is down: ${JSON.stringify(values)}`))
            : Reflect.apply(method, target, values)
      },
    })
  return {
    ...stores,
    clients: guard(stores.clients),
    grants: guard(stores.grants),
    authorizationCodes: guard(stores.authorizationCodes),
  }
}
