// What the page after a sign-out tells: which apps know of it. The page learns which sessions have ended from a sealed
// parameter, so that nobody can ask about another's, and not for long: what a browser remembers of it soon opens nothing.
import { setTimeout as pause } from 'node:timers/promises'

import { deriveKey, seal, unseal } from '@/crypto/seal'
import type { LogoutDelivery } from '@/model/logout-delivery'
import type { SignedOutView } from '@/model/pages'

import type { Provider } from '../provider'
import { withOwnParameters } from '../way-back'

/** How long the page tells of the sessions that it was opened for: seconds. */
const told = 600

/** More sessions of one person than this are not told of: the parameter stands in a URL. */
const mostSessions = 20

/** Milliseconds between looks at what has become of the deliveries: about two seconds in all. */
const pauses = [50, 100, 150, 300, 600, 800]

/** A parameter of ours: brings the seal through a request to the end-session endpoint that had to ask first. */
export const endedParameter = 'portico_ended'

type Ended = { readonly sessionIds: readonly string[]; readonly at: number }

/** Seals which sessions have just ended. */
export function sealEnded(
  sessionIds: readonly string[],
  { settings, now }: Pick<Provider, 'settings' | 'now'>,
): string {
  const ended: Ended = { sessionIds: sessionIds.slice(0, mostSessions), at: now().getTime() }
  return seal(deriveKey(settings.secret, 'signed-out'), Buffer.from(JSON.stringify(ended)))
}

/** The page, in the language that was asked for; `sealed` undefined: it tells of no session. */
export const signedOutPath = (sealed: string | undefined, uiLocales?: string): string =>
  withOwnParameters('/signed-out', { of: sealed ?? null, ui_locales: uiLocales ?? null })

/** The sessions of {@link sealEnded}; none when it was not made by us, or too long ago. */
function openEnded(
  sealed: string | undefined,
  { settings, now }: Pick<Provider, 'settings' | 'now'>,
): readonly string[] {
  if (sealed === undefined) return []
  try {
    const text = unseal(deriveKey(settings.secret, 'signed-out'), sealed).toString()
    const { sessionIds, at } = JSON.parse(text) as Ended
    return now().getTime() - at < told * 1000 ? sessionIds : []
  } catch {
    return []
  }
}

type Apps = SignedOutView['apps']

/** The apps that were used in the sessions, once each has been told or two seconds have passed. */
export async function findAppsOfEnded(
  sealed: string | undefined,
  provider: Provider,
): Promise<Apps> {
  const sessionIds = openEnded(sealed, provider)
  if (sessionIds.length === 0) return { signedOut: [], unreached: [], untold: [] }
  const deliveries = await attempted(sessionIds, provider)
  const clients = await provider.stores.grants.listClientsOfSessions(sessionIds)
  const isOurs = (uri: string) => uri.startsWith(`${provider.settings.issuer}/`)
  const named = (state: keyof Apps): string[] =>
    clients
      .filter(({ redirectUris }) => redirectUris.length === 0 || !redirectUris.every(isOurs))
      .filter(({ id }) => stateOf(deliveries.filter((one) => one.clientId === id)) === state)
      .map(({ name }) => name)
  return { signedOut: named('signedOut'), unreached: named('unreached'), untold: named('untold') }
}

/** The deliveries of the sessions, once there was an attempt at each, or it takes too long to wait for. */
async function attempted(
  sessionIds: readonly string[],
  { stores, logouts }: Provider,
): Promise<readonly LogoutDelivery[]> {
  const list = async () =>
    (await Promise.all(sessionIds.map((id) => stores.logoutDeliveries.listOfSession(id)))).flat()
  let deliveries = await list()
  if (deliveries.some(isUntried)) void logouts.deliver()
  for (const milliseconds of pauses) {
    if (!deliveries.some(isUntried)) break
    await pause(milliseconds)
    deliveries = await list()
  }
  return deliveries
}

const isUntried = ({ nextAttemptAt, problem }: LogoutDelivery): boolean =>
  nextAttemptAt !== null && problem === null

/** How it stands with an app, by its deliveries of the sessions. */
function stateOf(deliveries: readonly LogoutDelivery[]): keyof Apps {
  if (deliveries.some(({ nextAttemptAt }) => nextAttemptAt !== null)) return 'unreached'
  const isTold =
    deliveries.length > 0 && deliveries.every(({ deliveredAt }) => deliveredAt !== null)
  return isTold ? 'signedOut' : 'untold'
}
