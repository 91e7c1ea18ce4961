import { checkRedirectUri } from '@/clients/redirect-uri'
import { outOfBandUri, scopeNames } from '@/model/client'

import { redirectUriSentences } from '../../file/sentences'

/** An app as another server had it, in the words of `npm run apply`'s file. */
export type IncomingClient = {
  readonly at: string
  readonly id: string
  /** Not checked yet. Null: it cannot be taken, and the notes say why. */
  readonly entry: Readonly<Record<string, unknown>> | null
  /** What is not as it was. */
  readonly notes: readonly string[]
}

/** A part of an entry, with what was left out of it. */
export type Part = {
  readonly entry: Readonly<Record<string, unknown>>
  readonly notes: readonly string[]
}

/** Puts parts together; nothing of undefined stays. */
export const joined = (...parts: readonly Part[]): Part => ({
  entry: Object.fromEntries(
    parts.flatMap(({ entry }) => Object.entries(entry).filter(([, value]) => value !== undefined)),
  ),
  notes: parts.flatMap(({ notes }) => notes),
})

/** A word of somebody else's file, fit to be printed. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text)

/** Redirect URIs that may be registered; what may not is said, and left out. */
export function urisPart(
  key: 'redirect_uris' | 'post_logout_redirect_uris',
  uris: readonly string[],
): Part {
  const checks = uris.map((uri) => ({ uri, check: checkRedirectUri(uri) }))
  const isGood = ({ uri, check }: (typeof checks)[number]) => check.ok || uri === outOfBandUri
  const good = checks.filter(isGood).map(({ uri }) => uri)
  const notes = checks.flatMap(({ uri, check }) =>
    check.ok || uri === outOfBandUri
      ? []
      : [`${key}: ${quoted(uri)} ${redirectUriSentences[check.reason]}. It was left out`],
  )
  return { entry: { [key]: good.length > 0 ? good : undefined }, notes }
}

/** Grants that there are here; what another server had beside them is said. */
export const grantsPart = (grants: readonly string[], left: readonly string[]): Part => ({
  entry: { grant_types: grants },
  notes: left.map(
    (grant) =>
      `${grant}: ${leftGrants[grant] ?? 'is a grant that Portico has not'}. It was left out`,
  ),
})

const leftGrants: Readonly<Record<string, string>> = {
  implicit: 'tokens in the address are no part of OAuth any more: use authorization_code with PKCE',
  password: 'an app does not see passwords any more: use authorization_code with PKCE',
}

/** Scopes that there are here. None of them: as the kind begins. */
export function scopePart(words: readonly string[], ignored: readonly string[] = []): Part {
  const known = scopeNames.filter((name) => words.includes(name))
  const isKnown = (word: string) => (scopeNames as readonly string[]).includes(word)
  const left = words.filter((word) => !isKnown(word) && !ignored.includes(word))
  return {
    entry: { scope: known.length > 0 ? known : undefined },
    notes:
      left.length > 0
        ? [`scope: ${quoted(left.join(' '))} is not known here, and was left out`]
        : [],
  }
}

/** A secret in the clear. Where it cannot be kept, a new one is made. */
export function secretPart(secret: unknown): Part {
  if (typeof secret === 'string' && /^[!-~]{16,256}$/.test(secret) && !/^\*+$/.test(secret)) {
    return { entry: { client_secret: secret }, notes: [] }
  }
  const reason =
    typeof secret !== 'string' || secret === ''
      ? 'the file has none'
      : /^\*+$/.test(secret)
        ? 'the export hides it'
        : 'it is shorter than 16 characters, or longer than 256, or not ASCII'
  return newSecretPart(reason)
}

export const newSecretPart = (reason: string): Part => ({
  entry: {},
  notes: [`client_secret: ${reason}: a new one is made, which the app has to be given`],
})

/** Servers that did not ask for PKCE have apps that do not send it. */
export const pkcePart: Part = {
  entry: { pkce: 'optional' },
  notes: [
    'pkce: is optional, for the other server did not demand it; demand it once the app sends it',
  ],
}
