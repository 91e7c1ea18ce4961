// Other sign-ons that people come from: one that behaves, on a library that has nothing to do with Portico and with a login
// form of its own, and one that does not.
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { Provider } from 'oidc-provider'
import { expect, type Page } from 'playwright/test'

export const clientId = 'portico'
export const clientSecret = 'the secret that the upstream gave out'

export type Upstream = { readonly issuer: string; readonly close: () => Promise<void> }

/** oidc-provider with its own pages. Whoever types a name is that person, with the address `<name>@example.com`. */
export async function startUpstream(redirectUri: string): Promise<Upstream> {
  const server = createServer()
  const issuer = await listening(server)
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'key-1' }] },
    cookies: { keys: ['of no importance here'] },
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
    },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: `${id} Miller`,
        preferred_username: id,
        email: `${id}@example.com`,
        email_verified: true,
      }),
    }),
  })
  const answer = provider.callback()
  server.on('request', (request, response) => void answer(request, response))
  return { issuer, close: () => closed(server) }
}

/** On the upstream's own pages: its login form, and its consent where it asks. */
export async function signInThere(page: Page, name: string): Promise<void> {
  await page.locator('input[name=login]').fill(name)
  await page.locator('input[name=password]').fill('of no importance')
  await page.locator('button[type=submit]').click()
  await expect(page.getByRole('heading', { name: 'Authorize' })).toBeVisible()
  await page.locator('button[type=submit]').click()
}

/** What a sign-on can do wrong. */
export type Misdeed = 'html' | 'audience' | 'nonce' | 'no-subject' | 'redirect' | 'denied'

/** A sign-on that asks nobody anything and does one thing wrong. */
export async function startHostileUpstream(misdeed: Misdeed): Promise<Upstream> {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), alg: 'RS256', use: 'sig', kid: 'key-1' }
  let nonce = ''
  const answer: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const json = (body: unknown) =>
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body))
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        if (misdeed === 'html') return response.end('<!doctype html><h1>Welcome</h1>')
        return json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        })
      case '/jwks':
        return json({ keys: [jwk] })
      case '/authorize': {
        nonce = url.searchParams.get('nonce') ?? ''
        const back = new URL(url.searchParams.get('redirect_uri') ?? '')
        back.searchParams.set('state', url.searchParams.get('state') ?? '')
        if (misdeed === 'denied') back.searchParams.set('error', 'access_denied')
        else back.searchParams.set('code', 'code-1')
        return response.writeHead(302, { Location: back.href }).end()
      }
      default:
        if (misdeed === 'redirect') return response.writeHead(302, { Location: '/elsewhere' }).end()
        return void idToken().then((id_token) =>
          json({ access_token: 'at', token_type: 'Bearer', id_token }),
        )
    }
  }
  const idToken = () => {
    const claims: JWTPayload = {
      iss: issuer,
      aud: misdeed === 'audience' ? 'another app' : clientId,
      ...(misdeed !== 'no-subject' && { sub: 'somebody' }),
      nonce: misdeed === 'nonce' ? 'another one' : nonce,
    }
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey)
  }
  const server = createServer(answer)
  const issuer = await listening(server)
  return { issuer, close: () => closed(server) }
}

/** The address: not `localhost`, where its cookies would be Portico's, too. */
async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
