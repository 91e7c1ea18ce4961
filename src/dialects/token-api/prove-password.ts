import { contextOf } from '@/oauth/context'
import type { Provider } from '@/oauth/provider'
import { type PasswordOutcome, signInWithPassword } from '@/sign-in/password'

import { TokenApiError } from './api'

/** What a wrong password and a request without one are asked for. */
export const basicChallenge = { 'WWW-Authenticate': 'Basic realm="portico", charset="UTF-8"' }

export const wrongCredentials = (): TokenApiError =>
  new TokenApiError('unauthorized', 'The username or the password is wrong.', {}, basicChallenge)

/**
 * Within the limits of signing in, and telling no unknown user apart.
 * @throws {TokenApiError} `unauthorized`, `too_many_attempts`
 */
export async function provePassword(
  typed: { readonly login: string; readonly password: string },
  request: Request,
  provider: Provider,
): Promise<Extract<PasswordOutcome, { ok: true }>> {
  const { address } = contextOf(request)
  const proof = { ...typed, address, knownBrowserOf: () => null }
  const outcome = await signInWithPassword(proof, provider, provider.now())
  if (outcome.ok) return outcome
  if (outcome.reason === 'wrong-credentials') throw wrongCredentials()
  throw new TokenApiError(
    'too_many_attempts',
    'Too many sign-ins have failed. Try again later.',
    {},
    { 'Retry-After': String(outcome.retryAfterSeconds) },
  )
}
