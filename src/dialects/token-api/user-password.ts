import type { Handler } from '@/oauth/provider'
import { findPasswordProblem } from '@/users/password'

import { endpoint, noContent } from './api'
import { administratorOf } from './caller'
import { invalid, optionalText, readFields, requiredText } from './fields'
import { provePassword } from './prove-password'
import { namedUser } from './user'
import { sentenceOf } from './user-fields'

/**
 * `PUT /users/{uuid}/password`: a new one, which ends every session, grant and token of that user. An `old_password`
 * that is sent has to be right, and counts as signing in does.
 */
export const setPassword: Handler = endpoint(async (request, provider) => {
  const administrator = await administratorOf(request, provider)
  const user = await namedUser(request, provider)
  const { stores, logouts, passwords, now, log } = provider
  const fields = await readFields(request)
  const password = requiredText(fields, 'new_password')
  const old = optionalText(fields, 'old_password')
  const problem = await findPasswordProblem(password, user.username)
  if (problem) throw invalid('new_password', sentenceOf('new_password', problem))
  if (old !== null) {
    await provePassword({ login: user.username, password: old }, request, provider)
  }

  await stores.users.changePassword(user.id, await passwords.hash(password), now(), null)
  void logouts.deliver()
  log.info({ userId: user.id, by: administrator.id }, 'password changed by the token API')
  return noContent()
})
