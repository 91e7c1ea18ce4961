import { randomUUID } from 'node:crypto'
import type { BrokerGrant } from '@/model/broker-grant'
import { defaultUpstreamOptions } from '@/model/upstream'
import type { Account, Upstream } from '@/model/upstream'
import type { NewUpstreamUser } from '@/stores/accounts'
import type { Stores } from '@/stores/stores'
import { added, after, day, newUser, now } from './fixtures'

export const newUpstream = (
  values: Partial<Omit<Upstream, 'position'>> = {},
): Omit<Upstream, 'position'> => ({
  id: randomUUID(),
  preset: 'oidc',
  label: 'Work',
  isDefault: false,
  isBroker: false,
  clientId: 'portico',
  sealedSecret: 'sealed',
  options: defaultUpstreamOptions,
  createdAt: now,
  updatedAt: now,
  disabledAt: null,
  ...values,
})

/** One that is there already. */
export async function addedUpstream(
  { upstreams }: Stores,
  values: Partial<Omit<Upstream, 'position'>> = {},
): Promise<Omit<Upstream, 'position'>> {
  const upstream = newUpstream(values)
  if (!(await upstreams.create(upstream))) throw new Error('The id is taken')
  return upstream
}

export const newAccount = (userId: string, values: Partial<Account> = {}): Account => ({
  id: randomUUID(),
  userId,
  issuer: 'https://login.example',
  subject: randomUUID(),
  upstreamId: null,
  email: 'ann@login.example',
  linkedAt: now,
  usedAt: null,
  ...values,
})

export const newUpstreamUser = (values: Partial<NewUpstreamUser> = {}): NewUpstreamUser => ({
  ...newUser(),
  emailVerifiedAt: now,
  profile: { name: 'Zoë "Z" 🙂' },
  ...values,
})

/** Somebody who came by an upstream and has no password, with so many accounts. */
export async function addedByUpstream(stores: Stores, count: number) {
  const { id: upstreamId } = await addedUpstream(stores)
  const user = newUpstreamUser()
  const list = Array.from({ length: count }, (_, index) =>
    newAccount(user.id, { upstreamId, linkedAt: after(index) }),
  )
  await stores.accounts.createUser(user, list[0]!)
  for (const account of list) await stores.accounts.link(account)
  return { userId: user.id, upstreamId, list }
}

export const newBrokerGrant = (
  userId: string,
  upstreamId: string,
  values: Partial<BrokerGrant> = {},
): BrokerGrant => ({
  id: randomUUID(),
  upstreamId,
  userId,
  audience: 'https://game.example',
  createdAt: now,
  expiresAt: after(30 * day),
  revokedAt: null,
  generation: 1,
  confirmed: 1,
  sealedUpstream: 'sealed refresh token',
  answer: null,
  ...values,
})

/** One that is there already. */
export async function addedBrokerGrant(
  stores: Stores,
  values: Partial<BrokerGrant> = {},
): Promise<BrokerGrant> {
  const { id: userId } = await added(stores).user()
  const { id: upstreamId } = await addedUpstream(stores)
  const grant = newBrokerGrant(userId, upstreamId, values)
  await stores.brokerGrants.create(grant)
  return grant
}
