import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'

import { deviceCodeGrant as redeemDeviceCode } from '@/oauth/grants/device-code'
import { readParameters } from '@/oauth/parameters'

import { atOnce } from '../../stores/fixtures'
import {
  decide,
  deviceCodeGrant,
  deviceTokens,
  deviceWorld,
  newCode,
  openCode,
  poll,
} from '../device-app'
import { expectOAuthError, publicValues, relyingParty } from '../relying-party'

const offline = { scope: 'openid offline_access' }

describe('a device that waits (RFC 8628 §3.5)', () => {
  it('is told authorization_pending until its person has decided, at its pace', async () => {
    const { op, app, browser } = await deviceWorld()
    const asked = await newCode(app)
    for (let count = 0; count < 3; count += 1) {
      expectOAuthError(await poll(app, asked), 400, 'authorization_pending')
      op.passes({ seconds: 5 })
    }
    await openCode(browser, asked) // looking is not deciding
    expectOAuthError(await poll(app, asked), 400, 'authorization_pending')
  })

  it('that asks too early is slowed down by 5 seconds, for good', async () => {
    const { op, app } = await deviceWorld()
    const asked = await newCode(app)
    await poll(app, asked)
    op.passes({ seconds: 4 })
    expectOAuthError(await poll(app, asked), 400, 'slow_down') // from now on 10 s
    op.passes({ seconds: 9 })
    expectOAuthError(await poll(app, asked), 400, 'slow_down') // from now on 15 s
    op.passes({ seconds: 15 })
    expectOAuthError(await poll(app, asked), 400, 'authorization_pending')
    op.passes({ seconds: 14 })
    expectOAuthError(await poll(app, asked), 400, 'slow_down')
  })

  it('is answered by what was decided, however early it asks', async () => {
    const { app, browser } = await deviceWorld()
    const asked = await newCode(app)
    await poll(app, asked)
    await decide(browser, asked)
    expect((await poll(app, asked)).status).toBe(200)
    const denied = await newCode(app)
    await poll(app, denied)
    await decide(browser, denied, 'deny')
    expectOAuthError(await poll(app, denied), 400, 'access_denied')
    expectOAuthError(await poll(app, denied), 400, 'access_denied')
  })

  it('is told expired_token from the tenth minute on, allowed or not', async () => {
    const { op, app, browser } = await deviceWorld()
    const [waiting, allowed, denied] = [await newCode(app), await newCode(app), await newCode(app)]
    await decide(browser, allowed)
    await decide(browser, denied, 'deny')
    op.passes({ seconds: 599 })
    expectOAuthError(await poll(app, waiting), 400, 'authorization_pending')
    op.passes({ seconds: 1 })
    for (const asked of [waiting, allowed, denied]) {
      expectOAuthError(await poll(app, asked), 400, 'expired_token')
    }
  })
})

describe('the device code grant (RFC 8628 §3.4)', () => {
  it('gives the tokens of RFC 6749 §5.1, to be cached by nobody', async () => {
    const { app, browser } = await deviceWorld()
    const asked = await newCode(app)
    await decide(browser, asked)
    const answer = await poll(app, asked)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(answer.body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid',
      id_token: expect.any(String),
    })
    expect(await app.isLive(answer.body.access_token)).toBe(true)
  })

  it('says in the ID token when and how the person signed in, and no nonce and no session', async () => {
    const { op, app, alice, browser } = await deviceWorld()
    const authTime = Math.floor(op.now().getTime() / 1000)
    op.passes({ minutes: 7 })
    const { id_token: idToken } = await deviceTokens(app, browser)
    const claims = decodeJwt(idToken)
    expect(claims).toMatchObject({ sub: alice.id, aud: app.id, auth_time: authTime, amr: ['pwd'] })
    expect(claims).not.toHaveProperty('nonce')
    expect(claims).not.toHaveProperty('sid')
  })

  it('gives a refresh token for offline_access to a client that may refresh: no prompt is needed', async () => {
    const { op, app, browser } = await deviceWorld()
    const tokens = await deviceTokens(app, browser, offline)
    expect(tokens).toMatchObject({ ...offline, refresh_token: expect.stringMatching(/^prt_/) })
    expect((await app.refresh(tokens.refresh_token)).status).toBe(200)
    expect(await deviceTokens(app, browser)).not.toHaveProperty('refresh_token')

    const short = await relyingParty(op, { ...publicValues, grantTypes: [deviceCodeGrant] })
    expect(await deviceTokens(short, browser, offline)).not.toHaveProperty('refresh_token')
  })

  it('gives no refresh token to a client that has lost the grant since', async () => {
    const { op, app, browser } = await deviceWorld()
    const asked = await newCode(app, offline)
    await decide(browser, asked)
    const grantTypes = [deviceCodeGrant] as const
    await op.stores.clients.update(app.id, { ...app.client, grantTypes })
    expect((await poll(app, asked)).body).not.toHaveProperty('refresh_token')
  })

  it('says the same of a code that is unknown, garbage, or a secret of another kind', async () => {
    const { app, browser } = await deviceWorld()
    const tokens = await deviceTokens(app, browser, offline)
    const { user_code: userCode } = await newCode(app)
    const bodies = new Set<string>()
    for (const code of [
      'nothing',
      `pdc_${'x'.repeat(43)}`,
      tokens.refresh_token,
      tokens.access_token,
      userCode,
      '\0',
      'x'.repeat(9000),
    ]) {
      const answer = await poll(app, { device_code: code })
      expectOAuthError(answer, 400, 'invalid_grant')
      bodies.add(answer.text)
    }
    expect(bodies.size).toBe(1)
    expectOAuthError(await app.token({ grant_type: deviceCodeGrant }), 400, 'invalid_request')
    const empty = await app.token({ grant_type: deviceCodeGrant, device_code: '' })
    expectOAuthError(empty, 400, 'invalid_request')
  })

  it('is for the client that asked; another one changes nothing (§5.2)', async () => {
    const { op, app, browser } = await deviceWorld()
    const other = await relyingParty(op, { ...publicValues, grantTypes: [deviceCodeGrant] })
    const asked = await newCode(app)
    expectOAuthError(await poll(other, asked), 400, 'invalid_grant')
    await decide(browser, asked)
    const answer = await poll(other, asked)
    expectOAuthError(answer, 400, 'invalid_grant')
    const unknown = await poll(other, { device_code: `pdc_${'x'.repeat(43)}` })
    expect(answer.text).toBe(unknown.text)
    const { body } = await poll(app, asked)
    expectOAuthError(await poll(other, asked), 400, 'invalid_grant')
    expect(await app.isLive(body.access_token)).toBe(true)
  })

  it('asks a client with a secret for it', async () => {
    const { op, app, browser } = await deviceWorld({
      isPublic: false,
      authenticationMethod: 'client_secret_basic',
    })
    const asked = await newCode(app)
    await decide(browser, asked)
    const fields = { grant_type: deviceCodeGrant, device_code: asked.device_code }
    const bare = await op.post('/oauth/token', { client_id: app.id, ...fields })
    expectOAuthError(bare, 401, 'invalid_client')
    expect((await poll(app, asked)).status).toBe(200)
  })

  it('refuses a code the second time, and revokes what the first use bought', async () => {
    const { app, browser } = await deviceWorld()
    const asked = await newCode(app, offline)
    await decide(browser, asked)
    const { body: first } = await poll(app, asked)
    expectOAuthError(await poll(app, asked), 400, 'invalid_grant')
    expect(await app.isLive(first.access_token)).toBe(false)
    expectOAuthError(await app.refresh(first.refresh_token), 400, 'invalid_grant')
  })

  it('gives one of many who ask at once the tokens', async () => {
    const { app, browser } = await deviceWorld()
    const asked = await newCode(app, offline)
    await decide(browser, asked)
    const answers = await atOnce(8, () => poll(app, asked))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expectOAuthError(answer, 400, 'invalid_grant')
    }
  })

  it('gives tokens for the one resource that was asked for (RFC 8707 §2.2); a wrong one uses nothing up', async () => {
    const { op, app, browser } = await deviceWorld()
    const resource = 'https://api.notes.example/'
    const options = { ...app.client.options, resources: [resource, 'https://two.example/'] }
    await op.stores.clients.update(app.id, { ...app.client, options })
    const asked = await newCode(app, { resource })
    await decide(browser, asked)
    const wrong = await poll(app, asked, { resource: 'https://two.example/' })
    expectOAuthError(wrong, 400, 'invalid_target')
    const { body } = await poll(app, asked)
    expect(decodeJwt(body.access_token).aud).toBe(resource)
  })
})

describe('what a device was given', () => {
  it('goes on when the person signs out of the browser', async () => {
    const { op, app, alice, browser } = await deviceWorld()
    const asked = await newCode(app, offline)
    await decide(browser, asked)
    await browser.open('/sign-out')
    await browser.submit('/sign-out', {})
    const { body } = await poll(app, asked)
    expect(await app.isLive(body.access_token)).toBe(true)
    await op.stores.sessions.endAll(alice.id, null, op.now()) // everywhere means everywhere
    expect(await app.isLive(body.access_token)).toBe(false)
    expectOAuthError(await app.refresh(body.refresh_token), 400, 'invalid_grant')
  })

  it.each([
    ['the user is disabled', 'invalid_grant'],
    ['the consent is withdrawn', 'invalid_grant'],
    ['the client is disabled', 'invalid_client'],
    ['the client is deleted', 'invalid_client'],
  ])('is nothing when %s before it asks', async (ending, error) => {
    const { op, app, alice, browser } = await deviceWorld()
    const asked = await newCode(app)
    await decide(browser, asked)
    const { users, clients, consents } = op.stores
    if (ending.startsWith('the user')) await users.setDisabled(alice.id, op.now())
    else if (ending.startsWith('the consent')) await consents.withdraw(alice.id, app.id, op.now())
    else if (ending.endsWith('deleted')) await clients.delete(app.id)
    else await clients.setDisabled(app.id, op.now())
    const answer = await poll(app, asked)
    expectOAuthError(answer, error === 'invalid_client' ? 401 : 400, error)
  })

  it('is bound to the key that the token request proves (RFC 9449 §5)', async () => {
    const { op, app, browser } = await deviceWorld()
    const asked = await newCode(app, offline)
    await decide(browser, asked)
    const parameters = readParameters(`device_code=${asked.device_code}`)
    const request = { client: app.client, parameters, thumbprint: 'the-key' }
    const response = await redeemDeviceCode(request, op.provider)
    const body = (await response.json()) as Record<string, string>
    expect(body['token_type']).toBe('DPoP')
    expect(decodeJwt(body['access_token']!)['cnf']).toEqual({ jkt: 'the-key' })
    expectOAuthError(await app.refresh(body['refresh_token']!), 400, 'invalid_dpop_proof')
  })
})
