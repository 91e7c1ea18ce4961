import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { allowedScope, grantedScope } from '@/dialects/login-redirect/scope'
import { covers } from '@/oauth/scope'

import { newClient } from '../../stores/fixtures'
import { loginPath, received, testProvider, type TestProvider } from '../../test-provider'

describe('scope', () => {
  it.each([
    ['0', 'openid'],
    ['1', 'openid profile'],
    ['2', 'openid email'],
    ['3', 'openid profile email'],
    ['16', 'openid offline_access'],
    ['19', 'openid profile email offline_access'],
    ['openid', 'openid'],
    ['profile', 'openid profile'],
    ['email  profile email', 'openid profile email'],
    ['profile unheard-of', 'openid profile'],
    ['', 'openid'],
  ])(
    '%j gives %j: a bit mask or names, `openid` always, unknown ones ignored',
    async (scope, granted) => {
      const op = await testProvider()
      const browser = await op.signedIn(await op.user())
      const answer = await op.authorized(browser, await op.client({ isFirstParty: true }), {
        scope,
      })
      expect(await scopeOf(op, answer)).toBe(granted)
    },
  )

  it('is narrowed to what the client’s registration allows', async () => {
    const op = await testProvider()
    const browser = await op.signedIn(await op.user())
    const client = await op.client({ isFirstParty: true, scopes: ['profile'] })
    const answer = await op.authorized(browser, client, { scope: '31' })
    expect(await scopeOf(op, answer)).toBe('openid profile')
  })

  it.each(['32', '-1', '1.5', '1e1', '99999', '0x1', '3 profile'])(
    '%j is a number and no mask: invalid_scope',
    async (scope) => {
      const op = await testProvider()
      const answer = await op.get(loginPath(await op.client(), { scope, state: 's' }))
      expect(received(answer)).toEqual({ error: 'invalid_scope', state: 's' })
    },
  )

  it('is granted within the registration, whatever is asked', () => {
    const client = newClient({ scopes: ['profile', 'phone'] })
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.integer()), (asked) => {
        const scope = grantedScope(asked, client)
        if (scope !== null) expect(covers('openid profile phone', scope)).toBe(true)
        if (scope !== null) expect(allowedScope(scope, client)).toBe(scope)
      }),
      { seed: 1 },
    )
  })
})

async function scopeOf(op: TestProvider, answer: Readonly<Record<string, string>>) {
  return (await op.provider.keys.verify('at+jwt', answer['access_token']!))?.['scope']
}
