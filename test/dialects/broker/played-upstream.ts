import type { Upstream, UpstreamPerson } from '@/model/upstream'
import { type UpstreamEngine, UpstreamFailure } from '@/oauth/provider'

export const person: UpstreamPerson = {
  issuer: 'https://wp.example',
  subject: '17',
  email: 'nora@wp.example',
  isEmailVerified: true,
  username: 'nora',
  name: 'Nora Lind',
  givenName: null,
  familyName: null,
  picture: null,
  roles: ['editor', 'shop_manager'],
  claims: { ID: 17, id: 17, user_email: 'nora@wp.example', display_name: 'Nora Lind' },
}

/** Another sign-on that does as a test tells it. What it rotates is dead at once. */
export type PlayedUpstream = UpstreamEngine & {
  person: UpstreamPerson
  /** Whether each refresh token works once. */
  rotates: boolean
  /** What it answers instead. */
  failure: UpstreamFailure | null
  /** What it answers after it has given its tokens. */
  lateFailure: UpstreamFailure | null
  /** False: it gives no refresh tokens. A text: it gives this one. */
  givesRefreshTokens: boolean | string
  /** The refresh tokens that were shown to it. */
  readonly shown: string[]
  /** Runs while somebody waits for the answer to a refresh. */
  meanwhile: () => Promise<void>
}

export const failure = (
  problem: UpstreamFailure['problem'],
  detail = 'played',
  stage: UpstreamFailure['stage'] = 'token',
) => new UpstreamFailure(problem, stage, detail)

export function playedUpstream(): PlayedUpstream {
  let count = 0
  let good = new Set<string>()
  const next = () => {
    const token = `upstream-refresh-token-${(count += 1)}`
    good.add(token)
    return token
  }
  const arrival = (refreshToken: string | null) => ({
    person: played.person,
    accessToken: 'upstream-access-token',
    refreshToken,
    expiresIn: 3600,
    authenticatedAt: null,
  })
  const played: PlayedUpstream = {
    person,
    rotates: true,
    failure: null,
    lateFailure: null,
    givesRefreshTokens: true,
    shown: [],
    meanwhile: () => Promise.resolve(),

    begin: () => {
      if (played.failure) return Promise.reject(played.failure)
      const state = `state-${(count += 1)}`
      const location = `https://wp.example/oauth/authorize?state=${state}`
      return Promise.resolve({ location, state, secrets: state })
    },
    finish: (_upstream: Upstream, _redirectUri, secrets, answer) => {
      const told = new URLSearchParams(answer)
      if (told.get('state') !== secrets) return Promise.reject(failure('state'))
      if (told.has('error')) return Promise.reject(failure('denied'))
      if (played.failure) return Promise.reject(played.failure)
      const { givesRefreshTokens: gives } = played
      return Promise.resolve(arrival(typeof gives === 'string' ? gives : gives ? next() : null))
    },
    refresh: async (_upstream, refreshToken, onRenewed) => {
      played.shown.push(refreshToken)
      await played.meanwhile()
      if (played.failure) throw played.failure
      if (!good.has(refreshToken)) throw failure('refused', 'invalid_grant: it is not known')
      if (!played.rotates) return arrival(null)
      good = new Set()
      const renewed = next()
      await onRenewed?.(renewed)
      if (played.lateFailure) throw played.lateFailure
      return arrival(renewed)
    },
    discover: () => Promise.reject(failure('unreachable')),
  }
  return played
}
