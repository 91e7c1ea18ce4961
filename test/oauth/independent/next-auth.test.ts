// A small app on next-auth: `Auth()` of @auth/core is next-auth without Next, and does the whole of its work. It shares no
// code with us: it is the judge.
import { Auth, type AuthConfig } from '@auth/core'
import { describe, expect, it } from 'vitest'

import { listeningInStep } from '../listening'
import { relyingParty } from '../relying-party'
import { changedIdToken, inBetween, type Tamper } from './in-between'

const origin = 'http://localhost:4000'
const redirectUri = `${origin}/auth/callback/portico`

async function world({ tamper, issuer: given }: { tamper?: Tamper; issuer?: string } = {}) {
  const { op, issuer } = await listeningInStep()
  const alice = await op.user()
  const app = await relyingParty(op, { redirectUris: [redirectUri] })
  const problems: Error[] = []
  const place = tamper && (await inBetween(issuer, tamper))
  const config: AuthConfig = {
    basePath: '/auth',
    secret: 'a secret that only this app has',
    trustHost: true,
    useSecureCookies: false,
    logger: { error: (problem) => void problems.push(problem), warn: () => undefined },
    providers: [
      {
        id: 'portico',
        name: 'Portico',
        type: 'oidc',
        issuer: given ?? issuer,
        clientId: app.id,
        clientSecret: app.secret!,
        checks: ['pkce', 'state', 'nonce'],
        idToken: false, // the person's claims come from UserInfo (OpenID Connect Core §5.4)
        ...(place && { token: `${place}/oauth/token`, userinfo: `${place}/oauth/userinfo` }),
      },
    ],
    callbacks: {
      session: ({ session, token }) => ({ ...session, user: { ...session.user, id: token.sub! } }),
      jwt: ({ token, profile }) => ({ ...token, ...(profile && { sub: profile.sub! }) }),
    },
  }

  const cookies = new Map<string, string>()
  const visit = async (path: string, fields?: Record<string, string>): Promise<Response> => {
    const response = await Auth(
      new Request(origin + path, {
        headers: { Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
        ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
      }),
      config,
    )
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return response
  }

  /** Presses the app's button, is sent to us, allows it, and is sent back. */
  const signIn = async (changed: (url: URL) => void = () => undefined): Promise<string> => {
    const { csrfToken } = (await (await visit('/auth/csrf')).json()) as { csrfToken: string }
    const sent = await visit('/auth/signin/portico', { csrfToken, callbackUrl: `${origin}/home` })
    const place = new URL(sent.headers.get('location')!)
    if (place.origin === origin) return place.href
    const browser = await op.signedIn(alice)
    await browser.open(place.pathname + place.search)
    const back = new URL((await browser.submit('/consent', { decision: 'allow' })).location)
    changed(back)
    return (await visit(back.pathname + back.search)).headers.get('location')!
  }
  const session = async () => (await (await visit('/auth/session')).json()) as unknown
  return { alice, signIn, session, problems }
}

describe('next-auth', () => {
  it('signs a person in: discovery, code with PKCE, state and nonce, ID token', async () => {
    const { alice, signIn, session, problems } = await world()
    expect(await signIn()).toBe(`${origin}/home`)
    expect(problems).toEqual([])
    expect(await session()).toMatchObject({
      user: { id: alice.id, name: 'alice', email: alice.email },
    })
  })
})

describe('next-auth refuses', () => {
  const refuses = async (given: Parameters<typeof world>[0], changed?: (url: URL) => void) => {
    const { signIn, session, problems } = await world(given)
    expect(await signIn(changed)).toMatch(
      /^http:\/\/localhost:4000\/auth\/error\?error=Configuration$/,
    )
    expect(await session()).toBeNull()
    return problems.map(
      ({ cause, message }) => (cause as { err?: Error } | undefined)?.err?.message ?? message,
    )
  }

  for (const [whose, change, name] of [
    ['another issuer', { iss: 'https://evil.example' }, 'iss'],
    ['another client', { aud: 'another' }, 'aud'],
    ['another request', { nonce: 'another' }, 'nonce'],
  ] as const) {
    it(`an ID token of ${whose}`, async () => {
      const tamper = changedIdToken(change)
      expect(await refuses({ tamper })).toEqual([expect.stringContaining(`"${name}"`)])
    })
  }

  it('an answer of another issuer (RFC 9207)', async () => {
    const problems = await refuses({}, (url) => url.searchParams.set('iss', 'https://evil.example'))
    expect(problems).toEqual([expect.stringContaining('"iss"')])
  })

  it('an issuer whose document names another', async () => {
    const { op, issuer } = await listeningInStep()
    expect(op.settings.issuer).toBe(issuer)
    const elsewhere = await inBetween(issuer, (_path, body) => body)
    const problems = await refuses({ issuer: elsewhere })
    expect(problems).toEqual([expect.stringContaining('"issuer"')])
  })
})
