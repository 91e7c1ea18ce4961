import type { PkcePolicy } from '@/model/client'
import { AlgorithmField, Choices, ExactArea, ExactField, Setting, Warning } from './fields'
import { Fold } from './fold'
import type { SettingsForm } from './form'
import { Lifetime } from './lifetime'

type Props = { readonly form: SettingsForm }

/** How an app proves who it is, and whether its tokens are bound to a key. */
export function Keys({ form }: Props) {
  const { registration: own } = form.texts
  const fields = ['authentication', 'jwks', 'jwks_uri', 'assertion_algorithm', 'dpop']
  return (
    <Fold form={form} id="keys" fields={fields} isOauth>
      {form.isPublic ? (
        <p className="max-w-[42rem] text-pretty text-ink-muted">{own.authenticationNone}</p>
      ) : (
        <Choices
          form={form}
          name="authentication"
          title={own.authentication}
          choices={own.authentications}
        />
      )}
      <ExactArea form={form} name="jwks" label={own.jwks} hint={own.jwksHint} />
      <ExactField form={form} name="jwks_uri" label={own.jwksUri} hint={own.jwksUriHint} />
      {!form.isPublic && (
        <AlgorithmField
          form={form}
          name="assertion_algorithm"
          label={own.assertionAlgorithm}
          unset={own.algorithmUnset}
        />
      )}
      <Choices form={form} name="dpop" title={own.dpop} choices={own.dpopPolicies} />
    </Fold>
  )
}

/** What an authorization request has to be like. */
export function Requests({ form }: Props) {
  const { registration: own } = form.texts
  const fields = [
    'pkce',
    'requires_pushed_requests',
    'requires_request_objects',
    'request_object_algorithm',
    'default_max_age',
    'initiate_login_uri',
  ]
  return (
    <Fold form={form} id="requests" fields={fields} isOauth>
      <Pkce form={form} />
      <div className="gap-x-8 sm:grid sm:grid-cols-2">
        <Setting form={form} name="requires_pushed_requests" choice={own.requiresPushedRequests} />
        <Setting form={form} name="requires_request_objects" choice={own.requiresRequestObjects} />
      </div>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <AlgorithmField
          form={form}
          name="request_object_algorithm"
          label={own.requestObjectAlgorithm}
          unset={own.algorithmUnset}
        />
        <Lifetime
          form={form}
          name="default_max_age"
          label={own.defaultMaxAge}
          usual={own.defaultMaxAgeHint}
        />
      </div>
      <ExactField
        form={form}
        name="initiate_login_uri"
        label={own.initiateLoginUri}
        hint={own.initiateLoginUriHint}
      />
    </Fold>
  )
}

const lowered: readonly Exclude<PkcePolicy, 'required'>[] = ['optional', 'plain']

function Pkce({ form }: Props) {
  const texts = form.texts.oauth.settings
  if (form.isPublic) {
    return (
      <div>
        <h3 className="font-medium">{texts.pkce}</h3>
        <p className="max-w-[42rem] text-pretty text-ink-muted">{texts.pkcePublic}</p>
      </div>
    )
  }
  return (
    <div className="group/pkce">
      <Choices
        form={form}
        name="pkce"
        title={texts.pkce}
        intro={texts.pkceMeans}
        choices={texts.pkcePolicies}
      />
      {lowered.map((value) => (
        <Warning key={value} className={`mt-2 ${shownFor[value]}`}>
          {texts.pkceWarnings[value]}
        </Warning>
      ))}
    </div>
  )
}

/** The warning of what is chosen. */
const shownFor = {
  optional: 'hidden group-has-[input[value="optional"]:checked]/pkce:block',
  plain: 'hidden group-has-[input[value="plain"]:checked]/pkce:block',
} as const
