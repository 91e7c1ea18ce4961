import { endpointsFor } from '@/clients/endpoints'
import {
  loginLink,
  passwordExamples,
  refreshExamples,
  registerLink,
  verifyExamples,
} from '@/clients/examples'
import {
  assertionExamples,
  deviceExamples,
  dpopExamples,
  exchangeExamples,
  pollExamples,
  pushedLinkExamples,
  pushExamples,
  railsLink,
  tokenInfoExamples,
} from '@/clients/more-examples'
import {
  asksForRefreshToken,
  authorizationParameters,
  authorizeExamples,
  clientCredentialsExamples,
  codeExamples,
  libraryExamples,
  refreshTokenExamples,
  userinfoExamples,
} from '@/clients/oauth-examples'
import { provesBy } from '@/clients/requests'
import { tokenApiExamples } from '@/clients/token-api-examples'
import type { Settings } from '@/config/settings'
import { type Client, outOfBandUri } from '@/model/client'
import { readSecret } from '@/portal/apps/typed'
import type { CurrentVisit } from '@/server/current'
import { AppPage, type AppView } from '@/ui/portal/app-page'
import { LogoutDeliveries } from '@/ui/portal/logout-deliveries'
import type { OauthView } from '@/ui/portal/oauth-sections'
import { portalTexts } from '@/ui/portal/texts'
import { Framed, type Query } from '../../framed'
import { flashContextOf, flashOf } from '../typed-fields'
import { headerOf, managedTitle, type Parameters, requireManaged } from './managed'

type Props = { readonly params: Parameters; readonly searchParams: Query }

export const generateMetadata = ({ params }: Props) => managedTitle(params)

export default async function App({ params, searchParams }: Props) {
  const { visit, client } = await requireManaged(params, '')
  const { provider, formToken, locale } = visit
  const found = await provider.stores.clients.findWithSecrets(client.id)
  const sealed = await flashOf(visit, 'secret')
  return (
    <Framed visit={visit} current="apps" query={searchParams}>
      <AppPage
        texts={portalTexts[locale]}
        app={{ ...viewOf(client, provider.settings), secrets: found?.secrets ?? [] }}
        freshSecret={readSecret(flashContextOf(visit), sealed, client.id)}
        formToken={formToken}
        now={provider.now()}
      />
      <SignOutNotices visit={visit} client={client} />
    </Framed>
  )
}

/** For an app that signs people in, or has been told of a sign-out. */
async function SignOutNotices(props: { readonly visit: CurrentVisit; readonly client: Client }) {
  const { visit, client } = props
  const { stores, now } = visit.provider
  const deliveries = await stores.logoutDeliveries.listOfClient(client.id, 20)
  const uri = client.backchannelLogoutUri
  const signsIn = client.grantTypes.includes('authorization_code')
  if (uri === null && deliveries.length === 0 && !signsIn) return null
  return (
    <div className="mt-10">
      <LogoutDeliveries
        texts={portalTexts[visit.locale]}
        appId={client.id}
        uri={uri}
        deliveries={deliveries}
        now={now()}
      />
    </div>
  )
}

function viewOf(client: Client, settings: Settings): Omit<AppView, 'secrets'> {
  const { issuer, selfRegistration } = settings
  const { redirectUris, grantTypes } = client
  const isOn = client.dialects.includes('login-redirect')
  const redirects = isOn && grantTypes.includes('login_redirect')
  const first = redirectUris[0]
  const password = grantTypes.includes('password') ? passwordExamples(issuer, client) : 'off'
  return {
    ...headerOf(client),
    isPublic: client.isPublic,
    hasKey: provesBy(client) === 'key',
    issuer,
    redirectUris,
    postLogoutRedirectUris: client.postLogoutRedirectUris,
    oauth: client.dialects.includes('oauth') ? oauthViewOf(client, issuer) : null,
    links: redirects
      ? redirectUris.map((redirectUri) => ({
          redirectUri,
          login: loginLink(issuer, client, redirectUri),
        }))
      : null,
    registerLink:
      redirects && selfRegistration && first !== undefined
        ? registerLink(issuer, client, first)
        : null,
    refresh: isOn && grantTypes.includes('refresh_token') ? refreshExamples(issuer, client) : null,
    password: isOn ? password : null,
    verify: verifyExamples(issuer, client),
    tokenApi: client.dialects.includes('token-api') ? tokenApiOf(client, settings) : null,
  }
}

const tokenApiOf = (client: Client, { issuer, tokenApi }: Settings): AppView['tokenApi'] =>
  tokenApi ? tokenApiExamples(issuer, client) : 'off'

function oauthViewOf(registered: Client, issuer: string): OauthView {
  const client = { ...registered, redirectUris: addressesFirst(registered.redirectUris) }
  const { grantTypes, isPublic } = client
  const signIn = grantTypes.includes('authorization_code') ? signInOf(client, issuer) : null
  const authentication = provesBy(client)
  return {
    authentication,
    assertion: authentication === 'key' ? assertionExamples(issuer, client) : null,
    signIn,
    refresh: grantTypes.includes('refresh_token')
      ? { snippets: refreshTokenExamples(issuer, client), rotates: isPublic }
      : null,
    clientCredentials: grantTypes.includes('client_credentials')
      ? clientCredentialsExamples(issuer, client)
      : null,
    device: grantTypes.includes('urn:ietf:params:oauth:grant-type:device_code')
      ? {
          ask: deviceExamples(issuer, client),
          poll: pollExamples(issuer, client),
          page: `${issuer}/device`,
        }
      : null,
    exchange: grantTypes.includes('urn:ietf:params:oauth:grant-type:token-exchange')
      ? {
          snippets: exchangeExamples(issuer, client),
          isAllowed: client.options.exchange.delegation || client.options.exchange.impersonation,
        }
      : null,
    ...saferOf(client, issuer),
    rails: client.dialects.includes('rails') && signIn ? railsOf(client, issuer) : null,
    libraries: libraryExamples(issuer, client),
    endpoints: endpointsFor(issuer, client),
  }
}

/** Examples are of the first one: an address, where there is one. */
const addressesFirst = (uris: readonly string[]): readonly string[] => [
  ...uris.filter((uri) => uri !== outOfBandUri),
  ...uris.filter((uri) => uri === outOfBandUri),
]

function saferOf(client: Client, issuer: string): Pick<OauthView, 'pushed' | 'dpop'> {
  const redirectUri = client.redirectUris.find((uri) => uri !== outOfBandUri)
  if (!client.grantTypes.includes('authorization_code') || redirectUri === undefined) {
    return { pushed: null, dpop: null }
  }
  return {
    pushed: {
      push: pushExamples(issuer, client, redirectUri),
      link: pushedLinkExamples(issuer, client),
      isRequired: client.options.requiresPushedRequests,
    },
    dpop: {
      snippets: dpopExamples(issuer, client, redirectUri),
      isRequired: client.options.dpop !== 'optional',
    },
  }
}

const railsOf = (client: Client, issuer: string): OauthView['rails'] => ({
  links:
    client.pkce === 'required' || client.isPublic
      ? null
      : client.redirectUris.map((redirectUri) => ({
          redirectUri,
          link: railsLink(issuer, client, redirectUri),
          isOutOfBand: redirectUri === outOfBandUri,
        })),
  tokenInfo: tokenInfoExamples(issuer),
})

function signInOf(client: Client, issuer: string): OauthView['signIn'] {
  const [redirectUri] = client.redirectUris
  return redirectUri === undefined
    ? null
    : {
        parameters: authorizationParameters(client, redirectUri),
        links: authorizeExamples(issuer, client, redirectUri),
        code: codeExamples(issuer, client, redirectUri),
        userinfo: userinfoExamples(issuer),
        getsRefreshToken: asksForRefreshToken(client),
        isPkceLowered: client.pkce !== 'required',
      }
}
