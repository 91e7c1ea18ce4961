import { createPrivateKey } from 'node:crypto'

import {
  claimNames,
  defaultUpstreamOptions,
  type Upstream,
  type UpstreamOptions,
} from '@/model/upstream'

import { presets, type PresetField } from './presets'

/** What an operator says of an upstream, before it is kept. */
export type UpstreamValues = Pick<Upstream, 'id' | 'preset' | 'label' | 'clientId' | 'options'> & {
  /** As typed; null: none was typed. */
  readonly secret: string | null
  /** One is kept already, and stays. */
  readonly keepsSecret: boolean
}

export type UpstreamField =
  'id' | 'label' | 'clientId' | 'secret' | 'scopes' | 'claims' | PresetField

export type UpstreamFieldProblem =
  | 'missing'
  | 'too-long'
  | 'characters' // that have no place there
  | 'not-a-url' // absolute, without credentials and fragment; an issuer or a site without query too
  | 'not-https'
  | 'not-a-key' // a private key of the curve P-256 in PEM, as Apple gives it
  | 'not-used' // the preset has no use for it

export type UpstreamFieldProblems = Partial<Record<UpstreamField, UpstreamFieldProblem>>

const presetFields: readonly PresetField[] = [
  ...(['issuer', 'site', 'authorizationEndpoint', 'tokenEndpoint', 'userinfoEndpoint'] as const),
  ...(['userinfoMethod', 'tokenAuthentication', 'teamId', 'keyId'] as const),
]

/** What stands against these values, field by field; empty: nothing. */
export function findUpstreamProblems(
  values: UpstreamValues,
  { allowPrivateNetwork }: { readonly allowPrivateNetwork: boolean },
): UpstreamFieldProblems {
  const { options } = values
  const found: [UpstreamField, UpstreamFieldProblem | null][] = [
    ['id', textProblem(values.id, 40, /^[a-z0-9-]*$/)],
    ['label', textProblem(values.label.trim(), 60, /^[^\p{Cc}]*$/u)],
    ['clientId', textProblem(values.clientId, 512, /^[\x20-\x7e]*$/)],
    ['secret', secretProblem(values)],
    ['scopes', scopeProblem(options.scopes)],
    ['claims', claimProblem(values)],
    ...presetFields.map((field): [UpstreamField, UpstreamFieldProblem | null] => [
      field,
      fieldProblem(field, values, allowPrivateNetwork),
    ]),
  ]
  return Object.fromEntries(found.filter(([, problem]) => problem !== null))
}

function textProblem(text: string, longest: number, pattern: RegExp): UpstreamFieldProblem | null {
  if (text === '') return 'missing'
  if (text.length > longest) return 'too-long'
  return pattern.test(text) ? null : 'characters'
}

function secretProblem({
  preset,
  secret,
  keepsSecret,
}: UpstreamValues): UpstreamFieldProblem | null {
  const wanted = presets[preset].secret
  if (secret === null) return keepsSecret || wanted === 'optional' ? null : 'missing'
  if (wanted === 'private-key') return isAppleKey(secret) ? null : 'not-a-key'
  return textProblem(secret, 4096, /^[\x20-\x7e]*$/)
}

function isAppleKey(pem: string): boolean {
  try {
    const { asymmetricKeyDetails } = createPrivateKey(pem)
    return asymmetricKeyDetails?.namedCurve === 'prime256v1'
  } catch {
    return false
  }
}

/** RFC 6749 §3.3 */
function scopeProblem(scopes: UpstreamOptions['scopes']): UpstreamFieldProblem | null {
  if (scopes.join(' ').length > 1000) return 'too-long'
  return scopes.every((scope) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope)) ? null : 'characters'
}

function claimProblem({ preset, options }: UpstreamValues): UpstreamFieldProblem | null {
  const { claims } = options
  const names = Object.keys(claims)
  if (!names.every((name) => claimNames.some((known) => known === name))) return 'not-used'
  // The subject of an ID token is the one that its issuer vouches for: OpenID Connect Core §2
  if (presets[preset].protocol === 'oidc' && claims.subject !== undefined) return 'not-used'
  const problems = Object.values(claims).map((path) => textProblem(path, 200, /^[^\p{Cc}]+$/u))
  return problems.find((problem) => problem !== null) ?? null
}

function fieldProblem(
  field: PresetField,
  { preset, options }: UpstreamValues,
  allowsHttp: boolean,
): UpstreamFieldProblem | null {
  const { required, optional } = presets[preset]
  const value = options[field]
  if (value === defaultUpstreamOptions[field]) {
    return required.includes(field) && value === null ? 'missing' : null
  }
  if (!required.includes(field) && !optional.includes(field)) return 'not-used'
  if (value === null || field === 'userinfoMethod' || field === 'tokenAuthentication') return null
  if (field === 'teamId' || field === 'keyId') return textProblem(value, 20, /^[A-Za-z0-9]*$/)
  return urlProblem(value, field === 'issuer' || field === 'site', allowsHttp)
}

function urlProblem(
  text: string,
  isBase: boolean,
  allowsHttp: boolean,
): UpstreamFieldProblem | null {
  if (text === '') return 'missing'
  if (text.length > 1000) return 'too-long'
  const url = /^[\x21-\x7e]+$/.test(text) && URL.canParse(text) ? new URL(text) : null
  if (!url || url.username !== '' || url.password !== '' || text.includes('#')) return 'not-a-url'
  if (isBase && text.includes('?')) return 'not-a-url'
  if (url.protocol === 'https:') return null
  return url.protocol !== 'http:' ? 'not-a-url' : allowsHttp ? null : 'not-https'
}
