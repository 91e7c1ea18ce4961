import { type Client, outOfBandUri } from '@/model/client'
import type { ConsentItem } from '@/model/pages'
import type { Session } from '@/model/session'
import type { Address, User } from '@/model/user'

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
      isSelfRegistered: client.options.isSelfRegistered,
      destination: destinationOf(redirectUri === outOfBandUri ? settings.issuer : redirectUri),
      user,
      items: consentItems(scope, user, client),
      policyUri: client.options.policyUri,
      tosUri: client.options.tosUri,
      token: sealOffer(settings.secret, session, { clientId: client.id, scope }),
      continue: withOwnParameters(path, { decision: null }),
    },
    { locale: localeOf(request) },
  )
}

/** What an app would see, with the person's own data as the example. */
export const consentItems = (
  scope: string,
  user: User,
  { options }: Pick<Client, 'options'>,
): readonly ConsentItem[] =>
  scopesIn(scope).map((name) =>
    name === 'openid'
      ? { scope: name, knownAs: options.subjectType }
      : { scope: name, example: examples[name]?.(user) ?? null },
  )

const examples: Partial<Record<ConsentItem['scope'], (user: User) => string | null>> = {
  profile: ({ username, profile }) =>
    [profile.name, username, profile.birthdate, profile.website].filter(Boolean).join(', '),
  email: ({ email }) => email,
  phone: ({ profile }) => profile.phone_number ?? null,
  address: ({ profile }) => addressLine(profile.address ?? {}),
}

/** An address in one line, as far as it is known. */
function addressLine(address: Address): string | null {
  const {
    formatted,
    street_address: street,
    postal_code: code,
    locality,
    region,
    country,
  } = address
  const whole = formatted ?? [street, code, locality, region, country].filter(Boolean).join(', ')
  return whole === '' ? null : whole.replaceAll(/\s*\n\s*/g, ', ')
}

/** Where the person is sent, in full: the host and port of a web address, or the private scheme of an app. */
export function destinationOf(redirectUri: string): string {
  const [, scheme = '', authority = ''] = /^([^:/?#]+):(?:\/\/([^/?#]*))?/.exec(redirectUri) ?? []
  return /^https?$/i.test(scheme) ? authority : `${scheme}:`
}
