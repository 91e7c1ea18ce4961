import { answeredGrantTypes } from '@/clients/kinds'
import {
  type LifetimeProblem,
  lifetimeUnits,
  mayHaveGrantType,
  switchField,
} from '@/clients/registration'
import {
  type Client,
  dialects,
  type GrantType,
  grantTypes,
  idTokenAlgorithms,
  pkcePolicies,
  scopeNames,
} from '@/model/client'
import type { TypedApp } from '@/portal/apps/typed'
import type { CurrentVisit } from '@/server/current'
import { AppSettingsPage, type AppSettingsView } from '@/ui/portal/app-settings-page'
import { type PortalTexts, portalTexts } from '@/ui/portal/texts'
import { longestAccessTokenLifetime } from '../../../access-token-lifetime'
import { Framed, one, type Query } from '../../../framed'
import {
  PostLogoutRedirectUrisOf,
  RedirectUrisOf,
  typedInto,
  typedNotice,
} from '../../typed-fields'
import { headerOf, managedTitle, type Parameters, requireManaged } from '../managed'

type Props = { readonly params: Parameters; readonly searchParams: Query }

export const generateMetadata = ({ params }: Props) => managedTitle(params)

export default async function AppSettings({ params, searchParams }: Props) {
  const { visit, client } = await requireManaged(params, '/settings')
  const { provider, formToken, locale } = visit
  const texts = portalTexts[locale]
  const isAgain = (await one(searchParams, 'again')) !== null
  const typed = isAgain ? await typedInto(visit, `update:${client.id}`) : null
  const users = await provider.stores.grants.countUsers(client.id, provider.now())
  return (
    <Framed visit={visit} current="apps" query={searchParams}>
      <AppSettingsPage
        texts={texts}
        app={{ ...viewOf(client, typed, texts, visit), users }}
        formToken={formToken}
        redirectUris={
          <RedirectUrisOf
            texts={texts}
            initial={typed?.values['redirect_uris'] ?? client.redirectUris.join('\n')}
            problem={typed?.problems.redirectUris}
          />
        }
        postLogoutRedirectUris={
          <PostLogoutRedirectUrisOf
            texts={texts}
            initial={
              typed?.values['post_logout_redirect_uris'] ?? client.postLogoutRedirectUris.join('\n')
            }
            problem={typed?.problems.postLogoutRedirectUris}
          />
        }
        notice={typedNotice(texts, typed)}
      />
    </Framed>
  )
}

function viewOf(
  client: Client,
  typed: TypedApp | null,
  texts: PortalTexts,
  { user, provider: { settings } }: CurrentVisit,
): Omit<AppSettingsView, 'users'> {
  const isOn = (field: string, stored: boolean) => (typed ? field in typed.values : stored)
  const nameProblem = typed?.problems.name
  const lifetime = (
    field: string,
    stored: number | null,
    problem: LifetimeProblem | undefined,
  ) => ({
    ...lifetimeField(stored),
    ...(typed && {
      amount: typed.values[field] ?? '',
      unit: typed.values[`${field}_unit`] ?? 'days',
    }),
    problem: problem ? texts.settings.lifetimeProblems[problem] : null,
  })
  return {
    ...headerOf(client),
    typedName: typed?.values['name'] ?? (typed ? '' : client.name),
    nameProblem: nameProblem ? texts.nameProblems[nameProblem] : null,
    typedFirstParty: isOn('first_party', client.isFirstParty),
    mayBeFirstParty: user.isAdministrator,
    dialects: dialects.map((name) => {
      const field = switchField.dialect(name)
      return { name, field, isOn: isOn(field, client.dialects.includes(name)) }
    }),
    grantTypes: grantTypes
      .filter((name) => isOffered(client, name))
      .map((name) => {
        const field = switchField.grantType(name)
        return { name, field, isOn: isOn(field, client.grantTypes.includes(name)) }
      }),
    oauth: {
      isPublic: client.isPublic,
      pkce: pkcePolicies.find((it) => it === typed?.values['pkce']) ?? client.pkce,
      idTokenAlgorithm:
        idTokenAlgorithms.find((it) => it === typed?.values['id_token_algorithm']) ??
        client.idTokenAlgorithm,
      hasProblem: typed?.problems.postLogoutRedirectUris !== undefined,
    },
    scopes: scopeNames.map((name) => {
      const field = switchField.scope(name)
      return { name, field, isOn: isOn(field, client.scopes.includes(name)) }
    }),
    accessTokenLifetime: {
      ...lifetime(
        'access_token_lifetime',
        client.accessTokenLifetime,
        typed?.problems.accessTokenLifetime,
      ),
      usual: longestAccessTokenLifetime({ ...client, accessTokenLifetime: null }, settings),
    },
    refreshTokenLifetime: {
      ...lifetime(
        'refresh_token_lifetime',
        client.refreshTokenLifetime,
        typed?.problems.refreshTokenLifetime,
      ),
      usual: settings.lifetimes.refreshToken,
    },
  }
}

/** Whether a grant is worth a switch: it would work, or the app has it already. */
const isOffered = (client: Client, grantType: GrantType): boolean =>
  client.grantTypes.includes(grantType) ||
  (answeredGrantTypes.includes(grantType) && mayHaveGrantType(client, grantType))

/** In the largest unit of which it is a whole number. */
function lifetimeField(seconds: number | null): { amount: string; unit: string } {
  if (seconds === null) return { amount: '', unit: 'days' }
  const [unit, length] = Object.entries(lifetimeUnits)
    .reverse()
    .find(([, length]) => seconds % length === 0) ?? ['seconds', 1]
  return { amount: String(seconds / length), unit }
}
