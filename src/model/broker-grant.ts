import type { Upstream } from './upstream'

/** What an app holds by a refresh token of the broker. */
export type BrokerGrant = {
  readonly id: string
  readonly upstreamId: string
  readonly userId: string
  /** The origin that it was given to. */
  readonly audience: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly revokedAt: Date | null
  /** Of the newest refresh token that was made for the app. */
  readonly generation: number
  /** The lowest generation that is still taken: an app that uses a newer one has let go of the older. */
  readonly confirmed: number
  /** The upstream's newest refresh token, sealed. */
  readonly sealedUpstream: string
  /** What was last answered, to whom of which generation and when, for others who asked at the same time. */
  readonly answer: BrokerAnswer | null
}

export type BrokerAnswer = {
  readonly sealed: string
  readonly answeredFor: number
  readonly answeredAt: Date
}

/** A place that holds refresh tokens of the broker, as the user sees it: all its grants by one upstream are one. */
export type ConnectedPlace = {
  readonly audience: string
  readonly upstream: Upstream
  readonly since: Date
  readonly lastUsedAt: Date
}
