import type { RegistrationProblems } from '@/clients/registration'
import { type FlashContext, flash, readFlash } from '@/portal/flash'

/** A form about an app that was refused: what was typed, by field, and what is wrong with it. */
export type TypedApp = {
  /** `create:<kind>` or `update:<client id>`: the form it goes back into. */
  readonly form: string
  readonly values: Readonly<Record<string, string>>
  readonly problems: RegistrationProblems
  /** Fields whose text stayed behind: it was too long, or a secret. */
  readonly cut: readonly string[]
}

/** Fields that can be longer than a cookie, those that are missed least first, each with the problem that repeats it. */
const long: readonly (readonly [field: string, problem: keyof RegistrationProblems | null])[] = [
  ['jwks', null],
  ['audiences', 'audiences'],
  ['resources', 'resources'],
  ['exchange.subject_clients', null],
  ['post_logout_redirect_uris', 'postLogoutRedirectUris'],
  ['redirect_uris', 'redirectUris'],
]

/**
 * The `Set-Cookie` value that brings it back. What is too long for a cookie stays behind, and so does a secret key that
 * was pasted by mistake.
 */
export function keepTyped(context: FlashContext, typed: Omit<TypedApp, 'cut'>): string {
  let attempt: TypedApp = { ...typed, cut: [] }
  if (holdsSecretKey(typed)) attempt = cutting(attempt, 'jwks', null)
  const whole = flash(context, 'form', attempt)
  if (whole !== null) return whole

  for (const [field, problem] of long) {
    if (!attempt.values[field]) continue
    attempt = cutting(attempt, field, problem)
    const cookie = flash(context, 'form', attempt)
    if (cookie !== null) return cookie
  }
  const least = { ...attempt, values: {}, cut: Object.keys(typed.values) }
  const cookie = flash(context, 'form', least)
  if (cookie === null) throw new Error('what is wrong with a form does not fit into a cookie')
  return cookie
}

const holdsSecretKey = ({ problems: { jwks } }: Pick<TypedApp, 'problems'>): boolean =>
  jwks === 'private-key' || jwks === 'symmetric-key'

const cutting = (
  typed: TypedApp,
  field: string,
  problem: keyof RegistrationProblems | null,
): TypedApp => ({
  ...typed,
  values: { ...typed.values, [field]: '' },
  problems: problem === null ? typed.problems : without(typed.problems, problem),
  cut: [...typed.cut, field],
})

const without = (
  problems: RegistrationProblems,
  name: keyof RegistrationProblems,
): RegistrationProblems =>
  Object.fromEntries(Object.entries(problems).filter(([field]) => field !== name))

/** What was typed into this form, or null. */
export function readTyped(
  context: FlashContext,
  cookie: string | null | undefined,
  form: string,
): TypedApp | null {
  const content = readFlash(context, cookie) as TypedApp | null // sealed by `keepTyped`
  return content?.form === form ? content : null
}

/** A secret that its owner has not stored yet. */
export type FreshSecret = { readonly clientId: string; readonly secret: string }

export function keepSecret(context: FlashContext, fresh: FreshSecret): string {
  const cookie = flash(context, 'secret', fresh)
  if (cookie === null) throw new Error('a client secret does not fit into a cookie')
  return cookie
}

/** The secret of this client that was made a moment ago, or null. */
export function readSecret(
  context: FlashContext,
  cookie: string | null | undefined,
  clientId: string,
): string | null {
  const content = readFlash(context, cookie) as FreshSecret | null // sealed by `keepSecret`
  return content?.clientId === clientId ? content.secret : null
}
