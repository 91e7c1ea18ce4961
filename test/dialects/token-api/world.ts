// What the tests of the token API have in common: a person, an administrator, an app, and ways to ask.
import { expect } from 'vitest'

import { setContext } from '@/oauth/context'
import { findRoute } from '@/server/route-table'
import type { Route } from '@/server/routes'

import { type Answer, answerOf } from '../../test-browser'
import { testProvider, type TestOptions, type TestUser } from '../../test-provider'

export const base = '/api/auth/0.1'

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Raw, as this dialect's clients send it. */
export const basicOf = (login: string, password: string): string =>
  `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`

export type Asked = {
  readonly body?: unknown
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
}

export type TokenApiWorld = Awaited<ReturnType<typeof tokenApiWorld>>

/** @param unique  behind every name, in a database that others use too */
export async function tokenApiWorld(options: TestOptions = {}, unique = '') {
  const op = await testProvider(options)
  const alice = await op.user({ username: `alice${unique}` })
  const root = await op.user({ username: `root${unique}` })
  await op.stores.users.update(root.id, { isAdministrator: true })
  const client = await op.client({ id: `softphone${unique}`, dialects: ['token-api'] })

  /** A path below the base; a body that is a text is sent as it is. */
  const ask = async (method: string, path: string, asked: Asked = {}): Promise<Answer> => {
    const { body, token, headers } = asked
    const hasBody = body !== undefined
    const request = new Request(`${op.settings.issuer}${base}${path}`, {
      method,
      headers: {
        ...(hasBody && { 'Content-Type': 'application/json' }),
        ...(token !== undefined && { 'X-Auth-Token': token }),
        ...headers,
      },
      ...(hasBody && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    setContext(request, { address: '192.0.2.1', requestId: 'request-1' })
    const handler = findRoute(new URL(request.url).pathname)?.[method as keyof Route]
    if (!handler) throw new Error(`The route table has no ${method} ${path}`)
    return answerOf(await handler(request, op.provider))
  }

  const logIn = (user: Pick<TestUser, 'username' | 'password'>, body?: unknown) =>
    ask('POST', '/token', {
      body,
      headers: { Authorization: basicOf(user.username, user.password) },
    })

  const tokenOf = async (user: TestUser, body: unknown = {}): Promise<string> => {
    const answer = await logIn(user, body)
    if (answer.status !== 200) throw new Error(`No token: ${answer.text}`)
    return answer.body.data.token as string
  }

  return {
    op,
    alice,
    root,
    client,
    ask,
    logIn,
    tokenOf,
    /** A token of the app with its refresh token. */
    offline: async (user: TestUser = alice, clientId: string = client.id) => {
      const { body } = await logIn(user, { client_id: clientId, access_type: 'offline' })
      return body.data as { token: string; refresh_token: string }
    },
    redeem: (refreshToken: string, more: object = {}) =>
      ask('POST', '/token', {
        body: { client_id: client.id, refresh_token: refreshToken, ...more },
      }),
    isGood: async (token: string) => (await ask('HEAD', `/token/${token}`)).status === 204,
  }
}

/** A refusal in this dialect's words. */
export function expectRefusal(answer: Answer, status: number, errorId: string): void {
  expect([answer.status, answer.body?.error_id]).toEqual([status, errorId])
  expect(answer.body).toEqual({
    timestamp: expect.any(Number),
    message: expect.stringMatching(/^\S.*\.$/),
    error_id: errorId,
    details: expect.any(Object),
  })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('content-type')).toBe('application/json')
}
