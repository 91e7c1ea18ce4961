import { type LifetimeProblem, lifetimeUnits, switchField } from '@/clients/registration'
import { accessTokenLifetime } from '@/dialects/login-redirect/lifetime'
import { type Client, dialects, grantTypes, scopeNames } from '@/model/client'
import type { TypedApp } from '@/portal/apps/typed'
import type { CurrentVisit } from '@/server/current'
import { AppSettingsPage, type AppSettingsView } from '@/ui/portal/app-settings-page'
import { type PortalTexts, portalTexts } from '@/ui/portal/texts'
import { Framed, one, type Query } from '../../../framed'
import { RedirectUrisOf, typedInto, typedNotice } from '../../typed-fields'
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
    grantTypes: grantTypes.map((name) => {
      const field = switchField.grantType(name)
      return { name, field, isOn: isOn(field, client.grantTypes.includes(name)) }
    }),
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
      usual: accessTokenLifetime({ ...client, accessTokenLifetime: null }, settings),
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

/** In the largest unit of which it is a whole number. */
function lifetimeField(seconds: number | null): { amount: string; unit: string } {
  if (seconds === null) return { amount: '', unit: 'days' }
  const [unit, length] = Object.entries(lifetimeUnits)
    .reverse()
    .find(([, length]) => seconds % length === 0) ?? ['seconds', 1]
  return { amount: String(seconds / length), unit }
}
