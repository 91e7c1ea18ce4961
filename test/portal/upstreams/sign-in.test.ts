import { describe, expect, it } from 'vitest'

import { UpstreamFailure } from '@/oauth/provider'
import { hostedEn } from '@/ui/messages/hosted.en'

import { relyingParty } from '../../oauth/relying-party'
import { loginPath } from '../../test-provider'
import { plain } from '../../test-browser'
import { playedWorld } from './played'

const { failure } = hostedEn.upstreams

/** The links of the page on the screen, by what they say. */
const linksOf = (page: string) =>
  [...page.matchAll(/<a [^>]*href="(\/sign-in\/upstream[^"]*)"/g)].map(([, href = '']) =>
    plain(href),
  )

describe('the sign-in page', () => {
  it('has a button for each upstream, in their order, without those that are off and the broker', async () => {
    const { op, add } = await playedWorld()
    await add({ id: 'second', label: 'Second' })
    await add({ id: 'off', label: 'Off', disabledAt: op.now() })
    await add({ id: 'broker', label: 'Broker', isBroker: true })
    await op.stores.upstreams.order(['second', 'work'])
    const browser = await op.atTheDoor('/login?continue=%2Fsecurity')
    expect(linksOf(browser.page)).toEqual(
      ['second', 'work'].map(
        (id) => `/sign-in/upstream?of=${id}&continue=%2Flogin%3Fcontinue%3D%252Fsecurity`,
      ),
    )
    expect(browser.page).toContain('Second')
    await browser.open('/register')
    expect(linksOf(browser.page)).toHaveLength(2)
  })

  it('is left out where an upstream is the default, for login links and for OAuth', async () => {
    const { op } = await playedWorld({ isDefault: true })
    const client = await op.client()
    for (const path of ['/login', loginPath(client)]) {
      const answer = await op.browser().open(path)
      expect(answer.status).toBe(303)
      const { pathname, searchParams } = new URL(answer.location, op.settings.issuer)
      expect([pathname, searchParams.get('of'), searchParams.get('continue')]).toEqual([
        '/sign-in/upstream',
        'work',
        path,
      ])
    }
  })

  it('is there all the same for who asks for it, has just seen a notice, or typed a wrong password', async () => {
    const { op } = await playedWorld({ isDefault: true })
    for (const path of ['/login?way=password', '/login?notice=upstream-denied']) {
      expect((await op.browser().open(path)).status).toBe(200)
    }
    const browser = await op.atTheDoor('/login?way=password')
    const typed = { identifier: 'alice', password: 'wrong' }
    expect((await browser.submit('/sign-in/password', typed)).status).toBe(401)
  })

  it('is as before where a default upstream is off', async () => {
    const { op } = await playedWorld({ isDefault: true })
    await op.stores.upstreams.update('work', { disabledAt: op.now() })
    const answer = await op.browser().open('/login')
    expect(answer.status).toBe(200)
    expect(linksOf(answer.text)).toEqual([])
  })
})

describe('GET /sign-in/upstream', () => {
  it('sends the browser to the upstream, and only a path of ours comes along', async () => {
    const { op, played } = await playedWorld()
    const answer = await op.get('/sign-in/upstream?of=work&continue=https%3A%2F%2Fevil.example%2F')
    expect(answer.status).toBe(303)
    expect(answer.location).toBe('https://work.example/authorize?state=state-1')
    expect(answer.setCookies).toHaveLength(1)
    expect(answer.setCookies[0]).toMatch(/HttpOnly; SameSite=Lax/)
    expect(played.asked).toEqual([
      {
        upstreamId: 'work',
        redirectUri: `${op.settings.issuer}/api/auth/callback/work`,
        wishes: { isFresh: false },
      },
    ])
  })

  it('asks the upstream to ask again whoever is signed in, or has to be asked anew', async () => {
    const { op, played } = await playedWorld()
    const browser = await op.signedIn(await op.user())
    await browser.open('/sign-in/upstream?of=work')
    await op.get('/sign-in/upstream?of=work&fresh=yes')
    expect(played.asked.map(({ wishes }) => wishes)).toEqual([{ isFresh: true }, { isFresh: true }])
  })

  it.each([
    '',
    'of=',
    'of=nobody',
    'of=off',
    'of=broker',
    `of=${'x'.repeat(5000)}`,
    'of=work&of=work',
  ])('explains that there is no such way: ?%s', async (query) => {
    const { op, add } = await playedWorld()
    await add({ id: 'off', disabledAt: op.now() })
    await add({ id: 'broker', isBroker: true })
    const answer = await op.get(`/sign-in/upstream?${query}`)
    expect(answer.status).toBe(404)
    expect(answer.text).toContain(failure.texts['unknown-upstream'].why)
    expect(answer.text).toContain('href="/login?way=password"')
  })

  it('explains what keeps it from setting out, with a way back that does not lead there again', async () => {
    const { op, played } = await playedWorld({ isDefault: true })
    played.refusesToBegin = new UpstreamFailure('unreachable', 'discovery', 'ECONNREFUSED')
    const answer = await op.get('/sign-in/upstream?of=work&continue=%2Flogin%3Fa%3Db')
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('cannot be reached at this moment')
    expect(answer.text).toContain('ECONNREFUSED')
    expect(answer.text).toContain('href="/login?a=b&amp;way=password"')
    expect((await op.browser().open('/login?a=b&way=password')).status).toBe(200)
  })
})

describe('an OAuth app where an upstream is the default', () => {
  it.each([{ prompt: 'login' }, { max_age: '0' }, { prompt: 'select_account' }])(
    'has people ask there again, once, and gets its code: %o (Core §3.1.2.1)',
    async (fields) => {
      const { op, played, comeBack, roundTrip } = await playedWorld({ isDefault: true })
      const app = await relyingParty(op, { isFirstParty: true })
      const browser = op.browser()
      await roundTrip(browser) // bob is signed in
      op.passes({ minutes: 1 })
      const { location } = await browser.open(app.path(fields))
      const away = await browser.open(location)
      expect(played.asked.at(-1)?.wishes).toEqual({ isFresh: true })
      const back = await comeBack(browser, away.location)
      expect(new URL(back.location).searchParams.get('code')).toMatch(/^pac_/)
    },
  )

  it('asks anew whoever is not signed in, too, when it says how old a sign-in may be', async () => {
    const { op, played } = await playedWorld({ isDefault: true })
    const app = await relyingParty(op)
    const browser = op.browser()
    const { location } = await browser.open(app.path({ max_age: '300' }))
    await browser.open(location)
    expect(played.asked).toMatchObject([{ wishes: { isFresh: true } }])
  })

  it('shows no page and goes nowhere for prompt=none (Core §3.1.2.1)', async () => {
    const { op, played } = await playedWorld({ isDefault: true })
    const app = await relyingParty(op)
    const { location } = await op.browser().open(app.path({ prompt: 'none' }))
    expect(new URL(location).searchParams.get('error')).toBe('login_required')
    expect(played.asked).toEqual([])
  })
})
