// Refreshes of one person are merged: of those that come at once one asks the upstream, and all get its answer. In one
// process they share a promise; between processes a lease on the grant's row decides who asks, and the others look.
import { randomId } from '@/crypto/random'
import type { Provider } from '@/oauth/provider'
import type { BrokerGrantStore, BrokerGrantWithParts } from '@/stores/broker-grants'

import { recentAnswer, type Refreshed } from './answer'
import { BrokerApiError } from './api'
import { askUpstream, type Lease } from './ask-upstream'
import { isAudienceAllowed } from './place'
import type { RefreshTokenContents } from './refresh-token'

/** Waits. Handed in, so that a test need not. */
export type Pause = (milliseconds: number) => Promise<void>

/** How long a process may take for its next step, which no timeout of a request to the upstream reaches. */
const leaseMilliseconds = 15_000

const pollMilliseconds = 150

/** About as long as a lease, so that a process that died is waited for, and is followed. */
const mostPolls = 120

const underWay = new WeakMap<BrokerGrantStore, Map<string, Promise<Refreshed>>>()

/** @throws {BrokerApiError} */
export function refresh(
  token: RefreshTokenContents,
  provider: Provider,
  pause: Pause,
): Promise<Refreshed> {
  const { brokerGrants } = provider.stores
  const shared = underWay.get(brokerGrants) ?? new Map<string, Promise<Refreshed>>()
  underWay.set(brokerGrants, shared)

  const name = `${token.grantId} ${token.generation}`
  const running = shared.get(name)
  if (running) return running
  const mine = refreshed(token, provider, pause).finally(() => shared.delete(name))
  shared.set(name, mine)
  return mine
}

async function refreshed(
  token: RefreshTokenContents,
  provider: Provider,
  pause: Pause,
): Promise<Refreshed> {
  const { stores, now } = provider
  const inTime = () => new Date(now().getTime() + leaseMilliseconds)
  const lease: Lease = { id: randomId(), until: inTime }
  for (let count = 0; count < mostPolls; count += 1) {
    const { grant } = await findGrant(token, provider)
    const known = recentAnswer(grant, token.generation, provider)
    if (known) return known
    const asked = { id: lease.id, generation: token.generation, until: inTime() }
    if (await stores.brokerGrants.lease(grant.id, asked, now())) {
      return answerUnderLease(token, lease, provider)
    }
    await pause(pollMilliseconds)
  }
  throw new BrokerApiError(
    'upstream_unavailable',
    'Another request of the same grant takes too long. Send the same refresh token again.',
  )
}

async function answerUnderLease(
  token: RefreshTokenContents,
  lease: Lease,
  provider: Provider,
): Promise<Refreshed> {
  try {
    const found = await findGrant(token, provider) // somebody may have answered between the look and the lease
    const known = recentAnswer(found.grant, token.generation, provider)
    if (!known) return await askUpstream(found, token, lease, provider)
    await provider.stores.brokerGrants.release(token.grantId, lease.id)
    return known
  } catch (cause) {
    await provider.stores.brokerGrants.release(token.grantId, lease.id)
    throw cause
  }
}

/**
 * The grant of a refresh token, if it is still good.
 * @throws {BrokerApiError} `invalid_refresh_token`, `user_disabled`, `upstream_disabled`, `place_not_allowed`
 */
export async function findGrant(
  { grantId, generation, clientId }: RefreshTokenContents,
  provider: Provider,
): Promise<BrokerGrantWithParts> {
  const found = await provider.stores.brokerGrants.find(grantId)
  const { grant, user, upstream } = found ?? {}
  if (!grant || grant.revokedAt !== null || grant.expiresAt <= provider.now()) {
    throw invalidRefreshToken()
  }
  if (generation < grant.confirmed) {
    provider.log.warn({ grantId, generation }, 'an old refresh token of the broker was shown')
    throw invalidRefreshToken()
  }
  if (user?.disabledAt !== null) {
    throw new BrokerApiError('user_disabled', 'The user is disabled on this portal.')
  }
  if (upstream?.disabledAt !== null) {
    throw new BrokerApiError('upstream_disabled', 'The upstream is switched off on this portal.')
  }
  if (!(await isAudienceAllowed({ audience: grant.audience, clientId }, provider))) {
    throw new BrokerApiError(
      'place_not_allowed',
      'The place that the refresh token was given to is not on the list any more.',
    )
  }
  return { grant, user, upstream }
}

export const invalidRefreshToken = (): BrokerApiError =>
  new BrokerApiError('invalid_refresh_token', 'The refresh token is not valid: sign in again.')
