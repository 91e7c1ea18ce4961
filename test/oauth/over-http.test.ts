import { request, type IncomingHttpHeaders } from 'node:http'

import { describe, expect, it } from 'vitest'

import { callback } from '../test-provider'
import { listening } from './listening'
import { relyingParty, verifier } from './relying-party'

describe('the endpoints over HTTP', () => {
  it('say which methods there are: 405 with Allow (RFC 9110 §15.5.6)', async () => {
    const { issuer } = await listening()
    for (const [path, allow] of [
      ['/oauth/authorize', 'GET, POST'],
      ['/oauth/token', 'POST, OPTIONS'],
      ['/oauth/userinfo', 'GET, POST, OPTIONS'],
      ['/oauth/introspect', 'POST'],
      ['/oauth/revoke', 'POST, OPTIONS'],
      ['/oauth/jwks', 'GET, HEAD, OPTIONS'],
      ['/oauth/end_session', 'GET, POST'],
      ['/.well-known/openid-configuration', 'GET, HEAD, OPTIONS'],
    ] as const) {
      const allowed = allow.split(', ')
      const others = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter(
        (method) => !allowed.includes(method),
      )
      for (const method of others) {
        const answer = await fetch(issuer + path, { method, redirect: 'manual' })
        expect([method, path, answer.status, answer.headers.get('allow')]).toEqual([
          ...[method, path, 405, allow],
        ])
      }
    }
  })

  it('hand on a redirect URI byte for byte, to the code and back', async () => {
    const { op, issuer } = await listening()
    const app = await relyingParty(op, {
      isFirstParty: true,
      redirectUris: ['http://127.0.0.1/cb'],
    })
    const browser = await op.signedIn(await op.user())
    const cookie = `portico-session=${browser.cookies['portico-session']}`
    const redirect_uri = 'http://127.0.0.1:51004/cb'
    const { location } = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
      const url = issuer + app.path({ redirect_uri, state: "'|é" })
      request(url, { headers: { cookie } }, (answer) => {
        answer.resume()
        resolve(answer.headers)
      })
        .on('error', reject)
        .end()
    })
    expect(location?.startsWith(`${redirect_uri}?code=`)).toBe(true)
    const { searchParams } = new URL(location!)
    expect(searchParams.get('state')).toBe("'|é")
    const code = searchParams.get('code')!
    expect((await app.redeem(code, { redirect_uri })).status).toBe(200)
  })

  it('leave no query, body or header in the log', async () => {
    const { op, issuer } = await listening()
    const app = await relyingParty(op)
    const browser = await op.signedIn(await op.user())
    const code = await app.code(browser)
    const post = async (path: string, fields: Record<string, string>, headers = {}) =>
      fetch(issuer + path, { method: 'POST', body: new URLSearchParams(fields), headers })
    const own = { client_id: app.id, client_secret: app.secret! }
    const answer = await post('/oauth/token', {
      ...own,
      ...{
        grant_type: 'authorization_code',
        code,
        redirect_uri: callback,
        code_verifier: verifier,
      },
    })
    const tokens = (await answer.json()) as Record<string, string>
    const [accessToken, idToken] = [tokens['access_token']!, tokens['id_token']!]
    await fetch(`${issuer}/oauth/userinfo?access_token=${accessToken}`)
    await fetch(`${issuer}/oauth/userinfo`, { headers: { Authorization: `Bearer ${accessToken}` } })
    await fetch(`${issuer}/oauth/end_session?id_token_hint=${idToken}`)
    await post(`/oauth/token?client_secret=${app.secret}`, { ...own, code, refresh_token: 'prt_x' })
    expect(op.logged()).toContain('"path":"/oauth/token"')
    for (const secret of [code, app.secret!, accessToken, idToken, verifier, 'prt_x']) {
      expect(op.logged()).not.toContain(secret)
    }
  })
})
