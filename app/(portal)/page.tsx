import type { Metadata } from 'next'
import { mayRegisterClients } from '@/clients/access'
import { initiateLoginLink } from '@/clients/initiate-login'
import { logoUrl } from '@/clients/logo'
import type { ConnectedPlace } from '@/model/broker-grant'
import type { ConnectedClient } from '@/model/grant'
import { destinationOf } from '@/oauth/consent-page'
import { scopesIn } from '@/oauth/scope'
import { currentLocale, type CurrentVisit, requireVisit } from '@/server/current'
import { type ConnectedApp, HomePage } from '@/ui/portal/home-page'
import { portalTexts } from '@/ui/portal/texts'
import { longestAccessTokenLifetime } from '../access-token-lifetime'
import { Framed, type Query } from '../framed'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: portalTexts[await currentLocale()].home.title,
})

export default async function Home({ searchParams }: { readonly searchParams: Query }) {
  const visit = await requireVisit('/')
  const { user, provider, formToken, locale } = visit
  const now = provider.now()
  const { grants, brokerGrants } = provider.stores
  const [clients, places] = await Promise.all([
    grants.listConnectedClients(user.id, now),
    brokerGrants.listPlaces(user.id, now),
  ])
  return (
    <Framed visit={visit} current="home" query={searchParams}>
      <HomePage
        texts={portalTexts[locale]}
        apps={[
          ...clients.map((each) => connectedApp(each, visit)),
          ...places.map((each) => connectedPlace(each, visit)),
        ]}
        next={nextFor(visit)}
        formToken={formToken}
        now={now}
      />
    </Framed>
  )
}

function nextFor({ user, provider }: CurrentVisit): 'playground' | 'register' | null {
  if (mayRegisterClients(user)) return 'register'
  return provider.settings.playground ? 'playground' : null
}

const connectedApp = (
  { client, scope, holdsApiTokens, since, lastUsedAt }: ConnectedClient,
  { provider: { settings } }: CurrentVisit,
): ConnectedApp => ({
  fields: { client_id: client.id },
  name: client.name,
  logo: { name: client.name, logoUrl: logoUrl(client) },
  url:
    initiateLoginLink(settings.issuer, client) ?? addressOf(client.redirectUris, settings.issuer),
  isDisabled: client.disabledAt !== null,
  scopes: scopesIn(scope),
  actsForUser: holdsApiTokens,
  through: null,
  since,
  lastUsedAt,
  accessTokenLifetime: client.dialects.every((it) => it === 'token-api') // whose tokens are deleted
    ? null
    : longestAccessTokenLifetime(client, settings),
})

/** A place of the broker: it has no name but its own address. */
const connectedPlace = (
  { audience, upstream, since, lastUsedAt }: ConnectedPlace,
  { provider: { settings } }: CurrentVisit,
): ConnectedApp => ({
  fields: { place: audience, upstream_id: upstream.id },
  name: audience,
  logo: { name: destinationOf(audience), logoUrl: null },
  url: /^https?:/i.test(audience) ? `${audience}/` : null,
  isDisabled: false,
  scopes: [],
  actsForUser: false,
  through: upstream.label,
  since,
  lastUsedAt,
  accessTokenLifetime: settings.lifetimes.accessToken,
})

/** Where an app is, as far as its redirect URIs tell: their first origin; an app of our own is the page itself. */
function addressOf(redirectUris: readonly string[], issuer: string): string | null {
  const first = redirectUris.find((uri) => /^https?:\/\//i.test(uri))
  if (!first || !URL.canParse(first)) return null
  const { origin, pathname } = new URL(first)
  return origin === new URL(issuer).origin ? pathname : `${origin}/`
}
