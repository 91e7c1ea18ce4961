import type { Client } from '@/model/client'
import type { ConsentItem } from '@/model/pages'
import type { Session } from '@/model/session'
import type { User } from '@/model/user'

import { clientView } from './client-view'
import { sealOffer } from './consent-offer'
import type { Provider } from './provider'
import { scopesIn } from './scope'
import { withOwnParameters } from './way-back'

export type ConsentPage = {
  readonly request: Request
  readonly client: Client
  readonly redirectUri: string
  readonly session: Session
  readonly user: User
  readonly scope: string
  /** The authorization request, path and query: the page posts, and comes back to it. */
  readonly path: string
}

/** Asks a person to let an app in, and shows exactly what it would get. */
export function consentPage(
  { request, client, redirectUri, session, user, scope, path }: ConsentPage,
  { pages, settings, localeOf }: Provider,
): Promise<Response> {
  return pages.render(
    'consent',
    {
      client: clientView(client),
      destination: destinationOf(redirectUri),
      user,
      items: consentItems(scope, user),
      token: sealOffer(settings.secret, session, { clientId: client.id, scope }),
      continue: withOwnParameters(path, { decision: null }),
    },
    { locale: localeOf(request) },
  )
}

/** What an app would see, with the person's own data as the example. */
const consentItems = (scope: string, user: User): readonly ConsentItem[] =>
  scopesIn(scope).map((name) => ({ scope: name, example: examples[name]?.(user) ?? null }))

const examples: Partial<Record<ConsentItem['scope'], (user: User) => string | null>> = {
  openid: (user) => user.id,
  profile: (user) => user.username,
  email: (user) => user.email,
}

/** Where the person is sent, in full: the host and port of a web address, or the private scheme of an app. */
function destinationOf(redirectUri: string): string {
  const [, scheme = '', authority = ''] = /^([^:/?#]+):(?:\/\/([^/?#]*))?/.exec(redirectUri) ?? []
  return /^https?$/i.test(scheme) ? authority : `${scheme}:`
}
