import type { ReactNode } from 'react'
import { AlgorithmField, Choices, ExactField } from './fields'
import { Fold, withOauth } from './fold'
import type { SettingsForm } from './form'
import { Lifetime } from './lifetime'

export type UsualLifetimes = {
  /** Seconds. */
  readonly accessToken: number
  readonly refreshToken: number
  readonly refreshTokenAbsolute: number
}

const oauthFields = [
  'id_token_algorithm',
  'userinfo_algorithm',
  'subject_type',
  'sector_identifier',
  'resources',
  'audiences',
]

/** How long tokens live, how they are signed, and for whom they are. */
export function Tokens(props: {
  readonly form: SettingsForm
  readonly usual: UsualLifetimes
  readonly resources: ReactNode
  readonly audiences: ReactNode
}) {
  const { form, usual, resources, audiences } = props
  const { registration: own, settings } = form.texts
  const fields = [
    'access_token_lifetime',
    'refresh_token_lifetime',
    'refresh_token_max_lifetime',
    'access_token_algorithm',
    ...oauthFields,
  ]
  const hasOauthProblem = oauthFields.some((name) => form.problems[name] !== undefined)
  return (
    <Fold form={form} id="tokens" fields={fields}>
      <p className="text-ink-muted">{settings.lifetimesIntro}</p>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <Lifetime
          form={form}
          name="access_token_lifetime"
          label={settings.accessTokenLifetime}
          usual={usual.accessToken}
        />
        <Lifetime
          form={form}
          name="refresh_token_lifetime"
          label={settings.refreshTokenLifetime}
          usual={usual.refreshToken}
        />
        <Lifetime
          form={form}
          name="refresh_token_max_lifetime"
          label={own.refreshTokenMaxLifetime}
          usual={usual.refreshTokenAbsolute}
        />
        <AlgorithmField
          form={form}
          name="access_token_algorithm"
          label={own.accessTokenAlgorithm}
        />
      </div>
      <div className={hasOauthProblem ? '' : withOauth}>
        <div className="flex flex-col gap-5">
          <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
            <AlgorithmField form={form} name="id_token_algorithm" label={own.idTokenAlgorithm} />
            <AlgorithmField
              form={form}
              name="userinfo_algorithm"
              label={own.userinfoAlgorithm}
              unset={own.userinfoPlain}
            />
          </div>
          <Subject form={form} />
          {resources}
          {audiences}
          {!form.isAdministrator && <p className="text-ink-muted">{own.administrators}</p>}
        </div>
      </div>
    </Fold>
  )
}

function Subject({ form }: { readonly form: SettingsForm }) {
  const { registration: own } = form.texts
  return (
    <div className="flex flex-col gap-3">
      <Choices
        form={form}
        name="subject_type"
        title={own.subjectType}
        intro={own.subjectTypeMeans}
        choices={own.subjectTypes}
      />
      <ExactField
        form={form}
        name="sector_identifier"
        label={own.sectorIdentifier}
        hint={own.sectorIdentifierHint}
      />
    </div>
  )
}
