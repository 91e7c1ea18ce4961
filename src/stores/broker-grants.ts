import type { BrokerAnswer, BrokerGrant, ConnectedPlace } from '@/model/broker-grant'
import type { Upstream } from '@/model/upstream'
import type { User } from '@/model/user'

export type BrokerGrantWithParts = {
  readonly grant: BrokerGrant
  readonly user: User
  readonly upstream: Upstream
}

export interface BrokerGrantStore {
  /** @throws {OwnerGone} of the user or the upstream */
  create(grant: BrokerGrant): Promise<void>
  find(id: string): Promise<BrokerGrantWithParts | null>
  /**
   * Takes the right to ask the upstream, until `until`. However many callers race, on however many nodes, one is told
   * `true`, until the lease ends or was given back. False too: the grant is revoked, or `confirmed` is beyond `generation`.
   */
  lease(
    id: string,
    lease: { readonly id: string; readonly generation: number; readonly until: Date },
    at: Date,
  ): Promise<boolean>
  /**
   * Keeps the upstream's newest refresh token as soon as it is known, and prolongs the lease. False: the lease was no
   * longer the caller's, and nothing was kept.
   */
  keep(
    id: string,
    lease: { readonly id: string; readonly until: Date },
    sealedUpstream: string,
  ): Promise<boolean>
  /**
   * Ends a lease with the upstream's answer, in one write: the next generation, the upstream's newest token, what is
   * answered, and the lowest generation that is taken from now on. False: the lease was no longer the caller's.
   */
  renew(
    id: string,
    leaseId: string,
    renewal: {
      readonly generation: number
      readonly confirmed: number
      readonly sealedUpstream: string
      readonly answer: BrokerAnswer
      readonly expiresAt: Date
    },
  ): Promise<boolean>
  /** Ends a lease without an answer. */
  release(id: string, leaseId: string): Promise<void>
  /** The upstream has refused for good. */
  revoke(id: string, at: Date): Promise<void>
  /** The places that hold a live grant of the user, by audience; a disabled upstream's too. */
  listPlaces(userId: string, at: Date): Promise<readonly ConnectedPlace[]>
  /** All that the user's place holds by this upstream, also of who is asking the upstream at this moment. */
  revokePlace(
    userId: string,
    place: { readonly audience: string; readonly upstreamId: string },
    at: Date,
  ): Promise<void>
}
