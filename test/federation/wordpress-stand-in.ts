import { randomUUID } from 'node:crypto'

import type { Upstream, UpstreamOptions } from '@/model/upstream'

import { clientSecret, newUpstream, sendJson, site } from './stand-ins'

/** A WordPress whose plugin is an OAuth server: three endpoints, no OpenID Connect. It asks nobody anything. */
export async function wordpressStandIn() {
  const codes = new Map<string, string>()
  const accessTokens = new Set<string>()
  const refreshTokens = new Set<string>()
  const person: Record<string, unknown> = {
    ID: 7,
    user_login: 'ada',
    user_email: 'ada@example.com',
    display_name: 'Ada Lovelace',
    user_roles: ['editor', 'author'],
  }
  const server = await site({
    '/oauth/authorize': ({ query }, response) => {
      const code = randomUUID()
      codes.set(code, query.get('redirect_uri') ?? '')
      const to = new URL(query.get('redirect_uri') ?? '')
      to.searchParams.set('code', code)
      to.searchParams.set('state', query.get('state') ?? '')
      response.writeHead(302, { Location: to.href }).end()
    },
    '/oauth/token': ({ form, headers }, response) => {
      const isClient =
        String(headers.authorization).startsWith('Basic ') ||
        form.get('client_secret') === clientSecret
      if (!isClient) return sendJson(response, 401, { error: 'invalid_client' })
      const isCode = codes.get(form.get('code') ?? '') === form.get('redirect_uri')
      const isGood =
        form.get('grant_type') === 'refresh_token'
          ? refreshTokens.delete(form.get('refresh_token') ?? '')
          : isCode && codes.delete(form.get('code') ?? '')
      if (!isGood) return sendJson(response, 400, { error: 'invalid_grant' })
      const [access, refresh] = [`access-${randomUUID()}`, `refresh-${randomUUID()}`]
      accessTokens.add(access)
      refreshTokens.add(refresh)
      return {
        access_token: access,
        expires_in: '3600',
        token_type: 'bearer',
        scope: null,
        refresh_token: refresh,
      }
    },
    '/oauth/me': ({ method, headers }, response) => {
      const token = String(headers.authorization).replace('Bearer ', '')
      if (method !== 'POST') return sendJson(response, 405, { error: 'method_not_allowed' })
      return accessTokens.has(token) ? person : sendJson(response, 401, { error: 'invalid_token' })
    },
  })
  return {
    ...server,
    person,
    upstream: (
      values: Partial<Omit<Upstream, 'options'>> & {
        readonly options?: Partial<UpstreamOptions>
      } = {},
    ) =>
      newUpstream({
        id: 'blog',
        preset: 'wordpress',
        ...values,
        options: { site: server.url, ...values.options },
      }),
    forget: () => refreshTokens.clear(),
  }
}

export type WordpressStandIn = Awaited<ReturnType<typeof wordpressStandIn>>
