import { describe, expect, it } from 'vitest'

import { expectErrorPage } from '../test-browser'
import { testProvider } from '../test-provider'

const path = '/playground/form-post'

describe('the playground, answered by a form', () => {
  it('hands the answer on to its page (OAuth 2.0 Form Post Response Mode §2)', async () => {
    const op = await testProvider({ settings: { playground: true } })
    const answer = { code: 'pac_+/', state: 'a b', iss: op.settings.issuer, utm: 'x' }
    const { status, location } = await op.browser().post(path, answer)
    const url = new URL(location, op.settings.issuer)
    expect([status, url.pathname]).toEqual([303, '/playground'])
    expect(Object.fromEntries(url.searchParams)).toEqual({
      flow: 'code',
      code: 'pac_+/',
      state: 'a b',
      iss: op.settings.issuer,
    })
  })

  it('hands on what is none as nothing', async () => {
    const op = await testProvider({ settings: { playground: true } })
    expect((await op.browser().post(path, {})).location).toBe('/playground?flow=code')
  })

  it('is not there while the playground is off', async () => {
    const op = await testProvider({ settings: { playground: false } })
    expectErrorPage(await op.browser().post(path, { code: 'c' }), 404, 'not-found')
  })
})
