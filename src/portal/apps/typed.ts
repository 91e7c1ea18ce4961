import type { RegistrationProblems } from '@/clients/registration'
import { type FlashContext, flash, readFlash } from '@/portal/flash'

/** A form about an app that was refused: what was typed, by field, and what is wrong with it. */
export type TypedApp = {
  /** `create:<kind>` or `update:<client id>`: the form it goes back into. */
  readonly form: string
  readonly values: Readonly<Record<string, string>>
  readonly problems: RegistrationProblems
  /** Some of what was typed was too long to bring back. */
  readonly isCut: boolean
}

/** The `Set-Cookie` value that brings it back. What is too long for a cookie stays behind, redirect URIs first. */
export function keepTyped(context: FlashContext, typed: Omit<TypedApp, 'isCut'>): string {
  const { redirectUris: _, postLogoutRedirectUris: __, ...otherProblems } = typed.problems
  const values = { ...typed.values, redirect_uris: '', post_logout_redirect_uris: '' }
  const attempts: TypedApp[] = [
    { ...typed, isCut: false },
    { ...typed, values, problems: otherProblems, isCut: true },
    { ...typed, values: {}, problems: otherProblems, isCut: true },
  ]
  for (const attempt of attempts) {
    const cookie = flash(context, 'form', attempt)
    if (cookie !== null) return cookie
  }
  throw new Error('what is wrong with a form does not fit into a cookie')
}

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
