// Against panva's oidc-provider, which shares no code with us: a real sign-on, on loopback, with a real login form.
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import { exportJWK, generateKeyPair } from 'jose'
import { Provider, type ClientMetadata } from 'oidc-provider'
import { afterEach, describe, expect, it } from 'vitest'

import type { UpstreamStep } from '@/oauth/provider'

import { failure, redirectUri, testEngine } from './engine'
import { clientSecret, newUpstream } from './stand-ins'

const closings: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closings.splice(0).map((close) => close()))
})

let madeKey: Promise<object> | undefined
const signingKey = () =>
  (madeKey ??= generateKeyPair('ES256', { extractable: true }).then(async ({ privateKey }) => ({
    ...(await exportJWK(privateKey)),
    ...{ alg: 'ES256', use: 'sig', kid: 'the-key' },
  })))

/** The provider with its own login and consent pages, and a browser that fills them in. */
async function peer(client: Partial<ClientMetadata> = {}) {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closings.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'portico',
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token'],
        id_token_signed_response_alg: 'ES256',
        ...client,
      },
    ],
    jwks: { keys: [await signingKey()] },
    cookies: { keys: ['of no importance here'] },
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
    },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: 'Ada Lovelace',
        preferred_username: 'ada',
        email: 'ada@example.com',
        email_verified: true,
      }),
    }),
  })
  const answer = provider.callback()
  server.on('request', (request, response) => void answer(request, response))
  return { issuer, upstream: newUpstream({ options: { issuer } }), signIn }
}

/** Follows redirects and fills in forms until it is sent to us. Answers the query that it brings. */
async function signIn(location: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = location
  let form: URLSearchParams | undefined
  for (let hop = 0; hop < 20; hop += 1) {
    if (url.startsWith(redirectUri)) return new URL(url).search.slice(1)
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: form }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const next = response.headers.get('location')
    const page = await response.text()
    if (next !== null) {
      url = new URL(next, url).href
      form = undefined
    } else {
      const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
      if (action === undefined) throw new Error(`${response.status}: ${page}`)
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? ''
      url = new URL(action, url).href
      form = new URLSearchParams({ prompt, login: 'ada-7', password: 'of no importance' })
    }
  }
  throw new Error('It went in circles.')
}

describe('federation with a provider that is not ours', () => {
  it('signs somebody in: discovery, PKCE, nonce, iss, ID token, UserInfo', async () => {
    const { issuer, upstream, signIn } = await peer()
    const steps: UpstreamStep[] = []
    const arrival = await testEngine().trip(upstream, signIn, (step) => void steps.push(step))
    expect(arrival.person).toMatchObject({
      issuer,
      subject: 'ada-7',
      email: 'ada@example.com',
      isEmailVerified: true,
      username: 'ada',
      name: 'Ada Lovelace',
    })
    expect(steps.every(({ isGood }) => isGood)).toBe(true)
    expect(steps.find(({ what }) => what === 'state, issuer, code')?.found).toContain(issuer)
  })

  it('is known by client_secret_post too', async () => {
    const { upstream, signIn } = await peer({ token_endpoint_auth_method: 'client_secret_post' })
    const options = { ...upstream.options, tokenAuthentication: 'client_secret_post' as const }
    const { person } = await testEngine().trip({ ...upstream, options }, signIn)
    expect(person.subject).toBe('ada-7')
  })

  it('needs no secret as a public client', async () => {
    const { upstream, signIn } = await peer({ token_endpoint_auth_method: 'none' })
    const { person } = await testEngine().trip({ ...upstream, sealedSecret: null }, signIn)
    expect(person.subject).toBe('ada-7')
  })

  it('gives the broker a refresh token, which it rotates', async () => {
    const { issuer, upstream, signIn } = await peer()
    const engine = testEngine()
    const { refreshToken } = await engine.trip({ ...upstream, isBroker: true }, signIn)
    const second = await engine.refresh(upstream, refreshToken!)
    expect(second.person).toMatchObject({ issuer, subject: 'ada-7' })
    expect(second.refreshToken).not.toBe(refreshToken)
    const again = await failure(engine.refresh(upstream, refreshToken!))
    expect(again).toMatchObject({ problem: 'refused', stage: 'token' })
    expect(again.detail).toMatch(/^invalid_grant/)
  })

  it('says what it holds against us', async () => {
    const { upstream, signIn } = await peer()
    const unknown = await failure(testEngine().trip({ ...upstream, sealedSecret: null }, signIn))
    expect(unknown).toMatchObject({ problem: 'refused', stage: 'token' })
    expect(unknown.detail).toMatch(/^invalid_client/)
  })

  it('takes a code with its own verifier only (RFC 7636 §4.6)', async () => {
    const { upstream, signIn } = await peer()
    const engine = testEngine()
    const stolen = new URLSearchParams(
      await signIn((await engine.begin(upstream, redirectUri)).location),
    ).get('code')!
    const injected = async (location: string) => {
      const answer = new URLSearchParams(await signIn(location))
      answer.set('code', stolen)
      return answer.toString()
    }
    const refused = await failure(engine.trip(upstream, injected))
    expect(refused).toMatchObject({ problem: 'refused', stage: 'token' })
  })
})
