// What one answer leaves for the next page: what was typed into a form that was refused, or a secret that is shown once.
// It travels in a sealed cookie, so that nothing is stored here and no other user, page or script can read it.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { deriveKey, seal, unseal } from '@/crypto/seal'
import type { Provider } from '@/oauth/provider'

/** Seconds. */
const lifetime = 300

/** A browser keeps 4,096 bytes of a cookie, its name and attributes included. */
const mostCharacters = 3_800

/** Whom a flash is for; for anybody else, or after its time, it is not there. */
export type FlashContext = {
  readonly settings: Pick<Provider['settings'], 'issuer' | 'secret'>
  readonly userId: string
  readonly now: () => Date
  /** The pages that get it; the apps' unless it is said. */
  readonly path?: string
  /** The page is reached from another site: by a redirect at the end of a round trip. */
  readonly isFromAway?: boolean
}

export type FlashName = 'form' | 'secret' | 'trace'

type Envelope<T> = { readonly userId: string; readonly endsAt: number; readonly content: T }

const key = ({ settings }: FlashContext) => deriveKey(settings.secret, 'flash')

/** The cookie's name. `__Secure-`, for `__Host-` would need the path `/`. */
export const flashName = (issuer: string, name: FlashName): string =>
  `${issuer.startsWith('https:') ? '__Secure-' : ''}portico-${name}`

function setCookie(
  { settings, path = '/apps', isFromAway = false }: FlashContext,
  name: FlashName,
  value: string,
  age: number,
) {
  const secure = settings.issuer.startsWith('https:') ? '; Secure' : ''
  const attributes = `Path=${path}; Max-Age=${age}; HttpOnly; SameSite=${isFromAway ? 'Lax' : 'Strict'}${secure}`
  return `${flashName(settings.issuer, name)}=${value}; ${attributes}`
}

/** A `Set-Cookie` value that carries the content, or null when it is too long for a cookie. */
export function flash(context: FlashContext, name: FlashName, content: object): string | null {
  const endsAt = context.now().getTime() + lifetime * 1000
  const envelope: Envelope<object> = { userId: context.userId, endsAt, content }
  const value = seal(key(context), deflateRawSync(JSON.stringify(envelope)))
  return value.length > mostCharacters ? null : setCookie(context, name, value, lifetime)
}

/** A `Set-Cookie` value that ends a flash. */
export const noFlash = (context: FlashContext, name: FlashName): string =>
  setCookie(context, name, '', 0)

/** The content of a flash of ours for this user, as {@link flash} was given it; null for anything else. */
export function readFlash(context: FlashContext, value: string | null | undefined): unknown {
  if (!value) return null
  try {
    const opened = inflateRawSync(unseal(key(context), value), { maxOutputLength: 131_072 })
    const envelope = JSON.parse(opened.toString()) as Envelope<unknown> // sealed by us
    const isFor = envelope.userId === context.userId
    return isFor && envelope.endsAt > context.now().getTime() ? envelope.content : null
  } catch {
    return null // another key, or changed on its way
  }
}
