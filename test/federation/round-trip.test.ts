import { describe, expect, it } from 'vitest'

import { arrive, depart, type Flow } from '@/federation/round-trip'
import type { Upstream } from '@/model/upstream'
import { UpstreamFailure } from '@/oauth/provider'

import { testProvider, type TestProvider } from '../test-provider'
import { openIdStandIn, type OpenIdStandIn } from './open-id-stand-in'
import { newUpstream } from './stand-ins'

const redirectUri = 'http://localhost:3000/api/auth/callback/example'

const newFlow = (values: Partial<Flow> = {}): Flow => ({
  purpose: 'sign-in',
  upstreamId: 'example',
  redirectUri,
  back: '/oauth/authorize?client_id=notes&state=1',
  invitation: null,
  userId: null,
  ...values,
})

const request = new Request('http://localhost:3000/sign-in/upstream/example')

async function world() {
  const op = await openIdStandIn()
  const portal = await testProvider()
  const upstream = op.upstream()
  await portal.stores.upstreams.create(upstream)
  return { op, portal, upstream }
}

/** A departure, the cookie that it set, and where the upstream sends the browser. */
async function departed(
  { op, portal, upstream }: { op: OpenIdStandIn; portal: TestProvider; upstream: Upstream },
  values: Partial<Flow> = {},
) {
  const answer = await depart(request, newFlow(values), upstream, {}, portal.provider)
  const setCookie = answer.headers.get('set-cookie')!
  const back = `${values.redirectUri ?? redirectUri}?${await op.answer(answer.headers.get('location')!)}`
  return { answer, setCookie, cookie: setCookie.split(';')[0]!, back }
}

const returned = (portal: TestProvider, back: string, cookie?: string) =>
  arrive(
    new Request(back, { ...(cookie !== undefined && { headers: { cookie } }) }),
    portal.provider,
  )

const failureOf = ({ outcome }: Awaited<ReturnType<typeof arrive>>): UpstreamFailure => {
  if (outcome.ok) throw new Error('Somebody has arrived.')
  return outcome.failure
}

describe('the way to an upstream', () => {
  it('sets a cookie for the way back only, which script does not see, for ten minutes', async () => {
    const { answer, setCookie, cookie } = await departed(await world())
    expect(answer.status).toBe(303)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(setCookie).toMatch(
      /^portico-upstream-[\w-]{16}=[\w-]+; Path=\/api\/auth\/callback; Max-Age=600; HttpOnly; SameSite=Lax$/,
    )
    expect(cookie.length).toBeLessThan(1500)
    expect(setCookie).not.toContain('client_id')
  })

  it('has a cookie that only https gets, where the portal is on https (RFC 6265bis §4.1.3.1)', async () => {
    const op = await openIdStandIn()
    const portal = await testProvider({ settings: { issuer: 'https://sso.example' } })
    const { headers } = await depart(request, newFlow(), op.upstream(), {}, portal.provider)
    expect(headers.get('set-cookie')).toMatch(/^__Secure-portico-upstream-.*; Secure$/)
  })

  it('ends where it began, with the person and why they went', async () => {
    const here = await world()
    const flow = { purpose: 'link', userId: 'user-1', invitation: 'code-1' } as const
    const { back, cookie } = await departed(here, flow)
    const arrived = await returned(here.portal, back, cookie)
    expect(arrived.flow).toEqual(newFlow(flow))
    expect(arrived.upstream?.id).toBe('example')
    expect(arrived.outcome).toMatchObject({
      ok: true,
      arrival: { person: { subject: 'subject-1' } },
    })
    expect(arrived.headers).toEqual([
      ['Set-Cookie', expect.stringMatching(/^portico-upstream-[\w-]{16}=; .*Max-Age=0;/)],
    ])
  })

  it('may be gone in several tabs at once', async () => {
    const here = await world()
    const one = await departed(here, { back: '/one' })
    const other = await departed(here, { back: '/other' })
    const cookies = `${one.cookie}; ${other.cookie}`
    expect((await returned(here.portal, other.back, cookies)).flow?.back).toBe('/other')
    expect((await returned(here.portal, one.back, cookies)).flow?.back).toBe('/one')
  })

  it('takes a long request along, and says so when it is too long for a cookie', async () => {
    const here = await world()
    const long = `/oauth/authorize?${Array.from({ length: 120 }, (_, i) => `claim${i}=${i}`).join('&')}`
    const { setCookie } = await departed(here, { back: long })
    expect(setCookie.length).toBeLessThan(4096)
    const noise = Array.from({ length: 6000 }, (_, i) =>
      String.fromCharCode(97 + ((i * i * 7) % 26)),
    )
    const far = `/${[...noise].map((letter, i) => letter + (i * 7919).toString(36)).join('')}`
    const refused: unknown = await departed(here, { back: far }).catch((cause: unknown) => cause)
    expect(refused).toBeInstanceOf(UpstreamFailure)
    expect(refused).toMatchObject({ problem: 'settings' })
  })

  it('is closed when the upstream is switched off', async () => {
    const { portal, upstream } = await world()
    const off = { ...upstream, disabledAt: portal.now() }
    const refused: unknown = await depart(request, newFlow(), off, {}, portal.provider).catch(
      (cause: unknown) => cause,
    )
    expect(refused).toMatchObject({ problem: 'settings' })
  })
})

describe('the way back', () => {
  it('is refused without a state, or with two', async () => {
    const here = await world()
    const { back, cookie } = await departed(here)
    const without = back.replace(/state=[^&]*/, '')
    for (const wrong of [without, `${back}&state=again`, redirectUri]) {
      const arrived = await returned(here.portal, wrong, cookie)
      expect(failureOf(arrived)).toMatchObject({ problem: 'state' })
      expect(arrived).toMatchObject({ flow: null, upstream: null })
    }
  })

  it('is refused with a forged state (RFC 6749 §10.12)', async () => {
    const here = await world()
    const { back, cookie } = await departed(here)
    const forged = back.replace(/state=[^&]*/, 'state=forged')
    expect(failureOf(await returned(here.portal, forged, cookie))).toMatchObject({
      problem: 'state',
      detail: expect.stringContaining('has not set out with this state'),
    })
    expect(here.op.askedOf('/token')).toEqual([])
  })

  it('is refused in another browser', async () => {
    const here = await world()
    const { back } = await departed(here)
    const { cookie: other } = await departed(here)
    for (const cookie of [undefined, other]) {
      expect(failureOf(await returned(here.portal, back, cookie))).toMatchObject({
        problem: 'state',
      })
    }
    expect(here.op.askedOf('/token')).toEqual([])
  })

  it('is refused with the cookie of one departure under the name of another', async () => {
    const here = await world()
    const mine = await departed(here)
    const other = await departed(here)
    const swapped = `${other.cookie.split('=')[0]!}=${mine.cookie.split('=')[1]!}`
    expect(failureOf(await returned(here.portal, other.back, swapped))).toMatchObject({
      problem: 'state',
      detail: 'what this browser carries is for another state',
    })
  })

  it('is refused with a cookie that was changed, cut or made elsewhere', async () => {
    const here = await world()
    const { back, cookie } = await departed(here)
    const [name = '', value = ''] = cookie.split('=')
    const changed = value.slice(0, -2) + (value.endsWith('AA') ? 'BB' : 'AA')
    for (const wrong of [changed, value.slice(0, 40), 'x', '']) {
      expect(failureOf(await returned(here.portal, back, `${name}=${wrong}`))).toMatchObject({
        problem: 'state',
      })
    }
    const elsewhere = await testProvider({
      settings: { secret: 'another secret of 48 letters, or so.' },
    })
    await elsewhere.stores.upstreams.create(here.upstream)
    expect(failureOf(await returned(elsewhere, back, cookie))).toMatchObject({ problem: 'state' })
  })

  it('is open once, however often and from wherever it is tried at once', async () => {
    const here = await world()
    const { back, cookie } = await departed(here)
    const arrived = await Promise.all(
      Array.from({ length: 5 }, () => returned(here.portal, back, cookie)),
    )
    expect(arrived.filter(({ outcome }) => outcome.ok)).toHaveLength(1)
    const late = await returned(here.portal, back, cookie)
    expect(failureOf(late)).toMatchObject({
      problem: 'state',
      detail: 'this state was used before',
    })
    expect(late.flow?.back).toBe(newFlow().back)
    expect(here.op.askedOf('/token')).toHaveLength(1)
  })

  it('is open for ten minutes', async () => {
    const here = await world()
    const { back, cookie } = await departed(here)
    const late = await departed(here)
    here.portal.passes({ seconds: 599 })
    expect((await returned(here.portal, back, cookie)).outcome.ok).toBe(true)
    here.portal.passes({ seconds: 1 })
    expect(failureOf(await returned(here.portal, late.back, late.cookie))).toMatchObject({
      problem: 'state',
      detail: 'it set out more than ten minutes ago',
    })
  })

  it('is the one that the upstream was given', async () => {
    const here = await world()
    const { back, cookie } = await departed(here)
    for (const path of ['/api/auth/callback', '/api/auth/callback/other']) {
      const elsewhere = back.replace('/api/auth/callback/example', path)
      expect(failureOf(await returned(here.portal, elsewhere, cookie))).toMatchObject({
        problem: 'state',
      })
    }
    expect((await returned(here.portal, back, cookie)).outcome.ok).toBe(true)
  })

  it('is closed when the upstream was switched off or removed meanwhile', async () => {
    const here = await world()
    const { stores, now } = here.portal
    const one = await departed(here)
    const other = await departed(here)
    await stores.upstreams.update('example', { disabledAt: now() })
    const off = await returned(here.portal, one.back, one.cookie)
    expect(failureOf(off)).toMatchObject({ problem: 'settings', detail: 'it is switched off' })
    await stores.upstreams.delete('example')
    const gone = await returned(here.portal, other.back, other.cookie)
    expect(failureOf(gone)).toMatchObject({ problem: 'settings' })
    expect(gone).toMatchObject({ upstream: null, flow: { upstreamId: 'example' } })
    expect(here.op.askedOf('/token')).toEqual([])
  })

  it('is open to the operator who tests what is switched off', async () => {
    const here = await world()
    const upstream = { ...here.upstream, disabledAt: here.portal.now() }
    await here.portal.stores.upstreams.update('example', { disabledAt: upstream.disabledAt })
    const { back, cookie } = await departed({ ...here, upstream }, { purpose: 'test' })
    expect((await returned(here.portal, back, cookie)).outcome.ok).toBe(true)
  })

  it('tells the operator in the log what the upstream did wrong, and nothing secret', async () => {
    const here = await world()
    here.op.manners.idToken = (claims) => ({ ...claims, aud: 'somebody' })
    const { back, cookie } = await departed(here)
    const { headers, ...arrived } = await returned(here.portal, back, cookie)
    expect(failureOf({ headers, ...arrived })).toMatchObject({ problem: 'audience' })
    const logged = here.portal.logged()
    expect(logged).toContain('"problem":"audience"')
    const code = new URL(back).searchParams.get('code')!
    for (const secret of [code, cookie.split('=')[1]!]) expect(logged).not.toContain(secret)
  })

  it('lets a bug be a bug', async () => {
    const portal = await testProvider({
      upstreams: {
        begin: async () => ({ location: 'https://op.example/', state: 's', secrets: '{}' }),
        finish: () => Promise.reject(new TypeError('a bug')),
        refresh: () => Promise.reject(new TypeError('a bug')),
        discover: () => Promise.reject(new TypeError('a bug')),
      },
    })
    const upstream = newUpstream()
    await portal.stores.upstreams.create(upstream)
    const { headers } = await depart(request, newFlow(), upstream, {}, portal.provider)
    const cookie = headers.get('set-cookie')!.split(';')[0]!
    await expect(returned(portal, `${redirectUri}?state=s&code=c`, cookie)).rejects.toThrow('a bug')
  })
})
