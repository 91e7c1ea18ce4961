// Decides whom somebody who came by an upstream is here. The account is issuer and subject, never the e-mail address: an
// address that an upstream vouches for only shows whose password has to be proved before the two are linked.
import { sha256 } from '@/crypto/digest'
import { randomId } from '@/crypto/random'
import type { Account, Upstream, UpstreamPerson } from '@/model/upstream'
import type { User } from '@/model/user'
import type { Provider } from '@/oauth/provider'
import { readEmail } from '@/users/email'
import { usernameKey } from '@/users/username'

import { profileOf, usernamesFor } from './new-user'

export type AdmissionRefusal = 'no-account' | 'invitation-needed' | 'email-unverified' | 'disabled'

export type Admission =
  | { readonly kind: 'known' | 'created'; readonly user: User }
  /** The verified e-mail address of an existing user: the password has to be proved before the account is linked. */
  | { readonly kind: 'prove'; readonly user: User }
  | { readonly kind: 'refused'; readonly reason: AdmissionRefusal }

/**
 * Finds the person's user, or makes one where the upstream's policy allows it. Whoever arrives twice at once is one user.
 *
 * @param invitation  the code of an invitation link; it is used up by the user that it makes, and by nothing else
 */
export async function admit(
  person: UpstreamPerson,
  upstream: Upstream,
  invitation: string | null,
  provider: Provider,
): Promise<Admission> {
  const known = await admitKnown(person, upstream, provider)
  if (known) return known
  const owner = await admitOwner(person, provider)
  if (owner) return owner
  const { newUsers } = upstream.options
  if (newUsers === 'link') return refused('no-account')
  if (newUsers === 'invitation' && !(await spendInvitation(invitation, upstream, provider))) {
    return (await admitKnown(person, upstream, provider)) ?? refused('invitation-needed') // it may have made them just now
  }
  return create(person, upstream, provider)
}

const refused = (reason: AdmissionRefusal): Admission => ({ kind: 'refused', reason })

/** Somebody whose account is linked. It stays when its upstream is removed, and belongs to the one that they come by now. */
async function admitKnown(
  { issuer, subject, email }: UpstreamPerson,
  upstream: Upstream,
  { stores, now }: Provider,
): Promise<Admission | null> {
  const found = await stores.accounts.find(issuer, subject)
  if (!found) return null
  if (found.user.disabledAt !== null) return refused('disabled')
  const { account } = found
  if (account.upstreamId !== upstream.id) {
    await stores.accounts.link({ ...account, upstreamId: upstream.id })
  }
  await stores.accounts.touch(account.id, shownEmail(email), now())
  return { kind: 'known', user: found.user }
}

/** Somebody with the e-mail address of a user. Null: nobody has it. */
async function admitOwner(
  { email: told, isEmailVerified }: UpstreamPerson,
  { stores }: Provider,
): Promise<Admission | null> {
  const email = told === null ? null : readEmail(told)
  const found = email === null ? null : await stores.users.findByLogin(email)
  if (!found) return null
  if (!isEmailVerified) return refused('email-unverified')
  return found.user.disabledAt === null ? { kind: 'prove', user: found.user } : refused('disabled')
}

/** What an invitation to come by this upstream is for: the beginning of its purpose. */
export const invitationPurpose = (upstreamId: string): `invitation:${string}` =>
  `invitation:${upstreamId}:`

/** Takes the invitation out of use. False: it is none for this upstream, or it is used up. */
async function spendInvitation(
  code: string | null,
  upstream: Upstream,
  { stores, now }: Provider,
): Promise<boolean> {
  if (code?.length !== 43) return false
  const link = await stores.oneTimeLinks.find(sha256(code))
  if (!link?.purpose.startsWith(invitationPurpose(upstream.id))) return false
  return stores.oneTimeLinks.consume(link.hash, now())
}

async function create(
  person: UpstreamPerson,
  upstream: Upstream,
  provider: Provider,
): Promise<Admission> {
  const { stores, now, log } = provider
  const at = now()
  const email = person.isEmailVerified && person.email !== null ? readEmail(person.email) : null
  const id = randomId()
  const account = accountOf(person, upstream, id, at)
  for (const username of usernamesFor(person)) {
    const user = {
      id,
      username,
      usernameKey: usernameKey(username),
      email,
      emailVerifiedAt: email === null ? null : at,
      profile: profileOf(person),
      createdAt: at,
    }
    const outcome = await stores.accounts.createUser(user, account)
    if (outcome === 'username-taken') continue
    if (outcome !== 'created') return another(person, upstream, provider)
    log.info({ userId: id, upstreamId: upstream.id }, 'user added by an upstream')
    const added = await stores.users.find(id)
    if (!added) throw new Error('a user who was added vanished')
    return { kind: 'created', user: added }
  }
  throw new Error('no username was free')
}

/** Another request has added the account, or taken the e-mail address, since it was looked for. */
async function another(
  person: UpstreamPerson,
  upstream: Upstream,
  provider: Provider,
): Promise<Admission> {
  const known = await admitKnown(person, upstream, provider)
  const admission = known ?? (await admitOwner(person, provider))
  if (!admission) throw new Error('an account that was taken has vanished')
  return admission
}

/** A person's account at an upstream, as it is linked to a user. */
export const accountOf = (
  { issuer, subject, email }: Pick<UpstreamPerson, 'issuer' | 'subject' | 'email'>,
  upstream: Pick<Upstream, 'id'>,
  userId: string,
  at: Date,
): Account => ({
  id: randomId(),
  userId,
  issuer,
  subject,
  upstreamId: upstream.id,
  email: shownEmail(email),
  linkedAt: at,
  usedAt: at,
})

const shownEmail = (email: string | null): string | null =>
  email === null ? null : readEmail(email)
