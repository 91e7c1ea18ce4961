// panva's oidc-provider under the same tests: in this process, with its store in memory, over HTTP on loopback as behind
// a proxy that ends TLS. Its endpoints have the portal's paths, and its pages the fields of the portal's, so that the same
// browser finds its way. It asks the machine's clock, which stands still here and moves by `passes`.
import type { Adapter } from 'oidc-provider'
import { afterEach, vi } from 'vitest'

import { newSecret } from '@/clients/secrets'
import type { Client } from '@/model/client'
import type { Profile } from '@/model/user'

import { RelyingParty, standardClient } from '../oauth/relying-party'
import { newUser, now as start } from '../stores/fixtures'
import { Browser, type Answer } from '../test-browser'
import { cookieHeader, day, type RequestOptions, type TestUser } from '../test-provider'
import type { UnderTest } from './driver'
import { metadataOf, peerProvider } from './oidc-provider-configuration'
import { peerServer } from './oidc-provider-server'

const closings: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(closings.splice(0).map((close) => close()))
})

export async function oidcProvider(issuer: string, profile: Profile): Promise<UnderTest> {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  const users = new Map<string, TestUser>()
  const clients = new Map<string, Client>()
  const provider = await peerProvider(issuer, users, clients)
  const server = await peerServer(provider, issuer, users)
  closings.push(server.close)
  const now = () => new Date()

  const send = (path: string, init: RequestInit, sent: RequestOptions = {}): Promise<Answer> => {
    const headers = new Headers(init.headers)
    if (sent.cookies) headers.set('Cookie', cookieHeader(sent.cookies))
    for (const [name, value] of Object.entries(sent.headers ?? {})) headers.set(name, value)
    return server.send(path, { ...init, headers })
  }
  const op: Omit<UnderTest, 'relyingParty'> = {
    now,
    passes: ({ seconds = 0, minutes = 0, hours = 0, days = 0 }) => {
      const moved = seconds + minutes * 60 + hours * 3600 + days * day
      vi.setSystemTime(now().getTime() + moved * 1000)
    },
    get: (path, sent) => send(path, {}, sent),
    post: (path, fields, sent) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields) }, sent),
    dispatch: async ({ url, method, headers, ...request }) => {
      const { pathname, search } = new URL(url)
      const body = request.body && { body: request.body, duplex: 'half' }
      return server.send(pathname + search, { method, headers, ...body })
    },
    browser: () =>
      new ScriptedBrowser({
        issuer,
        now,
        isHosted,
        send: (path, init, sent) =>
          send(path, init, { ...sent, headers: { Accept: 'text/html', ...sent.headers } }),
      }),
    user: async (values) => {
      const {
        username = 'alice',
        email = `${username}@example.com`,
        password,
      } = {
        password: `the password of ${values?.username ?? 'alice'}`,
        ...values,
      }
      const { id } = newUser()
      const rest = { emailVerifiedAt: null, isAdministrator: false, disabledAt: null }
      const user = { id, username, email, password, profile, createdAt: now(), ...rest }
      users.set(id, user)
      return user
    },
  }
  return {
    ...op,
    relyingParty: async (values) => {
      const client = standardClient(now(), values)
      const { secret } = newSecret(client.id, now())
      clients.set(client.id, client)
      const { adapter } = provider.Client as unknown as { adapter: Adapter } // as its own registration does
      await adapter.upsert(client.id, metadataOf(client, secret), 366 * day)
      const isSecret = client.authenticationMethod.startsWith('client_secret')
      return new RelyingParty(op, client, isSecret ? secret : null)
    },
  }
}

const isHosted = (location: string): boolean => /^\/(interaction|oauth)\//.test(location)

/** Posts a page to where it posts itself, as script would: signing out is a page of that kind. */
class ScriptedBrowser extends Browser {
  override async open(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer> {
    const answer = await super.open(path, headers)
    const isPostedHere = answer.text.includes('<form data-at-once method="post" action="/sign-out"')
    return isPostedHere ? this.submit('/sign-out', {}) : answer
  }
}
