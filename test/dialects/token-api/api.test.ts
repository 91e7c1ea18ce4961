import { describe, expect, it } from 'vitest'

import { findRoute } from '@/server/route-table'
import { routes } from '@/server/routes'

import { base, expectRefusal, tokenApiWorld } from './world'

const open = Object.entries(routes).filter(([path]) => path.startsWith(base))

const requests = open.flatMap(([path, route]) =>
  Object.keys(route).map((method) => {
    const filled = path.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, '$1').slice(base.length)
    return [method, filled] as const
  }),
)

describe('the token API', () => {
  it.each(requests)('is closed unless it is switched on: %s %s', async (method, path) => {
    const { ask, root } = await tokenApiWorld({ settings: { tokenApi: false } })
    const basic = Buffer.from(`root:${root.password}`).toString('base64')
    const answer = await ask(method, path, { headers: { Authorization: `Basic ${basic}` } })
    expectRefusal(answer, 403, 'token_api_off')
    expect(answer.body.message).toContain('PORTICO_TOKEN_API')
  })

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])(
    'answers %s in its words where it has nothing',
    async (method) => {
      const { ask } = await tokenApiWorld()
      for (const path of [
        '/',
        '/x',
        '/token/a/b',
        '/users/a/b/c/d',
        '/token/',
        '/users//password',
      ]) {
        expectRefusal(await ask(method, path), 404, 'not_found')
      }
    },
  )

  it('says no more of a failure than where the log has it', async () => {
    const { op, ask, logIn, alice } = await tokenApiWorld({
      stores: (stores) => ({
        ...stores,
        apiTokens: {
          ...stores.apiTokens,
          create: () => Promise.reject(new Error('the disk is on fire')),
        },
      }),
    })
    const answer = await logIn(alice)
    expectRefusal(answer, 500, 'server_error')
    expect(answer.text).not.toContain('fire')
    expect(answer.body.message).toContain('request-1')
    expect(op.logged()).toContain('the disk is on fire')
    expect((await ask('GET', '/openapi.json')).status).toBe(200)
  })
})

describe('the route table', () => {
  it('lets a path that is written out win over one with a part in brackets', () => {
    expect(findRoute(`${base}/users/me/tokens`)).toBe(routes[`${base}/users/me/tokens`])
    expect(findRoute(`${base}/users/me/password`)).toBe(routes[`${base}/users/[uuid]/password`])
    expect(findRoute(`${base}/users/me`)).toBe(routes[`${base}/users/[uuid]`])
    expect(findRoute(`${base}/users`)).toBe(routes[`${base}/users`])
  })

  it('lets open parts stand for whatever comes from there on, and last of all', () => {
    const rest = routes[`${base}/[...path]`]
    for (const path of ['', 'x', 'x/y/z', 'token/', 'users/a/password/b']) {
      expect(findRoute(`${base}/${path}`)).toBe(rest)
    }
    for (const path of [base, '/api/auth/0.2/x', '/api/auth/0.1x', '/x/api/auth/0.1/x']) {
      expect(findRoute(path)).toBeUndefined()
    }
  })
})
