// simple-oauth2 shares no code with us: it is the judge. It finds us at its own default paths.
import { AuthorizationCode, ClientCredentials, type ModuleOptions } from 'simple-oauth2'
import { describe, expect, it } from 'vitest'

import { callback } from '../../test-provider'
import { listeningInStep } from '../listening'
import { relyingParty } from '../relying-party'

type Method = 'header' | 'body'

async function world(authorizationMethod: Method) {
  const { op, issuer } = await listeningInStep()
  const alice = await op.user()
  const app = await relyingParty(op, { pkce: 'optional' }) // it knows none
  const options: ModuleOptions = {
    client: { id: app.id, secret: app.secret! },
    auth: { tokenHost: issuer },
    http: { json: true }, // a revocation is answered without a body (RFC 7009 §2.2), which is no JSON
    options: { authorizationMethod },
  }
  return { op, alice, app, options, browser: await op.signedIn(alice) }
}

for (const method of ['header', 'body'] as const) {
  describe(`simple-oauth2, with its credentials in the ${method}`, () => {
    it('completes code, refresh and revocation', async () => {
      const { alice, app, options, browser } = await world(method)
      const client = new AuthorizationCode(options)
      const place = client.authorizeURL({
        redirect_uri: callback,
        scope: ['openid', 'email', 'offline_access'],
        state: 'a state',
        ...{ prompt: 'consent' },
      })
      const { pathname, search } = new URL(place)
      await browser.open(pathname + search)
      const { location } = await browser.submit('/consent', { decision: 'allow' })
      const { searchParams } = new URL(location)
      expect(searchParams.get('state')).toBe('a state')

      const code = searchParams.get('code')!
      const first = await client.getToken({ code, redirect_uri: callback })
      expect(first.expired()).toBe(false)
      expect(first.token).toMatchObject({ token_type: 'Bearer', scope: expect.any(String) })
      const { body } = await app.userinfo(String(first.token['access_token']))
      expect(body).toMatchObject({ sub: alice.id, email: alice.email })

      const second = await first.refresh({ scope: 'openid' })
      expect(second.token['access_token']).not.toBe(first.token['access_token'])
      expect(second.token['scope']).toBe('openid')
      await second.revoke('refresh_token')
      await expect(second.refresh()).rejects.toMatchObject({
        output: { statusCode: 400 },
        data: { payload: { error: 'invalid_grant' } },
      })
    })

    it('gets a token of its own by client credentials', async () => {
      const { app, options } = await world(method)
      const accessToken = await new ClientCredentials(options).getToken({ scope: 'openid' })
      expect(accessToken.expired()).toBe(false)
      const inspected = await app.introspect(String(accessToken.token['access_token']))
      expect(inspected.body).toMatchObject({ active: true, sub: app.id })
    })

    it('is refused with another secret', async () => {
      const { options } = await world(method)
      const wrong = { ...options, client: { ...options.client, secret: 'guessed' } }
      const refused = new ClientCredentials(wrong).getToken({})
      await expect(refused).rejects.toMatchObject({
        output: { statusCode: 401 },
        data: { payload: { error: 'invalid_client' } },
      })
    })
  })
}
