import {
  loginLink,
  passwordExamples,
  refreshExamples,
  registerLink,
  verifyExamples,
} from '@/clients/examples'
import { isAnswered } from '@/clients/kinds'
import type { Settings } from '@/config/settings'
import type { Client } from '@/model/client'
import { readSecret } from '@/portal/apps/typed'
import { AppPage, type AppView } from '@/ui/portal/app-page'
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
