import { sha256 } from '@/crypto/digest'
import { randomSecret } from '@/crypto/random'
import type { OneTimeLink } from '@/model/one-time-link'
import type { Provider } from '@/oauth/provider'

type Rooms = Pick<Provider, 'stores' | 'settings' | 'now'>

/** A new link for the first administrator, in place of earlier ones; null once there is one. */
export async function setupLink({ stores, settings, now }: Rooms): Promise<string | null> {
  if (await stores.users.hasAdministrator()) return null
  return makeLink('setup', null, settings.lifetimes.setupLink, { stores, settings, now })
}

/** A link by which a user chooses a new password, in place of earlier ones. Null: there is no such user. */
export async function recoveryLink(
  login: string,
  { stores, settings, now }: Rooms,
): Promise<string | null> {
  const found = await stores.users.findByLogin(login)
  if (!found) return null
  const { recoveryLink } = settings.lifetimes
  return makeLink('recovery', found.user.id, recoveryLink, { stores, settings, now })
}

async function makeLink(
  purpose: OneTimeLink['purpose'],
  userId: string | null,
  lifetime: number,
  { stores, settings, now }: Rooms,
): Promise<string> {
  const code = randomSecret()
  const createdAt = now()
  await stores.oneTimeLinks.create({
    hash: sha256(code),
    purpose,
    userId,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + lifetime * 1000),
    consumedAt: null,
  })
  const path = purpose === 'setup' ? '/setup' : '/recover'
  return `${settings.issuer}${path}?code=${code}`
}
