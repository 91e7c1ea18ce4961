import { randomId } from '@/crypto/random'
import { deriveKey, seal, unseal } from '@/crypto/seal'
import type { BrokerGrant } from '@/model/broker-grant'
import type { Upstream, UpstreamPerson } from '@/model/upstream'
import type { User } from '@/model/user'
import type { Provider } from '@/oauth/provider'

import { signAccessToken } from './access-token'
import type { Place } from './place'
import { longestLifetime, sealRefreshToken } from './refresh-token'

type World = Pick<Provider, 'settings'>

const keyOf = ({ settings }: World) => deriveKey(settings.secret, 'broker-upstream')

/** Closes the upstream's refresh token for the database. */
export const sealUpstreamToken = (token: string, world: World): string =>
  seal(keyOf(world), Buffer.from(token))

/** Opens what {@link sealUpstreamToken} closed. */
export const openUpstreamToken = (sealed: string, world: World): string =>
  unseal(keyOf(world), sealed).toString()

/** When a grant ends that is used or made now: after a time without use, and some day in any case. */
export function grantExpiry(createdAt: Date, { settings, now }: Provider): Date {
  const { refreshToken, refreshTokenAbsolute } = settings.lifetimes
  const idle = Math.min(refreshToken, longestLifetime)
  return new Date(
    Math.min(now().getTime() + idle * 1000, createdAt.getTime() + refreshTokenAbsolute * 1000),
  )
}

type Beginning = {
  readonly place: Place
  readonly upstream: Upstream
  readonly user: User
  readonly person: UpstreamPerson
  /** The upstream's. */
  readonly refreshToken: string
}

/** Adds a grant for a person who has just come back, and makes its first tokens. */
export async function beginGrant(
  { place, upstream, user, person, refreshToken }: Beginning,
  provider: Provider,
): Promise<{ accessToken: string; refreshToken: string }> {
  const createdAt = provider.now()
  const grant: BrokerGrant = {
    id: randomId(),
    upstreamId: upstream.id,
    userId: user.id,
    audience: place.audience,
    createdAt,
    expiresAt: grantExpiry(createdAt, provider),
    revokedAt: null,
    generation: 1,
    confirmed: 1,
    sealedUpstream: sealUpstreamToken(refreshToken, provider),
    answer: null,
  }
  await provider.stores.brokerGrants.create(grant)
  const contents = {
    grantId: grant.id,
    generation: grant.generation,
    upstreamToken: refreshToken,
    clientId: place.clientId,
  }
  return {
    accessToken: await signAccessToken(
      { userId: user.id, audience: place.audience, person },
      provider,
    ),
    refreshToken: await sealRefreshToken(contents, grant.expiresAt, provider),
  }
}
