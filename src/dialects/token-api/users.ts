// The collection of users, for administrators.
import type { Handler } from '@/oauth/provider'
import { json } from '@/oauth/responses'
import { registerKnownUser } from '@/users/register'

import { endpoint } from './api'
import { administratorOf } from './caller'
import { clearableText, readFields, requiredText } from './fields'
import { userData } from './user-data'
import { readNames, refusalOf } from './user-fields'
import { readUserQuery } from './user-query'

/** `POST /users`: adds a user. The address that an administrator gives is not verified by that. */
export const createUser: Handler = endpoint(async (request, provider) => {
  const administrator = await administratorOf(request, provider)
  const { stores, passwords, now, log } = provider
  const fields = await readFields(request)
  const typed = {
    username: requiredText(fields, 'username'),
    email: clearableText(fields, 'email_address') ?? '',
    password: requiredText(fields, 'password'),
  }
  const profile = readNames({}, fields, now())
  const outcome = await registerKnownUser(typed, profile, stores, passwords, now())
  if (!outcome.ok) throw refusalOf(outcome.problems)
  const { user } = outcome
  log.info({ userId: user.id, by: administrator.id }, 'user added by the token API')
  return json(
    userData({
      ...user,
      profile,
      emailVerifiedAt: null,
      isAdministrator: false,
      disabledAt: null,
    }),
  )
})

/** `GET /users`: one page of those whom the search finds, in a name or an address. */
export const listUsers: Handler = endpoint(async (request, provider) => {
  await administratorOf(request, provider)
  const { users, total, found } = await provider.stores.users.search(readUserQuery(request))
  return json({ items: users.map(userData), total, filtered: found })
})
