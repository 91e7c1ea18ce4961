// Writes clients, users and upstreams as a file that, applied elsewhere, makes them anew: their ids, settings and the hashes
// of their secrets and passwords; an upstream’s secret sealed. Logos, consents and tokens are no configuration.
import { stringify } from 'yaml'

import { playgroundId } from '@/clients/playground'
import type { ClientOptions } from '@/model/client'
import type { ClientWithSecrets } from '@/stores/clients'
import type { UserWithPassword } from '@/stores/users'

import { standardFieldsOf } from './client-entry'
import { type ClientFields, fieldNames, fieldsOf, keyOfField } from './client-fields'
import { clientKeys } from './client-keys'
import { claimNames } from './profile-keys'
import { durationText } from './readers'
import { inOrder } from './in-order'
import { isAlike, type Rooms } from './step'
import { exportedUpstream } from './export-upstream'
import { userKeys } from './user-keys'

/** What a file holds, before it is written. */
export type Exported = {
  readonly clients: readonly object[]
  readonly users: readonly object[]
  readonly upstreams: readonly object[]
}

/**
 * Everything that is there, but what is built in. The oldest app first, people in the order of their ids, upstreams in that
 * of their buttons.
 */
export async function exportAll({ stores }: Pick<Rooms, 'stores'>): Promise<Exported> {
  const users = await allUsers(stores)
  const nameOf = new Map(users.map(({ user }) => [user.id, user.username]))
  const clients: object[] = []
  for (const { id, ownerId } of (await stores.clients.list(null)).toReversed()) {
    const found = id === playgroundId ? null : await stores.clients.findWithSecrets(id)
    if (found) clients.push(clientEntry(found, nameOf.get(ownerId ?? '') ?? null))
  }
  const upstreams = (await stores.upstreams.list()).map(exportedUpstream)
  return { clients, users: users.map(userEntry), upstreams }
}

export const yamlOf = (exported: Exported): string => stringify(exported, { lineWidth: 0 })

export const jsonOf = (exported: Exported): string => `${JSON.stringify(exported, null, 2)}\n`

const atOnce = 500

async function allUsers({ users }: Rooms['stores']): Promise<readonly UserWithPassword[]> {
  const all: UserWithPassword[] = []
  for (;;) {
    const some = await users.list(all.at(-1)?.user.id ?? null, atOnce)
    all.push(...some)
    if (some.length < atOnce) return all
  }
}

/** Said of every client, for they are what one looks for. */
const always: readonly (keyof ClientFields)[] = [
  'name',
  'kind',
  'redirectUris',
  'dialects',
  'grantTypes',
  'scopes',
  'authenticationMethod',
]

/** The rest only where it is another than the kind begins with. */
function clientEntry({ client, secrets }: ClientWithSecrets, owner: string | null): object {
  const { id, disabledAt, ownerId: _, logoHash: _logo, createdAt: _made, ...registration } = client
  const fields = fieldsOf(registration)
  const standard = standardFieldsOf(client.kind)
  const said = fieldNames
    .filter((field) => always.includes(field) || !isAlike(fields[field], standard[field]))
    .map((field): [string, unknown] => [keyOfField[field], written(field, fields)])
  const usesSecret = /^client_secret/.test(client.authenticationMethod)
  return inOrder(Object.keys(clientKeys), {
    client_id: id,
    ...Object.fromEntries(said),
    ...(owner !== null && { owner }),
    ...(disabledAt !== null && { disabled: true }),
    ...(usesSecret && secrets.length > 0 && { client_secret_sha256: hashesOf(secrets) }),
  })
}

const hashesOf = (secrets: ClientWithSecrets['secrets']): string | readonly string[] => {
  const hashes = secrets.map(({ secretHash }) => secretHash).sort()
  const [only, ...more] = hashes
  return only !== undefined && more.length === 0 ? only : hashes
}

/** As a person would write it. */
function written(field: keyof ClientFields, fields: ClientFields): unknown {
  const value = fields[field]
  if (field === 'scopes') return fields.scopes.join(' ')
  if (field === 'jwks') return JSON.parse(fields.jwks ?? 'null') as unknown
  if (field === 'exchange') return exchangeEntry(fields.exchange)
  return typeof value === 'number' ? durationText(value) : value
}

const exchangeEntry = ({ subjectClients, ...rest }: ClientOptions['exchange']): object => ({
  ...(subjectClients.length > 0 && { subject_clients: subjectClients }),
  ...rest,
})

function userEntry({ user, password }: UserWithPassword): object {
  const told = claimNames.filter((claim) => user.profile[claim] !== undefined)
  const claims = told.map((claim): [string, unknown] => [claim, user.profile[claim]])
  return inOrder(Object.keys(userKeys), {
    user_id: user.id,
    username: user.username,
    ...(user.email !== null && { email: user.email }),
    ...(user.emailVerifiedAt !== null && { email_verified: true }),
    ...(password && { password_hash: password.hash }),
    ...(user.isAdministrator && { administrator: true }),
    ...(user.disabledAt !== null && { disabled: true }),
    ...Object.fromEntries(claims),
  })
}
