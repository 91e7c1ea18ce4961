import { formValues } from '@/clients/form-values'
import { mayHaveGrantType } from '@/clients/registration'
import { type Client, grantTypes } from '@/model/client'
import type { TypedApp } from '@/portal/apps/typed'
import type { CurrentVisit } from '@/server/current'
import { AppSettingsPage } from '@/ui/portal/app-settings-page'
import type { SettingsForm } from '@/ui/portal/settings/form'
import type { CheckedFields } from '@/ui/portal/settings/more'
import type { UsualLifetimes } from '@/ui/portal/settings/tokens'
import { portalTexts } from '@/ui/portal/texts'
import { longestAccessTokenLifetime } from '../../../access-token-lifetime'
import { Framed, one, type Query } from '../../../framed'
import {
  PostLogoutRedirectUrisOf,
  RedirectUrisOf,
  ResourcesOf,
  typedInto,
  typedNotice,
} from '../../typed-fields'
import { headerOf, managedTitle, type Parameters, requireManaged } from '../managed'
import { problemTexts } from './problem-texts'

type Props = { readonly params: Parameters; readonly searchParams: Query }

export const generateMetadata = ({ params }: Props) => managedTitle(params)

export default async function AppSettings({ params, searchParams }: Props) {
  const { visit, client } = await requireManaged(params, '/settings')
  const { provider, formToken, locale } = visit
  const texts = portalTexts[locale]
  const isAgain = (await one(searchParams, 'again')) !== null
  const typed = isAgain ? await typedInto(visit, `update:${client.id}`) : null
  const form = formOf(client, typed, visit)
  const app = {
    ...headerOf(client),
    usualLifetimes: usualLifetimesOf(client, visit),
    grantTypes: grantTypes.filter(
      (it) => client.grantTypes.includes(it) || mayHaveGrantType(client, it),
    ),
    users: await provider.stores.grants.countUsers(client.id, provider.now()),
  }
  return (
    <Framed visit={visit} current="apps" query={searchParams}>
      <AppSettingsPage
        {...{ texts, app, form, formToken }}
        fields={checkedFieldsOf(form)}
        notice={typedNotice(texts, typed)}
      />
    </Framed>
  )
}

/** What only an administrator's form sends. */
const administratorsFields = [
  'first_party',
  'resources',
  'audiences',
  'exchange.delegation',
  'exchange.impersonation',
  'exchange.subject_clients',
]

/** What was typed, but for what could not be brought back, and what was not theirs to type. */
function formOf(
  client: Client,
  typed: TypedApp | null,
  { user, locale }: CurrentVisit,
): SettingsForm {
  const texts = portalTexts[locale]
  const stored = formValues(client)
  const kept = [...(typed?.cut ?? []), ...(user.isAdministrator ? [] : administratorsFields)]
  const values = typed && {
    ...typed.values,
    ...Object.fromEntries(kept.map((name) => [name, stored[name] ?? ''])),
  }
  return {
    texts,
    values: values ?? stored,
    problems: problemTexts(texts, typed?.problems ?? {}),
    isPublic: client.isPublic,
    isAdministrator: user.isAdministrator,
  }
}

const usualLifetimesOf = (
  client: Client,
  { provider: { settings } }: CurrentVisit,
): UsualLifetimes => ({
  accessToken: longestAccessTokenLifetime({ ...client, accessTokenLifetime: null }, settings),
  refreshToken: settings.lifetimes.refreshToken,
  refreshTokenAbsolute: settings.lifetimes.refreshTokenAbsolute,
})

function checkedFieldsOf({
  texts,
  values,
  problems,
  isAdministrator,
}: SettingsForm): CheckedFields {
  const lines = (name: string) => ({
    texts,
    initial: values[name] ?? '',
    error: problems[name] ?? null,
  })
  const isRails = (values['dialect.rails'] ?? '') !== ''
  const isDisabled = !isAdministrator
  return {
    redirectUris: <RedirectUrisOf {...lines('redirect_uris')} isRails={isRails} />,
    postLogoutRedirectUris: <PostLogoutRedirectUrisOf {...lines('post_logout_redirect_uris')} />,
    resources: <ResourcesOf {...lines('resources')} name="resources" isDisabled={isDisabled} />,
    audiences: <ResourcesOf {...lines('audiences')} name="audiences" isDisabled={isDisabled} />,
  }
}
