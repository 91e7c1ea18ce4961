import { upstreamRedirectUri } from '@/federation/redirect-uri'
import {
  defaultUpstreamOptions,
  type Upstream,
  type UpstreamOptions,
  type UpstreamPerson,
} from '@/model/upstream'
import { UpstreamFailure, type UpstreamEngine, type UpstreamWishes } from '@/oauth/provider'

import type { Browser } from '../../test-browser'
import { issuer, testProvider, type TestOptions } from '../../test-provider'

export const person = (values: Partial<UpstreamPerson> = {}): UpstreamPerson => ({
  issuer: 'https://work.example',
  subject: 'subject-1',
  email: 'bob@example.com',
  isEmailVerified: true,
  username: 'bob',
  name: 'Bob Miller',
  givenName: 'Bob',
  familyName: 'Miller',
  picture: 'https://work.example/bob.png',
  roles: [],
  claims: {},
  ...values,
})

/** An upstream that is played: it answers whatever the test says, and keeps what it was asked. */
export function playedEngine() {
  const asked: { upstreamId: string; redirectUri: string; wishes: UpstreamWishes | undefined }[] =
    []
  const played = {
    /** Who comes back; a failure instead of somebody. */
    answer: person() as UpstreamPerson | UpstreamFailure,
    /** When they proved themselves there. */
    authenticatedAt: null as Date | null,
    /** Thrown at the departure. */
    refusesToBegin: null as UpstreamFailure | null,
    asked,
  }
  let count = 0
  const unused = () => Promise.reject(new Error('this is not asked of a played upstream'))
  const engine: UpstreamEngine = {
    begin: (upstream, redirectUri, wishes) => {
      if (played.refusesToBegin) return Promise.reject(played.refusesToBegin)
      asked.push({ upstreamId: upstream.id, redirectUri, wishes })
      const state = `state-${(count += 1)}`
      const location = `https://work.example/authorize?state=${state}`
      return Promise.resolve({ location, state, secrets: 'secrets' })
    },
    finish: (_upstream, _redirectUri, _secrets, _answer, onStep) => {
      onStep?.({
        step: 'token',
        what: 'POST https://work.example/token',
        status: 200,
        milliseconds: 12,
        found: 'access_token, id_token',
        isGood: true,
      })
      if (played.answer instanceof UpstreamFailure) return Promise.reject(played.answer)
      const tokens = { accessToken: 'at', refreshToken: null, expiresIn: null }
      const { authenticatedAt } = played
      return Promise.resolve({ person: played.answer, ...tokens, authenticatedAt })
    },
    refresh: unused,
    discover: unused,
  }
  return { played, engine }
}

export type UpstreamSettings = Partial<Omit<Upstream, 'options'>> & {
  readonly options?: Partial<UpstreamOptions>
}

/** A provider with an upstream that is played. */
export async function playedWorld(settings: UpstreamSettings = {}, options: TestOptions = {}) {
  const { played, engine } = playedEngine()
  const op = await testProvider({ upstreams: engine, ...options })

  const add = async (values: UpstreamSettings = {}): Promise<Upstream> => {
    const { position: _, ...upstream } = {
      id: 'work',
      preset: 'oidc' as const,
      label: 'Work',
      position: 0,
      isDefault: false,
      isBroker: false,
      clientId: 'portico',
      sealedSecret: null,
      createdAt: op.now(),
      updatedAt: op.now(),
      disabledAt: null,
      ...values,
      options: { ...defaultUpstreamOptions, issuer: 'https://work.example', ...values.options },
    }
    await op.stores.upstreams.create(upstream)
    return (await op.stores.upstreams.find(upstream.id))!
  }
  const upstream = await add(settings)

  /** Comes back from the upstream, to where it was sent. */
  const comeBack = (browser: Browser, location: string, of = 'work') => {
    const state = new URL(location).searchParams.get('state') ?? ''
    const path = upstreamRedirectUri(issuer, of).slice(issuer.length)
    return browser.open(`${path}?${new URLSearchParams({ state, code: 'code' }).toString()}`)
  }
  /** There and back. */
  const roundTrip = async (browser: Browser, path = '/sign-in/upstream?of=work') => {
    const answer = await browser.open(path)
    if (answer.status !== 303) throw new Error(`It was answered ${answer.status}: ${answer.text}`)
    return comeBack(browser, answer.location)
  }
  /** Whose session a browser holds. */
  const whoIs = async (browser: Browser): Promise<string | null> => {
    await browser.open('/sign-out')
    return /<form/.test(browser.page)
      ? (/<bdi[^>]*>([^<]+)<\/bdi>/.exec(browser.page)?.[1] ?? null)
      : null
  }
  return { op, played, upstream, add, comeBack, roundTrip, whoIs }
}
