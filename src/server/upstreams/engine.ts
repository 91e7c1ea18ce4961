// Speaks with other sign-ons: next-auth's core runs the round trip, by our way out and on our discovery, and everything that
// an answer claims is verified here besides. It keeps metadata and public keys for a while, and nothing of anybody.
import type { Upstream } from '@/model/upstream'
import {
  UpstreamFailure,
  type Provider,
  type UpstreamEngine,
  type UpstreamStep,
} from '@/oauth/provider'

import { readAnswer } from './answer'
import { arrivalOf } from './arrival'
import { authProvider } from './auth-modules'
import { authenticationTime } from './authentication-time'
import {
  knowsMaxAge,
  parametersOf,
  verifyAuthorizationEndpoint,
  withoutEmptyScope,
} from './authorization-parameters'
import { legFetch } from './leg-fetch'
import { issuerKeysOf } from './issuer-keys'
import { verifyIdToken } from './id-token'
import { discoveryOf, metadataOf } from './metadata'
import type { Secrets } from './next-auth'
import { failureOf } from './next-auth-failure'
import { refreshTokens } from './refresh'
import { secretOf } from './secrets'
import { tripOf } from './trip'

/** Loaded when somebody goes to an upstream: a quarter of a second and 12 MB that the start does not wait for. */
const nextAuth = () => import('./next-auth')

type Carried = Secrets & {
  readonly upstream: string
  /** When the person was sent to prove themselves anew: milliseconds since 1970. Null: they were not asked to. */
  readonly freshSince: number | null
}

/** Runs the protocol of other sign-ons. */
export function upstreamEngine(
  parts: Pick<Provider, 'settings' | 'outbound' | 'now' | 'log'>,
): UpstreamEngine {
  const { settings, now } = parts
  const discovery = discoveryOf(parts)
  const keys = issuerKeysOf(parts)

  async function setUp(upstream: Upstream, onStep?: (step: UpstreamStep) => void) {
    const trip = tripOf(parts, onStep)
    const metadata = await metadataOf(upstream, discovery, trip)
    const secret = await secretOf(upstream, parts)
    return { trip, metadata, secret, clientId: upstream.clientId }
  }

  return {
    begin: async (upstream, redirectUri, wishes = {}) => {
      const { metadata, secret, clientId } = await setUp(upstream)
      verifyAuthorizationEndpoint(metadata.authorizationEndpoint, settings)
      const parameters = parametersOf(upstream, metadata, redirectUri, wishes)
      const provider = authProvider(upstream, metadata, { clientId, secret, parameters })
      const { leave } = await nextAuth()
      const { location, secrets } = await leave(provider, legFetch(metadata)).catch(failureOf)
      const freshSince = wishes.isFresh ? now().getTime() : null
      const carried: Carried = { ...secrets, upstream: upstream.id, freshSince }
      return {
        location: withoutEmptyScope(location),
        state: secrets.state,
        secrets: JSON.stringify(carried),
      }
    },

    finish: async (upstream, redirectUri, carried, query, onStep) => {
      const secrets = JSON.parse(carried) as Carried
      if (secrets.upstream !== upstream.id) {
        throw new UpstreamFailure('state', 'authorization', 'the answer is to another upstream')
      }
      const { trip, metadata, secret, clientId } = await setUp(upstream, onStep)
      const answer = await trip.check(
        'authorization',
        'state, issuer, code',
        () => readAnswer(query, secrets.state, metadata),
        ({ issuer }) => (issuer === null ? 'a code' : `a code of ${issuer}`),
      )
      const fetch = legFetch(metadata, {
        redirectUri,
        trip,
        verify: (idToken) =>
          verifyIdToken(idToken, { metadata, clientId, nonce: secrets.nonce }, { keys, now }, trip),
      })
      const provider = authProvider(upstream, metadata, { clientId, secret, parameters: {} })
      const { comeBack } = await nextAuth()
      const isSomebody = await comeBack(
        provider,
        secrets,
        new URLSearchParams({
          state: secrets.state,
          code: answer.code,
          ...(answer.issuer !== null && { iss: answer.issuer }),
        }),
        fetch,
      ).catch((cause: unknown) => failureOf(fetch.failure() ?? cause))
      const redeemed = fetch.redeemed()
      if (!isSomebody || !redeemed) {
        throw new UpstreamFailure('malformed', 'token', 'the code was not redeemed')
      }
      const authenticatedAt = await authenticationTime(
        redeemed.idToken,
        { since: secrets.freshSince, isPromised: knowsMaxAge(upstream, metadata), now: now() },
        trip,
      )
      const told = { ...redeemed, user: answer.user, authenticatedAt }
      return arrivalOf(upstream, metadata, told, trip)
    },

    refresh: async (upstream, refreshToken, onRenewed) => {
      const { trip, metadata, secret, clientId } = await setUp(upstream)
      const tokens = await refreshTokens(upstream, metadata, secret, refreshToken, trip)
      if (tokens.refreshToken !== null) await onRenewed?.(tokens.refreshToken)
      const expected = { metadata, clientId, nonce: null }
      const isTold = metadata.openId && tokens.idToken !== null
      const idToken = isTold
        ? await verifyIdToken(tokens.idToken, expected, { keys, now }, trip)
        : null
      const told = { tokens, idToken, user: null, authenticatedAt: null }
      return arrivalOf(upstream, metadata, told, trip)
    },

    discover: (issuer) => discovery.documentOf(issuer, tripOf(parts)),
  }
}
