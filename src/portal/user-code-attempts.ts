import type { Session } from '@/model/session'
import { contextOf } from '@/oauth/context'
import { PageError } from '@/oauth/errors'
import type { Provider } from '@/oauth/provider'
import { attemptKeys, userCodeLimits } from '@/sign-in/limits'

/**
 * Counts a user code before it is looked at, so that no race gets more tries than the limits.
 * @returns takes the attempt back: the code was good
 * @throws {PageError} `too-many-attempts`
 */
export async function countUserCode(
  request: Request,
  session: Session,
  { stores, now }: Provider,
): Promise<() => Promise<void>> {
  const limited = [
    { key: attemptKeys.userCodeSession(session.id), limit: userCodeLimits.session },
    { key: attemptKeys.userCodeAddress(contextOf(request).address), limit: userCodeLimits.address },
    { key: attemptKeys.userCodeEverywhere(), limit: userCodeLimits.everywhere },
  ]
  const at = now()
  const windowOf = (seconds: number) => new Date(at.getTime() + seconds * 1000)
  const counts = await stores.attempts.count(
    limited.map(({ key, limit }) => ({ key, windowEndsAt: windowOf(limit.windowSeconds) })),
    at,
  )
  const forgive = () => stores.attempts.forgive(limited.map(({ key }) => key))
  const exceeded = counts.filter(
    ({ count }, index) => count > (limited[index]?.limit.attempts ?? 0),
  )
  if (exceeded.length === 0) return forgive

  await forgive() // what is refused is no attempt, and uses up nobody else's count
  const until = Math.max(...exceeded.map(({ windowEndsAt }) => windowEndsAt.getTime()))
  const retryAfterSeconds = Math.max(1, Math.ceil((until - at.getTime()) / 1000))
  throw new PageError('too-many-attempts', { retryAfterSeconds })
}
