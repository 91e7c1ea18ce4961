import type { BrokerGrant } from '@/model/broker-grant'
import { type Provider, UpstreamFailure } from '@/oauth/provider'
import type { BrokerGrantWithParts } from '@/stores/broker-grants'

import { signAccessToken } from './access-token'
import { sealAnswer, type Refreshed } from './answer'
import { BrokerApiError } from './api'
import { grantExpiry, openUpstreamToken, sealUpstreamToken } from './grant'
import { type RefreshTokenContents, sealRefreshToken } from './refresh-token'
import { toldUser } from './told-user'

/** The right to ask, as long as it is prolonged. */
export type Lease = { readonly id: string; readonly until: () => Date }

/**
 * Asks the upstream for fresh tokens and for the person, and writes down what is answered, for whoever holds the lease.
 *
 * An upstream that rotates its refresh tokens takes the old one out of use with its answer. So the new one is written
 * before anything else is asked. A process that dies between that answer and that write loses it: no order of steps can
 * do without this gap, as the two are on two machines.
 *
 * @throws {BrokerApiError} `upstream_refused`, `upstream_unavailable`
 */
export async function askUpstream(
  { grant, user, upstream }: BrokerGrantWithParts,
  token: RefreshTokenContents,
  lease: Lease,
  provider: Provider,
): Promise<Refreshed> {
  const { stores, upstreams } = provider
  let upstreamToken = newestUpstreamToken(grant, token, provider)
  const keep = async (renewed: string) => {
    upstreamToken = renewed
    const held = { id: lease.id, until: lease.until() }
    const isKept = await stores.brokerGrants.keep(
      grant.id,
      held,
      sealUpstreamToken(renewed, provider),
    )
    if (!isKept) throw overtaken()
  }
  const { person } = await upstreams
    .refresh(upstream, upstreamToken, keep)
    .catch((cause: unknown) => refuse(cause, grant, provider))

  const account = await stores.accounts.find(person.issuer, person.subject)
  if (account?.user.id !== grant.userId) {
    throw new BrokerApiError('upstream_refused', 'The upstream’s account is not linked any more.')
  }
  const generation = Math.max(grant.generation, token.generation) + 1
  const expiresAt = grantExpiry(grant.createdAt, provider)
  const refreshed: Refreshed = {
    accessToken: await signAccessToken(
      { userId: user.id, audience: grant.audience, person },
      provider,
    ),
    refreshToken: await sealRefreshToken(
      { ...token, generation, upstreamToken },
      expiresAt,
      provider,
    ),
    user: toldUser(person, user.id),
  }
  const isWritten = await stores.brokerGrants.renew(grant.id, lease.id, {
    generation,
    confirmed: token.generation, // who uses a token has let go of the older ones
    sealedUpstream: sealUpstreamToken(upstreamToken, provider),
    answer: sealAnswer(refreshed, token.generation, provider),
    expiresAt,
  })
  if (!isWritten) throw overtaken()
  return refreshed
}

/** What is kept is the newest; but a token of ours from after a database was restored holds a newer one. */
const newestUpstreamToken = (
  grant: BrokerGrant,
  token: RefreshTokenContents,
  provider: Provider,
): string =>
  token.generation > grant.generation
    ? token.upstreamToken
    : openUpstreamToken(grant.sealedUpstream, provider)

/** It took so long that another request may have asked meanwhile. */
const overtaken = (): BrokerApiError =>
  new BrokerApiError(
    'upstream_unavailable',
    'The upstream took too long. Send the same refresh token again.',
  )

/** @throws {BrokerApiError} whenever it is the upstream's failure */
async function refuse(
  cause: unknown,
  grant: BrokerGrant,
  { stores, log, now }: Provider,
): Promise<never> {
  if (!(cause instanceof UpstreamFailure)) throw cause
  const { problem, stage, detail } = cause
  log.warn({ grantId: grant.id, problem, stage, detail }, 'the broker’s upstream gave no tokens')
  if (problem !== 'refused' && problem !== 'denied') {
    throw new BrokerApiError(
      'upstream_unavailable',
      'The upstream cannot be asked now. Send the same refresh token again.',
      { cause },
    )
  }
  const isForGood = stage === 'token' && /^invalid_grant\b/.test(detail) // RFC 6749 §5.2
  if (isForGood) await stores.brokerGrants.revoke(grant.id, now())
  throw new BrokerApiError('upstream_refused', 'The upstream refuses: sign in again.', { cause })
}
