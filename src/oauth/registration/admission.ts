// Who may register an app: RFC 7591 §3.
import { sha256 } from '@/crypto/digest'
import { attemptKeys, clientRegistrationLimit } from '@/sign-in/limits'

import { contextOf } from '../context'
import { OAuthError } from '../oauth-error'
import type { Provider } from '../provider'

/** A request that may register an app. */
export type Admission =
  | { readonly by: 'token'; readonly tokenHash: string }
  /** Nobody vouches for the app. */
  | { readonly by: 'policy' }

/**
 * Asks for an initial access token, unless the policy lets anybody register. A token that is brought is looked at in any
 * case: an app that means to be vouched for is not registered as a stranger's.
 *
 * @throws {OAuthError} `invalid_token`
 */
export async function admit(request: Request, provider: Provider): Promise<Admission> {
  const { settings, stores, now } = provider
  const isBrought = request.headers.has('authorization')
  if (!isBrought && settings.dynamicRegistration === 'open') return { by: 'policy' }

  const token = bearerToken(request)
  if (token === null) throw invalidToken('registering needs an initial access token', isBrought)
  const tokenHash = sha256(token)
  const found = await stores.initialAccessTokens.find(tokenHash)
  const isGood = found !== null && found.usesLeft > 0 && found.expiresAt > now()
  if (!isGood) throw unusable()
  return { by: 'token', tokenHash }
}

/** Counts the registration; last of all, so that one that is refused costs no use. @throws {OAuthError} `invalid_token` */
export async function countUse(admission: Admission, { stores, now }: Provider): Promise<void> {
  if (admission.by === 'policy') return
  const isCounted = await stores.initialAccessTokens.use(admission.tokenHash, now())
  if (!isCounted) throw unusable()
}

const unusable = () =>
  invalidToken('the initial access token is unknown, has ended, or is used up', true)

/**
 * How long somebody has to wait who registers one app after the other: seconds. Null: not at all. What is refused for
 * other reasons counts, too: each may have had a document fetched.
 */
export async function findWait(
  request: Request,
  { stores, now }: Provider,
): Promise<number | null> {
  const at = now()
  const { attempts, windowSeconds } = clientRegistrationLimit
  const key = attemptKeys.clientRegistration(contextOf(request).address)
  const windowEndsAt = new Date(at.getTime() + windowSeconds * 1000)
  const [counted] = await stores.attempts.count([{ key, windowEndsAt }], at)
  if (!counted || counted.count <= attempts) return null
  return Math.max(1, Math.ceil((counted.windowEndsAt.getTime() - at.getTime()) / 1000))
}

/** The token of the header — RFC 6750 §2.1; null: there is none, or something else. */
export const bearerToken = (request: Request): string | null =>
  /^bearer ([A-Za-z0-9_-]{1,256})$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null

/** @param isBrought  whether there was a token at all: where nothing was tried, the challenge names no error (RFC 6750 §3.1) */
export const invalidToken = (description: string, isBrought: boolean): OAuthError =>
  new OAuthError(
    'invalid_token',
    description,
    isBrought ? `Bearer error="invalid_token", error_description="${description}"` : 'Bearer',
  )
