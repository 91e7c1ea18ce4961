import type { ClaimName, NewUserPolicy, UpstreamPreset } from '@/model/upstream'
import { fill } from '@/ui/fill'
import { CodeValue } from './code'
import {
  Button,
  inputClass,
  Labelled,
  notesOf,
  PortalForm,
  Radio,
  Switch,
  TextField,
} from './controls'
import { Icon } from './icons'
import type { PortalTexts } from './texts'

type Own = PortalTexts['upstreams']

export type PresetFieldName =
  | 'issuer'
  | 'site'
  | 'authorizationEndpoint'
  | 'tokenEndpoint'
  | 'userinfoEndpoint'
  | 'userinfoMethod'
  | 'tokenAuthentication'
  | 'teamId'
  | 'keyId'

export type UpstreamFormView = {
  readonly preset: UpstreamPreset
  /** Null: it is new. */
  readonly id: string | null
  readonly redirectUri: string
  /** What the form begins with, by field. */
  readonly values: Readonly<Partial<Record<string, string>>>
  readonly problems: Readonly<Partial<Record<string, keyof Own['problems']>>>
  /** What this preset needs, and what may be left out. */
  readonly required: readonly PresetFieldName[]
  readonly optional: readonly PresetFieldName[]
  readonly secret: 'required' | 'optional' | 'private-key'
  readonly hasSecret: boolean
  /** The form was refused, and what was typed as the secret is gone. */
  readonly isAgain: boolean
  /** An ID token says who it is, so no other claim can. */
  readonly isOidc: boolean
  /** What an empty field means. */
  readonly usual: {
    readonly issuer: string | null
    readonly scopes: string
    readonly claims: Readonly<Record<string, string>>
  }
}

export type UpstreamFormProps = {
  readonly texts: PortalTexts
  readonly view: UpstreamFormView
  readonly formToken: string
}

/** What an operator says of a service: exactly the fields that its preset has a use for. */
export function UpstreamForm(props: UpstreamFormProps) {
  const { texts, view, formToken } = props
  const { upstreams: own } = texts
  const { id, preset, required, optional } = view
  const hidden: Record<string, string> = id === null ? { preset } : { id }
  return (
    <PortalForm
      action={`/admin/upstreams/${id === null ? 'create' : 'update'}`}
      token={formToken}
      fields={hidden}
      className="flex max-w-[34rem] flex-col gap-5"
    >
      {id === null && (
        <>
          <RedirectUri {...props} note={own.redirectUriNew} />
          <Text {...props} name="id" label={own.fields.id} hint={own.hints.id} />
        </>
      )}
      <Text {...props} name="label" label={own.fields.label} hint={own.hints.label} />
      {required.map((name) => (
        <PresetField key={name} {...props} name={name} />
      ))}
      <Text {...props} name="client_id" problem="clientId" label={own.fields.clientId} isCode />
      <Secret {...props} />
      {optional.map((name) => (
        <PresetField key={name} {...props} name={name} />
      ))}
      <Text
        {...props}
        name="scopes"
        label={own.fields.scopes}
        hint={
          view.usual.scopes === ''
            ? own.hints.scopesNone
            : fill(own.hints.scopes, { scopes: view.usual.scopes })
        }
        isCode
      />
      <NewUsers {...props} />
      <Switches {...props} />
      <Claims {...props} />
      <div>
        <Button kind="primary">{id === null ? own.create : own.save}</Button>
      </div>
    </PortalForm>
  )
}

/** To be pasted where the service asks for it. */
export function RedirectUri(
  props: Pick<UpstreamFormProps, 'texts' | 'view'> & { readonly note?: string },
) {
  const { texts, view, note } = props
  const { upstreams: own } = texts
  return (
    <div>
      <p className="mb-1 font-medium">{own.redirectUri}</p>
      <CodeValue value={view.redirectUri} label={own.redirectUri} texts={texts.copy} />
      <p className="mt-1 text-ink-muted">
        {own.redirectUriIntro} {note}
      </p>
    </div>
  )
}

function Text(
  props: UpstreamFormProps & {
    readonly name: string
    /** Its name among the problems; the same unless it is said. */
    readonly problem?: string
    readonly label: string
    readonly hint?: string
    readonly isCode?: boolean
  },
) {
  const { texts, view, name, problem, label, hint, isCode = false } = props
  const found = view.problems[problem ?? name]
  return (
    <TextField
      id={name}
      name={name}
      label={label}
      hint={hint}
      autoComplete="off"
      {...(isCode && { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false })}
      defaultValue={view.values[name] ?? ''}
      error={found && texts.upstreams.problems[found]}
    />
  )
}

function PresetField(props: UpstreamFormProps & { readonly name: PresetFieldName }) {
  const { texts, view, name } = props
  const { upstreams: own } = texts
  if (name === 'userinfoMethod' || name === 'tokenAuthentication')
    return <Choice {...props} name={name} />
  return <Text {...props} label={own.fields[name]} hint={hintOf(own, view, name)} isCode />
}

function hintOf(own: Own, view: UpstreamFormView, name: PresetFieldName): string {
  if (name === 'issuer') {
    return view.usual.issuer === null
      ? own.hints.issuer
      : fill(own.hints.issuerUsual, { issuer: view.usual.issuer })
  }
  return view.optional.includes(name) ? own.hints.endpointUsual : ''
}

function Choice({
  texts,
  view,
  name,
}: UpstreamFormProps & { readonly name: 'userinfoMethod' | 'tokenAuthentication' }) {
  const { upstreams: own } = texts
  const choices: readonly (readonly [value: string, text: string])[] =
    name === 'userinfoMethod'
      ? [
          ['GET', 'GET'],
          ['POST', 'POST'],
        ]
      : Object.entries(own.authentications)
  return (
    <Labelled id={name} label={own.fields[name]}>
      <select
        id={name}
        name={name}
        defaultValue={view.values[name] ?? choices[0]?.[0]}
        className={`${inputClass} min-h-10`}
      >
        {choices.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

/** Never filled in: what is kept is not shown to anybody again. */
function Secret({ texts, view }: UpstreamFormProps) {
  const { upstreams: own } = texts
  const isKey = view.secret === 'private-key'
  const found = view.problems['secret']
  const error = found && own.problems[found]
  const hint = error ? null : secretHint(own, view)
  const field = {
    id: 'secret',
    name: 'secret',
    autoComplete: 'off',
    spellCheck: false,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': notesOf({ id: 'secret', hint, error }),
  } as const
  return (
    <Labelled
      id="secret"
      label={isKey ? own.fields.privateKey : own.fields.secret}
      {...{ hint, error }}
    >
      {isKey ? (
        <textarea {...field} rows={6} className={`${inputClass} py-2 font-mono text-code`} />
      ) : (
        <input {...field} type="password" className={`${inputClass} min-h-10`} />
      )}
    </Labelled>
  )
}

function secretHint({ hints }: Own, view: UpstreamFormView): string | null {
  if (view.isAgain) return hints.secretAgain
  if (view.hasSecret) return hints.secretKept
  if (view.secret === 'private-key') return hints.privateKey
  return view.secret === 'optional' ? hints.secretOptional : null
}

function NewUsers({ texts, view }: UpstreamFormProps) {
  const { upstreams: own } = texts
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{own.newUsers}</legend>
      {(Object.keys(own.newUsersMeans) as NewUserPolicy[]).map((policy) => (
        <Radio
          key={policy}
          name="new_users"
          value={policy}
          title={own.newUsersMeans[policy].name}
          means={own.newUsersMeans[policy].means}
          isChosen={view.values['new_users'] === policy}
        />
      ))}
    </fieldset>
  )
}

function Switches({ texts, view }: UpstreamFormProps) {
  const { upstreams: own } = texts
  const switches = [
    ['is_default', own.isDefault],
    ['is_broker', own.isBroker],
    ['trusts_emails', own.trustsEmails],
  ] as const
  return (
    <fieldset>
      <legend className="font-medium">{own.switches}</legend>
      {switches.map(([name, { name: title, means }]) => (
        <Switch key={name} {...{ name, title, means }} isOn={view.values[name] === 'on'} />
      ))}
    </fieldset>
  )
}

/** Folded away until one is set, or something is wrong. */
function Claims(props: UpstreamFormProps) {
  const { texts, view } = props
  const { upstreams: own } = texts
  const all = Object.keys(own.claimNames) as ClaimName[]
  const names = all.filter((name) => name !== 'subject' || !view.isOidc)
  const isSet = names.some((name) => view.values[`claim.${name}`])
  const found = view.problems['claims']
  return (
    <details className="group/claims" open={isSet || found !== undefined}>
      <summary className="flex items-center gap-2 py-1 font-medium">
        {own.claims}
        <Icon name="chevron" className="text-ink-muted group-open/claims:rotate-180" />
      </summary>
      <p className="mt-1 mb-3 text-ink-muted">{own.claimsIntro}</p>
      {found && (
        <p role="alert" className="mb-3 font-medium text-harm">
          {own.problems[found]}
        </p>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        {names.map((name) => (
          <Text
            key={name}
            {...props}
            name={`claim.${name}`}
            label={own.claimNames[name]}
            hint={view.usual.claims[name] ?? ''}
            isCode
          />
        ))}
      </div>
    </details>
  )
}
