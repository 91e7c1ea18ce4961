// The form of an upstream: what it holds, and how it is read. What may stand in it is `federation`'s to say.
import { hasSameEndpoints, presets, type PresetField } from '@/federation/presets'
import {
  findUpstreamProblems,
  type UpstreamFieldProblem,
  type UpstreamField,
} from '@/federation/validation'
import {
  claimNames,
  defaultUpstreamOptions,
  newUserPolicies,
  type ClaimMap,
  type Upstream,
  type UpstreamOptions,
  type UpstreamPreset,
} from '@/model/upstream'

import { flash, readFlash, type FlashContext } from '../../flash'

export type FormField = (name: string) => string

/** What is wrong with a field, by the name of {@link UpstreamField}. */
export type UpstreamProblems = Readonly<
  Partial<Record<UpstreamField, UpstreamFieldProblem | 'taken' | 'again'>>
>

export type UpstreamInput = Pick<
  Upstream,
  'id' | 'preset' | 'label' | 'clientId' | 'options' | 'isDefault' | 'isBroker'
> & {
  /** As typed; null: the one that is kept stays, or there is none. */
  readonly secret: string | null
  readonly keepsSecret: boolean
}

export const claimField = (name: string): string => `claim.${name}`

/** Every field but the secret, which no form is given back. */
export const fieldNames = (preset: UpstreamPreset): readonly string[] => [
  ...[
    'id',
    'label',
    'client_id',
    'scopes',
    'new_users',
    'trusts_emails',
    'is_default',
    'is_broker',
  ],
  ...presets[preset].required,
  ...presets[preset].optional,
  ...claimNames.map(claimField),
]

/** Reads the form of a new upstream, or of one that is there already. */
export function readUpstream(
  preset: UpstreamPreset,
  field: FormField,
  current: Upstream | null,
  settings: { readonly allowPrivateNetwork: boolean },
): { readonly input: UpstreamInput; readonly problems: UpstreamProblems } {
  const options = readOptions(preset, field)
  const isPublic = options.tokenAuthentication === 'none'
  const secret = field('secret').trim()
  const hadSecret = current !== null && current.sealedSecret !== null
  const isMoved = current !== null && !hasSameEndpoints(current, { preset, options })
  const isBroker = field('is_broker') === 'on'
  const input: UpstreamInput = {
    id: current?.id ?? field('id').trim(),
    preset,
    label: field('label').normalize('NFC').trim(),
    clientId: field('client_id').trim(),
    options,
    isDefault: field('is_default') === 'on' && !isBroker,
    isBroker,
    secret: isPublic || secret === '' ? null : secret,
    keepsSecret: isPublic || (hadSecret && !isMoved),
  }
  const asksAgain = hadSecret && isMoved && !isPublic && secret === ''
  const problems: UpstreamProblems = {
    ...findUpstreamProblems(input, settings),
    ...(asksAgain && { secret: 'again' as const }),
  }
  return { input, problems }
}

function readOptions(preset: UpstreamPreset, field: FormField): UpstreamOptions {
  const { required, optional } = presets[preset]
  const given = [...required, ...optional].map((name) => [name, readOption(name, field(name))])
  return {
    ...defaultUpstreamOptions,
    ...(Object.fromEntries(
      given.filter(([, value]) => value !== null),
    ) as Partial<UpstreamOptions>),
    scopes: field('scopes')
      .split(/[\s,]+/)
      .filter(Boolean),
    claims: Object.fromEntries(
      claimNames.flatMap((name) => {
        const path = field(claimField(name)).trim()
        return path === '' ? [] : [[name, path]]
      }),
    ) satisfies ClaimMap,
    trustsEmails: field('trusts_emails') === 'on',
    newUsers: newUserPolicies.find((policy) => policy === field('new_users')) ?? 'link',
  }
}

const tokenAuthentications = ['client_secret_basic', 'client_secret_post', 'none'] as const

function readOption(name: PresetField, typed: string): string | null {
  const text = typed.trim()
  if (name === 'userinfoMethod') return text === 'POST' ? 'POST' : 'GET'
  if (name === 'tokenAuthentication')
    return tokenAuthentications.find((one) => one === text) ?? null
  return text === '' ? null : text
}

/** What the form of an upstream begins with. */
export function valuesOf({ preset, ...upstream }: Omit<Upstream, 'sealedSecret' | 'position'>) {
  const { options } = upstream
  const { required, optional } = presets[preset]
  const on = (is: boolean) => (is ? 'on' : '')
  return {
    id: upstream.id,
    label: upstream.label,
    client_id: upstream.clientId,
    scopes: options.scopes.join(' '),
    new_users: options.newUsers,
    trusts_emails: on(options.trustsEmails),
    is_default: on(upstream.isDefault),
    is_broker: on(upstream.isBroker),
    ...Object.fromEntries([...required, ...optional].map((name) => [name, options[name] ?? ''])),
    ...Object.fromEntries(claimNames.map((name) => [claimField(name), options.claims[name] ?? ''])),
  } satisfies Readonly<Record<string, string>>
}

/** A form that was refused: what was typed, but for the secret, and what is wrong with it. */
export type TypedUpstream = {
  /** `create:<preset>` or `update:<id>`: the form that it goes back into. */
  readonly form: string
  readonly values: Readonly<Record<string, string>>
  readonly problems: UpstreamProblems
}

/** The `Set-Cookie` value that brings it back; what is too long for a cookie stays behind. */
export function keepTyped(
  context: FlashContext,
  form: string,
  preset: UpstreamPreset,
  field: FormField,
  problems: UpstreamProblems,
): string {
  const typed = (longest: number): TypedUpstream => ({
    form,
    problems,
    values: Object.fromEntries(
      fieldNames(preset)
        .map((name) => [name, field(name)] as const)
        .filter(([, value]) => value.length <= longest),
    ),
  })
  for (const longest of [1000, 200, 20, 0]) {
    const cookie = flash(context, 'form', typed(longest))
    if (cookie !== null) return cookie
  }
  throw new Error('what is wrong with a form does not fit into a cookie')
}

/** What was typed into this form, or null. */
export function readTyped(
  context: FlashContext,
  cookie: string | null | undefined,
  form: string,
): TypedUpstream | null {
  const typed = readFlash(context, cookie) as TypedUpstream | null // sealed by `keepTyped`
  return typed?.form === form ? typed : null
}
