/** Reads single fields of a form about an app. Each answers its value, or what is wrong with it. */
import { checkRedirectUri, type RedirectUriReason, redirectUriLines } from './redirect-uri'
import type { UriCheck, UriReason } from './uris'

/** A field of a form by its name; `''` when it was not sent. */
export type Field = (name: string) => string

export type Read<T, P> = { readonly value: T } | { readonly problem: P }

export type NameProblem = 'missing' | 'too-long' | 'bad-character'
export type LifetimeProblem = 'not-a-number' | 'too-short' | 'too-long'
export type UrisProblem<Reason> =
  | { readonly kind: 'missing' | 'too-many' }
  | {
      readonly kind: 'refused'
      readonly uris: readonly { readonly uri: string; readonly reason: Reason }[]
    }
export type RedirectUrisProblem = UrisProblem<RedirectUriReason>

const longestName = 80
const mostUris = 50
const shortestLifetime = 60
const longestLifetime = 365 * 24 * 60 * 60

/** Units of a lifetime's field, in seconds. */
export const lifetimeUnits = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const
export type LifetimeUnit = keyof typeof lifetimeUnits

/** Controls, and characters that turn the direction of a text: a name must not pretend to be another. */
const deceptive = /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/u

export function readName(text: string): Read<string, NameProblem> {
  const name = text.normalize('NFC').trim()
  if (name === '') return { problem: 'missing' }
  if (deceptive.test(name)) return { problem: 'bad-character' }
  if (Array.from(name).length > longestName) return { problem: 'too-long' }
  return { value: name }
}

/** One a line. `allowed` are those that are good without being an address. */
export function readRedirectUris(
  text: string,
  { isNeeded, allowed = [] }: { readonly isNeeded: boolean; readonly allowed?: readonly string[] },
): Read<readonly string[], RedirectUrisProblem> {
  return isNeeded && redirectUriLines(text).length === 0
    ? { problem: { kind: 'missing' } }
    : readUris(text, (uri) => (allowed.includes(uri) ? { ok: true } : checkRedirectUri(uri)))
}

/** One a line, each checked. */
export function readUris<Reason>(
  text: string,
  check: (uri: string) => { readonly ok: true } | { readonly ok: false; readonly reason: Reason },
): Read<readonly string[], UrisProblem<Reason>> {
  const lines = redirectUriLines(text)
  if (lines.length > mostUris) return { problem: { kind: 'too-many' } }

  const refused = lines.flatMap((uri) => {
    const checked = check(uri)
    return checked.ok ? [] : [{ uri, reason: checked.reason }]
  })
  return refused.length > 0 ? { problem: { kind: 'refused', uris: refused } } : { value: lines }
}

/** One URI, or none. */
export function readUri(
  text: string,
  check: (uri: string) => UriCheck,
): Read<string | null, UriReason> {
  const uri = text.trim()
  if (uri === '') return { value: null }
  const checked = check(uri)
  return checked.ok ? { value: uri } : { problem: checked.reason }
}

/** Seconds of a number and its unit; empty means: what is usual. */
export function readLifetime(
  field: Field,
  name: string,
  shortest = shortestLifetime,
): Read<number | null, LifetimeProblem> {
  const amount = field(name).trim()
  if (amount === '') return { value: null }
  if (!/^\d{1,9}$/.test(amount)) return { problem: 'not-a-number' }

  const unit = field(`${name}_unit`)
  const seconds = Number(amount) * (isLifetimeUnit(unit) ? lifetimeUnits[unit] : 1)
  if (seconds < shortest) return { problem: 'too-short' }
  if (seconds > longestLifetime) return { problem: 'too-long' }
  return { value: seconds }
}

const isLifetimeUnit = (text: string): text is LifetimeUnit => Object.hasOwn(lifetimeUnits, text)

/** One of these words; what is none of them changes nothing. */
export const readChoice = <T extends string>(choices: readonly T[], text: string, current: T): T =>
  choices.find((choice) => choice === text) ?? current

type Values<Reads> = {
  readonly [Name in keyof Reads]: Extract<Reads[Name], { readonly value: unknown }>['value']
}
type Problems<Reads> = {
  readonly [Name in keyof Reads]?: Extract<Reads[Name], { readonly problem: unknown }>['problem']
}

/** The values of all fields, or the problems of those that have one. */
export function settle<Reads extends Readonly<Record<string, Read<unknown, unknown>>>>(
  reads: Reads,
):
  | { readonly ok: true; readonly values: Values<Reads> }
  | { readonly ok: false; readonly problems: Problems<Reads> } {
  const entries = Object.entries(reads)
  const problems = entries.flatMap(([name, it]) => ('problem' in it ? [[name, it.problem]] : []))
  if (problems.length > 0) {
    return { ok: false, problems: Object.fromEntries(problems) as Problems<Reads> }
  }
  const values = entries.flatMap(([name, it]) => ('value' in it ? [[name, it.value]] : []))
  return { ok: true, values: Object.fromEntries(values) as Values<Reads> }
}
