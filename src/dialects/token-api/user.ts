// One user, for administrators.
import type { User, UserUpdate } from '@/model/user'
import { pathParts } from '@/oauth/path'
import type { Handler, Provider } from '@/oauth/provider'
import { json } from '@/oauth/responses'

import { endpoint, noContent, TokenApiError } from './api'
import { administratorOf } from './caller'
import { type Fields, readFields } from './fields'
import { userData } from './user-data'
import { readNames, readNewEmail, readNewUsername, taken } from './user-fields'

/**
 * The user of `/api/auth/0.1/users/{uuid}`.
 * @throws {TokenApiError} `not_found`
 */
export async function namedUser(request: Request, { stores }: Provider): Promise<User> {
  const id = pathParts(request)[4] ?? ''
  const user = id.length <= 256 ? await stores.users.find(id) : null
  if (!user) throw noSuchUser()
  return user
}

const noSuchUser = (): TokenApiError =>
  new TokenApiError('not_found', 'There is no user with this uuid.')

/** `GET /users/{uuid}` */
export const readUser: Handler = endpoint(async (request, provider) => {
  await administratorOf(request, provider)
  return json(userData(await namedUser(request, provider)))
})

/** `PUT /users/{uuid}`: replaces what is sent; what is left out stays. An address that is new is not verified. */
export const updateUser: Handler = endpoint(async (request, provider) => {
  const administrator = await administratorOf(request, provider)
  const user = await namedUser(request, provider)
  const { stores, now, log } = provider
  const values = readUpdate(user, await readFields(request), now())
  const outcome = await stores.users.update(user.id, values)
  if (outcome === 'unknown') throw noSuchUser() // it went meanwhile
  if (outcome !== 'updated') {
    throw taken(outcome === 'username-taken' ? 'username' : 'email_address')
  }
  log.info({ userId: user.id, by: administrator.id }, 'user changed by the token API')
  return json(userData({ ...user, ...values }))
})

function readUpdate(user: User, fields: Fields, at: Date): UserUpdate {
  const email = readNewEmail(fields)
  const profile = readNames(user.profile, fields, at)
  return {
    ...readNewUsername(fields),
    ...(email !== undefined && email !== user.email && { email, emailVerifiedAt: null }),
    ...(profile !== user.profile && { profile }),
  }
}

/** `DELETE /users/{uuid}`: with everything of theirs. There is always an administrator left. */
export const deleteUser: Handler = endpoint(async (request, provider) => {
  const administrator = await administratorOf(request, provider)
  const user = await namedUser(request, provider)
  const { stores, logouts, now, log } = provider
  if (user.id === administrator.id) {
    throw new TokenApiError('conflict', 'An administrator cannot delete themself.')
  }
  if (!(await stores.users.delete(user.id, now()))) {
    if (!(await stores.users.find(user.id))) throw noSuchUser()
    throw new TokenApiError('conflict', 'The last administrator cannot be deleted.')
  }
  void logouts.deliver()
  log.info({ userId: user.id, by: administrator.id }, 'user deleted by the token API')
  return noContent()
})
