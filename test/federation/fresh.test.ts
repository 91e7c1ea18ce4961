import { describe, expect, it } from 'vitest'

import type { UpstreamStep } from '@/oauth/provider'

import { failure, redirectUri, testEngine } from './engine'
import { openIdStandIn, type Manners } from './open-id-stand-in'
import { mapped, newUpstream } from './stand-ins'

const isFresh = { isFresh: true }

const seconds = (skew = 0) => Math.floor(Date.now() / 1000) + skew

/** A sign-on that says this of when the person signed in there. */
const saying = (told: unknown) =>
  openIdStandIn({
    idToken: (claims) => ({ ...claims, auth_time: told }),
  } satisfies Partial<Manners>)

/** There and back; `wishes` is what is asked of the sign-in. */
async function arrival(told: unknown, wishes: object) {
  const op = await saying(told)
  const engine = testEngine()
  const { location, secrets } = await engine.begin(op.upstream(), redirectUri, wishes)
  return engine.finish(op.upstream(), redirectUri, secrets, await op.answer(location))
}

describe('a sign-in that was to be fresh (OpenID Connect Core §3.1.2.1, §3.1.3.7)', () => {
  it('is one when auth_time says that it happened since; it is of that moment', async () => {
    const sentAt = Date.now()
    const { authenticatedAt } = await arrival(seconds(), isFresh)
    expect(authenticatedAt?.getTime()).toBeGreaterThanOrEqual(sentAt) // and not of the second that began before
    expect(authenticatedAt?.getTime()).toBeLessThanOrEqual(Date.now())
  })

  it('forgives clocks a minute, and says no moment before it asked nor one that is still to come', async () => {
    for (const skew of [-55, 300]) {
      const sentAt = Date.now()
      const { authenticatedAt } = await arrival(seconds(skew), isFresh)
      expect(authenticatedAt?.getTime()).toBeGreaterThanOrEqual(sentAt)
      expect(authenticatedAt?.getTime()).toBeLessThanOrEqual(Date.now())
    }
  })

  it('is none when auth_time is of before, and the operator reads both times', async () => {
    const told = seconds(-3600)
    const { problem, stage, detail } = await failure(arrival(told, isFresh))
    expect([problem, stage]).toEqual(['not-fresh', 'id-token'])
    expect(detail).toMatch(
      new RegExp(`^the ID token has auth_time ${told}, where the person was sent .* at \\d{10}$`),
    )
  })

  it('is none without auth_time, which max_age asks for (§2)', async () => {
    for (const told of [undefined, 0]) {
      const { problem, detail } = await failure(arrival(told, isFresh))
      expect(problem).toBe('not-fresh')
      expect(detail).toContain('max_age=0 asks for the time of a new sign-in')
    }
  })

  it('is none when auth_time is no number (§2)', async () => {
    for (const told of [null, String(seconds()), [seconds()], -5]) {
      const { problem } = await failure(arrival(told, isFresh))
      expect(['malformed', 'not-fresh']).toContain(problem)
    }
  })

  it('shows the operator what was checked', async () => {
    const op = await saying(seconds())
    const engine = testEngine()
    const steps: UpstreamStep[] = []
    const { location, secrets } = await engine.begin(op.upstream(), redirectUri, isFresh)
    const answer = await op.answer(location)
    await engine.finish(op.upstream(), redirectUri, secrets, answer, (step) => steps.push(step))
    const step = steps.find(({ what }) => what === 'auth_time')
    expect(step).toMatchObject({ step: 'id-token', isGood: true })
  })
})

describe('a sign-in that may be an old one', () => {
  it('is as old as auth_time says', async () => {
    const told = seconds(-86_400)
    expect((await arrival(told, {})).authenticatedAt).toEqual(new Date(told * 1000))
  })

  it('is of an unknown time where nothing is said', async () => {
    for (const told of [undefined, 0]) {
      expect((await arrival(told, {})).authenticatedAt).toBeNull()
    }
  })
})

describe('an upstream that documents no max_age', () => {
  const google = async (idToken: Manners['idToken']) => {
    const issuer = 'https://accounts.google.com'
    const op = await openIdStandIn({ issuer, idToken })
    const engine = testEngine(mapped({ [issuer]: op.url }))
    const upstream = newUpstream({ preset: 'google' })
    const { location, secrets } = await engine.begin(upstream, redirectUri, isFresh)
    const finish = async () =>
      engine.finish(upstream, redirectUri, secrets, await op.answer(location))
    return { asked: new URL(location).searchParams, finish }
  }

  it('is asked by prompt alone, and believed', async () => {
    const { asked, finish } = await google((claims) => claims)
    expect([asked.get('prompt'), asked.has('max_age')]).toEqual(['select_account', false])
    expect((await finish()).authenticatedAt).toBeNull()
  })

  it('is not believed when it says an old time', async () => {
    const { finish } = await google((claims) => ({ ...claims, auth_time: seconds(-3600) }))
    expect(await failure(finish())).toMatchObject({ problem: 'not-fresh' })
  })
})
