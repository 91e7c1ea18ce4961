import { describe, expect, it } from 'vitest'

import { outOfBandUri } from '@/model/client'
import { oauthErrorCodes } from '@/model/oauth-errors'

import { bearer, expectOAuthError, oauthProvider, relyingParty } from '../../oauth/relying-party'
import { expectErrorPage } from '../../test-browser'
import { outOfBand, plainRequest, railsValues, railsWorld } from './rails-client'

const codeOn = (page: string): string | undefined => /id="code"[^>]*>([^<]+)</.exec(page)?.[1]

describe('an authorization whose redirect URI is urn:ietf:wg:oauth:2.0:oob', () => {
  it('ends on a page of ours that shows the code, which buys tokens', async () => {
    const { app, alice, browser } = await railsWorld()
    const answer = await app.visit(browser, outOfBand)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.text).toContain('Notes')
    const code = codeOn(answer.text)!
    expect(code).toMatch(/^pac_[\w-]{43}$/)

    const { body } = await app.redeem(code, { redirect_uri: outOfBandUri, code_verifier: null })
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 7200 })
    expect(alice.id).toBe(
      (await app.op.get('/oauth/token/info', bearer(body.access_token))).body.resource_owner_id,
    )
  })

  it('leads there by 303, with the code alone in the query', async () => {
    const { app, browser } = await railsWorld()
    await app.visit(browser, outOfBand) // consents
    const answer = await app.op.get(app.path(outOfBand), { cookies: browser.cookies })
    expect(answer.status).toBe(303)
    expect(answer.location).toMatch(/^\/oauth\/authorize\/native\?code=pac_[\w-]{43}$/)
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('says on the consent page that the person stays here', async () => {
    const { app, browser, op } = await railsWorld()
    const { text } = await browser.open(app.path(outOfBand))
    expect(text).toContain(`>${new URL(op.settings.issuer).host}<`)
  })

  it('shows why there is no code: the person pressed Cancel, or the request was bad', async () => {
    const { app, browser } = await railsWorld()
    await browser.open(app.path(outOfBand))
    const denied = await browser.submit('/consent', { decision: 'deny' })
    expect(denied.status).toBe(400)
    expect(denied.text).toContain('You did not let the app in')
    expect(denied.text).not.toContain('access_denied') // nothing is broken

    const bad = await browser.open(app.path({ ...outOfBand, response_type: 'token' }))
    expect(bad.status).toBe(400)
    expect(bad.text).toContain('href="/docs/errors/unsupported_response_type"')
    expect(codeOn(bad.text)).toBeUndefined()
  })

  it.each(['fragment', 'form_post'])('is not led astray by response_mode=%s', async (mode) => {
    const { app, browser } = await railsWorld()
    const answer = await app.visit(browser, { ...outOfBand, response_mode: mode })
    expect(codeOn(answer.text)).toMatch(/^pac_/)
  })

  it('is a page with the switch that is off, for a client without the dialect', async () => {
    const { app, browser } = await railsWorld({ dialects: ['oauth'] })
    const answer = await browser.open(app.path(outOfBand))
    expectErrorPage(answer, 403, 'dialect-off')
    expect(answer.text).toContain('rails')
  })

  it('is refused where it is not registered', async () => {
    const { app, browser } = await railsWorld({ redirectUris: ['https://notes.example/callback'] })
    expectErrorPage(await browser.open(app.path(outOfBand)), 400, 'redirect-uri-unregistered')
  })

  it('leaves ten minutes to carry the code over; one to the address of an app has one', async () => {
    const { op, app, browser } = await railsWorld()
    const byHand = codeOn((await app.visit(browser, outOfBand)).text)!
    const late = codeOn((await app.visit(browser, outOfBand)).text)!
    const byRedirect = await app.code(browser, plainRequest)
    op.passes({ seconds: 61 })
    const own = { code_verifier: null }
    expectOAuthError(await app.redeem(byRedirect, own), 400, 'invalid_grant')
    op.passes({ seconds: 538 })
    const sent = { ...own, redirect_uri: outOfBandUri }
    expect((await app.redeem(byHand, sent)).status).toBe(200)
    op.passes({ seconds: 1 })
    expectOAuthError(await app.redeem(late, sent), 400, 'invalid_grant')
  })

  it('binds the code to it: another redirect URI, or none, buys nothing (RFC 6749 §4.1.3)', async () => {
    const { app, browser } = await railsWorld()
    for (const uri of [null, app.client.redirectUris[0]]) {
      const code = codeOn((await app.visit(browser, outOfBand)).text)!
      const answer = await app.redeem(code, { redirect_uri: uri, code_verifier: null })
      expectOAuthError(answer, 400, 'invalid_grant')
    }
  })
})

describe('the page that shows a code', () => {
  const show = (query: string) => `/oauth/authorize/native?${query}`

  it('shows nothing but a code that works: no text of somebody else’s', async () => {
    const { op, app, browser } = await railsWorld()
    const code = codeOn((await app.visit(browser, outOfBand)).text)!
    const elsewhere = await app.code(browser, plainRequest)
    for (const sent of ['call+0800+123', `pac_${'A'.repeat(43)}`, elsewhere]) {
      const answer = await op.get(show(`code=${sent}`))
      expectErrorPage(answer, 410, 'link-unusable')
      expect(answer.text).not.toContain(sent.replaceAll('+', ' '))
    }
    expect((await op.get(show(`code=${code}`))).status).toBe(200)
    await app.redeem(code, { redirect_uri: outOfBandUri, code_verifier: null })
    expectErrorPage(await op.get(show(`code=${code}`)), 410, 'link-unusable')
  })

  it('shows no code that has expired', async () => {
    const { op, app, browser } = await railsWorld()
    const code = codeOn((await app.visit(browser, outOfBand)).text)!
    op.passes({ seconds: 600 })
    expectErrorPage(await op.get(show(`code=${code}`)), 410, 'link-unusable')
  })

  it.each(['', 'code=', 'code=a&code=b', 'error=', 'error=hacked', 'error=%3Cb%3E', 'state=x'])(
    'refuses the query %j',
    async (query) => {
      const op = await oauthProvider()
      expectErrorPage(await op.get(show(query)), 400, 'request-malformed')
    },
  )

  it.each(oauthErrorCodes.filter((code) => code !== 'access_denied'))(
    'explains %s',
    async (code) => {
      const op = await oauthProvider()
      const answer = await op.get(show(`error=${code}`))
      expect(answer.status).toBe(400)
      expect(answer.text).toContain(`href="/docs/errors/${code}"`)
    },
  )

  it('says it in French to whom it speaks so', async () => {
    const op = await oauthProvider()
    await relyingParty(op, railsValues)
    const headers = { 'Accept-Language': 'fr' }
    const answer = await op.get(show('error=access_denied'), { headers })
    expect(answer.text).toContain('Vous n’avez pas laissé entrer l’application')
  })
})
