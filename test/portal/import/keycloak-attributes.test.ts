import { describe, expect, it } from 'vitest'

import { moving } from './moving'

type Attributes = Readonly<Record<string, readonly string[]>>

/** Mallory's entry in a realm's export; what people write about themselves is in `attributes`. */
const realmOf = (attributes: Attributes, values: object = {}): string => {
  const mallory = { id: 'kc-9', username: 'mallory', email: 'mallory@example.com' }
  const account = { emailVerified: false, enabled: true, createdTimestamp: 1_588_561_321_000 }
  return JSON.stringify({
    users: [{ ...mallory, firstName: 'Mallory', ...account, ...values, attributes }],
  })
}

async function imported(attributes: Attributes, values: object = {}) {
  const { imports, everybody } = await moving()
  const { lines, said } = await imports('realm.json', realmOf(attributes, values))
  const [user] = await everybody()
  return { lines, said: said.join('\n'), user }
}

describe('attributes of a Keycloak user, which people may write themselves', () => {
  it('verify no e-mail address', async () => {
    for (const name of ['emailVerified', 'email_verified', 'verified', 'confirmed_at']) {
      const { user, said } = await imported({ [name]: ['true'] })
      expect(user).toMatchObject({ email: 'mallory@example.com', emailVerifiedAt: null })
      expect(said).toContain(`attribute ${name}`)
    }
  })

  it('let nobody in again who was switched off', async () => {
    for (const name of ['enabled', 'is_active']) {
      const { user } = await imported({ [name]: ['true'] }, { enabled: false })
      expect(user?.disabledAt).not.toBeNull()
    }
  })

  it('say neither who somebody is nor what their password is', async () => {
    const { user, lines } = await imported({
      id: ['kc-1'],
      sub: ['kc-1'],
      username: ['root'],
      login: ['root'],
      email: ['root@example.com'],
      mail: ['root@example.com'],
      password_hash: ['$2b$04$abcdefghijklmnopqrstuuU2dUMZ8J0yfHf5m3lV0Z2m8dS4tQ6yG'],
    })
    expect(lines).toEqual(['users[0]: imported mallory: without a password'])
    expect(user).toMatchObject({ id: 'kc-9', username: 'mallory', email: 'mallory@example.com' })
  })

  it('stop nobody whose directory has words of its own for the same', async () => {
    const { user, lines } = await imported({
      LDAP_ID: ['d1'],
      createTimestamp: ['20200101000000Z'],
      uid: ['mallory-of-the-directory'],
    })
    expect(lines).toEqual(['users[0]: imported mallory: without a password'])
    expect(user?.createdAt).toEqual(new Date(1_588_561_321_000))
  })

  it('still tell what somebody is like, after what the realm itself says', async () => {
    const { user } = await imported({ locale: ['fr'], firstName: ['M.'], given_name: ['Mal'] })
    expect(user?.profile).toMatchObject({ locale: 'fr', given_name: 'Mallory' })
  })
})
