// The OAuth client of the Model Context Protocol's SDK shares no code with us: it is the judge. It knows the address of a
// server of tools and nothing else, and finds its way from there: metadata, registration, code, refresh.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { auth, type OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js'
import type { OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'

import { listeningInStep } from '../listening'

const redirectUrl = 'http://localhost:5500/callback'

const closings: (() => void)[] = []
afterEach(() => {
  for (const close of closings.splice(0)) close()
})

/** A server of tools, which says whose tokens it takes — RFC 9728. */
async function startTools(issuer: string): Promise<string> {
  const server = createServer((request, response) => {
    const isAsked = request.url === '/.well-known/oauth-protected-resource/mcp'
    const scopes_supported = ['openid', 'profile', 'offline_access']
    const facts = { resource: `${origin}/mcp`, authorization_servers: [issuer], scopes_supported }
    response.writeHead(isAsked ? 200 : 404, { 'Content-Type': 'application/json' })
    response.end(isAsked ? JSON.stringify(facts) : '{}')
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  closings.push(() => server.close())
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return origin
}

/** What the SDK's client keeps. */
class Assistant implements OAuthClientProvider {
  readonly redirectUrl = redirectUrl
  readonly clientMetadata = {
    client_name: 'Assistant',
    redirect_uris: [redirectUrl],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    scope: 'openid profile offline_access',
  }
  information: Awaited<ReturnType<OAuthClientProvider['clientInformation']>>
  kept: OAuthTokens | undefined
  verifier = ''
  /** Where the person is sent. */
  place: URL | undefined

  state = () => 'a state'
  clientInformation = () => this.information
  saveClientInformation = (information: NonNullable<Assistant['information']>) => {
    this.information = information
  }
  tokens = () => this.kept
  saveTokens = (tokens: OAuthTokens) => {
    this.kept = tokens
  }
  saveCodeVerifier = (verifier: string) => {
    this.verifier = verifier
  }
  codeVerifier = () => this.verifier
  redirectToAuthorization = (place: URL) => {
    this.place = place
  }
}

async function world() {
  const { op, issuer } = await listeningInStep({ dynamicRegistration: 'open' })
  const alice = await op.user()
  const browser = await op.signedIn(alice)
  const assistant = new Assistant()

  /** The person goes where they are sent, and allows it. @returns the code */
  const allow = async (): Promise<string> => {
    await browser.open(assistant.place!.pathname + assistant.place!.search)
    const { location } = await browser.submit('/consent', { decision: 'allow' })
    expect(location.startsWith(`${redirectUrl}?`), location).toBe(true)
    const { searchParams } = new URL(location)
    expect(searchParams.get('state')).toBe('a state')
    return searchParams.get('code')!
  }
  /** Judges the access token by the published keys — RFC 9068 §4. */
  const verify = async (audience: string) => {
    const keys = createRemoteJWKSet(new URL(`${issuer}/oauth/jwks`))
    const rules = { issuer, audience, typ: 'at+jwt' }
    return (await jwtVerify(assistant.kept!.access_token, keys, rules)).payload
  }
  return { op, issuer, alice, assistant, allow, verify }
}

describe('the MCP SDK’s OAuth client', () => {
  it('registers, signs a person in with PKCE, and refreshes, where we are its server’s own origin', async () => {
    const { op, issuer, alice, assistant, allow, verify } = await world()
    const serverUrl = `${issuer}/mcp`
    expect(await auth(assistant, { serverUrl })).toBe('REDIRECT')
    const { client_id: id } = assistant.information!
    expect(await op.stores.clients.find(id)).toMatchObject({ name: 'Assistant', isPublic: true })

    const authorizationCode = await allow()
    expect(await auth(assistant, { serverUrl, authorizationCode })).toBe('AUTHORIZED')
    expect(await verify(id)).toMatchObject({ sub: alice.id, client_id: id })
    const { access_token: first, refresh_token: refreshToken } = assistant.kept!

    expect(await auth(assistant, { serverUrl })).toBe('AUTHORIZED')
    expect(assistant.kept!.access_token).not.toBe(first)
    expect(assistant.kept!.refresh_token).not.toBe(refreshToken)
    expect((await verify(id)).sub).toBe(alice.id)
  })

  it('gets tokens for a server elsewhere, once its registration names that resource (RFC 8707)', async () => {
    const { op, issuer, alice, assistant, allow, verify } = await world()
    const origin = await startTools(issuer)
    const serverUrl = `${origin}/mcp`
    expect(await auth(assistant, { serverUrl })).toBe('REDIRECT')
    expect(assistant.place!.searchParams.get('resource')).toBe(serverUrl)

    const { client_id: id } = assistant.information!
    const registered = (await op.stores.clients.find(id))!
    const options = { ...registered.options, resources: [serverUrl] }
    await op.stores.clients.update(id, { ...registered, options })

    const authorizationCode = await allow()
    expect(await auth(assistant, { serverUrl, authorizationCode })).toBe('AUTHORIZED')
    expect(await verify(serverUrl)).toMatchObject({ sub: alice.id, client_id: id })
    expect(await auth(assistant, { serverUrl })).toBe('AUTHORIZED')
    expect((await verify(serverUrl)).sub).toBe(alice.id)
  })

  it('begins anew when its refresh token is revoked', async () => {
    const { issuer, assistant, allow } = await world()
    const serverUrl = `${issuer}/mcp`
    await auth(assistant, { serverUrl })
    await auth(assistant, { serverUrl, authorizationCode: await allow() })
    await fetch(`${issuer}/oauth/revoke`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: assistant.information!.client_id,
        token: assistant.kept!.refresh_token!,
      }),
    })
    assistant.place = undefined
    const again = Object.assign(assistant, {
      invalidateCredentials: () => {
        assistant.kept = undefined
      },
    })
    expect(await auth(again, { serverUrl })).toBe('REDIRECT')
    expect(assistant.place).toBeDefined()
  })
})
