import { describe, expect, it } from 'vitest'

import { brokerEn } from '@/ui/messages/broker.en'

import { callback } from '../../test-provider'
import { app, brokerWorld, explained, list, loginPath } from './broker-world'
import { failure } from './played-upstream'

const { problems } = brokerEn

describe('GET /api/auth/login sends a person to the upstream from a place that is allowed', () => {
  it.each([
    ['an origin of the list', app],
    ['any address of it', `${app}/a/b?c=d#e`],
    ['its port, written out', `${app}:443/a`],
    ['its host in capitals', 'https://APP.example/a'],
    ['a whole URL of the list', 'https://shop.example/in?x=1'],
  ])('%s', async (_name, place) => {
    const { op } = await brokerWorld()
    const answer = await op.get(loginPath(place))
    expect(answer.status).toBe(303)
    expect(answer.location).toMatch(/^https:\/\/wp\.example\/oauth\/authorize\?state=/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('takes the Referer where there is no follow, and follow where there are both', async () => {
    const { op } = await brokerWorld()
    const away = await op.get('/api/auth/login', { headers: { Referer: `${app}/` } })
    expect(away.location).toMatch(/^https:\/\/wp\.example\//)
    const headers = { Referer: 'https://evil.example/' }
    expect((await op.get(loginPath(app), { headers })).location).toMatch(/^https:\/\/wp\./)
    const evil = await op.get(loginPath('https://evil.example/'), {
      headers: { Referer: `${app}/` },
    })
    expect(evil.location).toMatch(/error=place_not_allowed/)
  })

  it('a redirect URI of an app that has the broker switched on, to the letter', async () => {
    const { op } = await brokerWorld()
    await op.client({ dialects: ['login-redirect', 'broker'] })
    expect((await op.get(loginPath(callback))).location).toMatch(/^https:\/\/wp\.example\//)
    for (const other of [`${callback}/`, `${callback}?a=1`, callback.replace('callback', 'x')]) {
      expect((await op.get(loginPath(other))).location).toMatch(/error=place_not_allowed/)
    }
  })

  it('not of one that is disabled or has it off', async () => {
    const { op } = await brokerWorld()
    await op.client()
    expect((await op.get(loginPath(callback))).location).toMatch(/error=place_not_allowed/)
    const { id } = await op.client({ dialects: ['broker'] })
    await op.stores.clients.setDisabled(id, op.now())
    expect((await op.get(loginPath(callback))).location).toMatch(/error=place_not_allowed/)
  })
})

describe('GET /api/auth/login refuses', () => {
  it.each([
    'https://evil.example/',
    'https://app.example.evil.example/',
    'https://app.example@evil.example/',
    'https://user@app.example/',
    'https://evil.example/https://app.example/',
    'https://evil.example\\@app.example/',
    'https://app.example\\.evil.example/',
    'https://app.example:444/',
    'https://sub.app.example/',
    'http://app.example/',
    '//app.example/',
    'app.example',
    'blob:https://app.example/7c2d',
    'javascript:alert(1)//https://app.example',
    'data:text/html,x',
    'https://shop.example/in',
    'https://shop.example/in?x=1&y=2',
    'https://shop.example/in?x=1#a',
    'https://SHOP.example/in?x=1',
    ' https://app.example/',
    'https://app.example/\r\nSet-Cookie: a=b',
    'https://app.example/é',
    `https://app.example/${'a'.repeat(2000)}`,
    'urn:ietf:wg:oauth:2.0:oob',
  ])('the place %j: nobody is sent anywhere, and the page says so', async (place) => {
    const { op } = await brokerWorld()
    const answer = await op.get(loginPath(place))
    expect(answer.location).toMatch(/^\/api\/auth\/callback\?error=place_not_allowed&/)
    expect(answer.setCookies).toEqual([])
    const page = await explained(op, answer)
    expect(page.status).toBe(400)
    expect(page.text).toContain(problems.place_not_allowed.title)
    expect(page.text).not.toMatch(/href="(?!\/|data:)|<script|http-equiv/)
    expect(page.headers.has('location')).toBe(false)
  })

  it('the code shown out of band, whoever registered it', async () => {
    const { op } = await brokerWorld()
    const outOfBand = 'urn:ietf:wg:oauth:2.0:oob'
    await op.client({ dialects: ['broker'], redirectUris: [outOfBand] })
    expect((await op.get(loginPath(outOfBand))).location).toMatch(/error=place_not_allowed/)
  })

  it('says what was asked and what the list holds, and names no app', async () => {
    const { op } = await brokerWorld()
    await op.client({ dialects: ['broker'] })
    const page = await explained(op, await op.get(loginPath('https://evil.example/<b>?a=1&b')))
    expect(page.text).toContain('https://evil.example/&lt;b&gt;?a=1&amp;b')
    for (const entry of list) expect(page.text).toContain(entry)
    expect(page.text).toContain('OAUTH_FOLLOW_WHITELIST')
    expect(page.text).not.toContain(callback)
  })

  it('says so when the list is empty', async () => {
    const { op } = await brokerWorld({ settings: { followWhitelist: [] } })
    const page = await explained(op, await op.get(loginPath(app)))
    expect(page.text).toContain(brokerEn.noneAllowed)
  })

  it('shows no token that was left in the address', async () => {
    const { op } = await brokerWorld()
    const answer = await op.get(
      loginPath('https://evil.example/?accessToken=abc&a=1&refresh%54oken=def'),
    )
    expect(new URLSearchParams(answer.location).get('place')).toBe('https://evil.example/?a=1')
  })

  it.each(['', '?follow='])('a request without a place (%j)', async (query) => {
    const { op } = await brokerWorld()
    const page = await explained(op, await op.get(`/api/auth/login${query}`))
    expect(page.text).toContain(problems.place_missing.title)
  })

  it('two places, even where there is a Referer', async () => {
    const { op } = await brokerWorld()
    const path = `/api/auth/login?follow=${app}&follow=${app}/a`
    const answer = await op.get(path, { headers: { Referer: `${app}/` } })
    expect(answer.location).toMatch(/error=place_repeated/)
  })

  it('when no upstream is the broker’s, or it is disabled', async () => {
    const { op } = await brokerWorld()
    await op.stores.upstreams.update('wp', { disabledAt: op.now() })
    const page = await explained(op, await op.get(loginPath(app)))
    expect(page.text).toContain(problems.broker_not_set.title)
    expect(page.text).toContain('href="/admin/upstreams"')
    await op.stores.upstreams.update('wp', { disabledAt: null, isBroker: false })
    expect((await op.get(loginPath(app))).location).toMatch(/error=broker_not_set/)
  })

  it('when the upstream’s discovery cannot be reached', async () => {
    const { op, upstream } = await brokerWorld()
    upstream.failure = failure('timeout', 'a secret detail', 'discovery')
    const answer = await op.get(loginPath(app))
    expect(answer.location).toMatch(/error=upstream_unreachable/)
    expect(answer.location).not.toContain('secret')
    expect(op.logged()).toContain('a secret detail') // for the operator
  })
})
