import { endpointsFor } from '@/clients/endpoints'
import {
  loginLink,
  passwordExamples,
  refreshExamples,
  registerLink,
  verifyExamples,
} from '@/clients/examples'
import { isAnswered } from '@/clients/kinds'
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
import type { Settings } from '@/config/settings'
import type { Client } from '@/model/client'
import { readSecret } from '@/portal/apps/typed'
import { AppPage, type AppView } from '@/ui/portal/app-page'
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
    </Framed>
  )
}

function viewOf(client: Client, { issuer, selfRegistration }: Settings): Omit<AppView, 'secrets'> {
  const { redirectUris, grantTypes } = client
  const isOn = client.dialects.includes('login-redirect')
  const redirects = isOn && grantTypes.includes('login_redirect')
  const first = redirectUris[0]
  const password = grantTypes.includes('password') ? passwordExamples(issuer, client) : 'off'
  return {
    ...headerOf(client),
    isPublic: client.isPublic,
    isAnswered: isAnswered(client),
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
  }
}

function oauthViewOf(client: Client, issuer: string): OauthView {
  const { grantTypes, isPublic } = client
  return {
    authentication: isPublic ? 'none' : 'secret',
    signIn: grantTypes.includes('authorization_code') ? signInOf(client, issuer) : null,
    refresh: grantTypes.includes('refresh_token')
      ? { snippets: refreshTokenExamples(issuer, client), rotates: isPublic }
      : null,
    clientCredentials: grantTypes.includes('client_credentials')
      ? clientCredentialsExamples(issuer, client)
      : null,
    libraries: libraryExamples(issuer, client),
    endpoints: endpointsFor(issuer, client),
  }
}

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
