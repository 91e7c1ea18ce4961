// One attempt to tell an app that a session has ended — OpenID Connect Back-Channel Logout 1.0 §2.5.
import type { Client } from '@/model/client'
import type { LogoutDelivery, LogoutProblem } from '@/model/logout-delivery'

import { OutboundProblem } from '../provider'
import type { CourierParts } from './courier'
import { issueLogoutToken } from './logout-token'

const minute = 60
const hour = 60 * minute

/** How long is waited after the first failed attempt, after the second, …: seconds. After one more it is given up. */
export const retryDelays: readonly number[] = [
  10,
  minute,
  5 * minute,
  30 * minute,
  2 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
]

/** Posts a logout token, and notes how it went. */
export async function deliver(delivery: LogoutDelivery, parts: CourierParts): Promise<void> {
  const { stores, log, now } = parts
  const { id, clientId, attempts } = delivery
  const client = await stores.clients.find(clientId)
  if (!client) return // its deliveries are gone with it
  const problem = await attempt(delivery, client, parts)
  if (problem === null) return stores.logoutDeliveries.succeed(id, now())

  const delay = isFinal(problem) ? undefined : retryDelays[attempts - 1]
  const next = delay === undefined ? null : new Date(now().getTime() + delay * 1000)
  await stores.logoutDeliveries.fail(id, problem, next)
  const facts = { clientId, attempts, problem }
  if (next) log.info({ ...facts, next }, 'a sign-out notice failed and is sent again')
  else log.warn(facts, 'a sign-out notice is given up')
}

/** Null: the app has taken it. */
async function attempt(
  delivery: LogoutDelivery,
  client: Client,
  parts: CourierParts,
): Promise<LogoutProblem | null> {
  if (client.disabledAt !== null) return 'app disabled'
  if (client.backchannelLogoutUri === null) return 'no URI'
  const logoutToken = await issueLogoutToken(delivery, client, parts)
  try {
    const form = { logout_token: logoutToken }
    const { status } = await parts.outbound.post(client.backchannelLogoutUri, form)
    return status >= 200 && status < 300 ? null : `answered ${status}` // §2.8; a redirect is not followed
  } catch (cause) {
    if (cause instanceof OutboundProblem) return problems[cause.reason]
    throw cause
  }
}

const problems: Readonly<Record<OutboundProblem['reason'], LogoutProblem>> = {
  'not-https': 'not https',
  'private-address': 'private address',
  unresolvable: 'unresolvable',
  unreachable: 'unreachable',
  timeout: 'timed out',
  'too-large': 'answer too large',
  busy: 'server busy',
}

/** Whether another attempt would find the same, until somebody changes the app. */
const isFinal = (problem: LogoutProblem): boolean =>
  problem === 'app disabled' || problem === 'no URI'
