/** Why a name is no username: shown beside the field. */
export type UsernameProblem = 'missing' | 'too-short' | 'too-long' | 'not-a-username'

/**
 * Reads a username: 2 to 64 letters, digits, `.`, `_` and `-`, beginning with a letter or digit, of one script where
 * scripts look alike. No `@`, so that it is never taken for an e-mail address; no space, control or direction mark.
 */
export function readUsername(
  text: string,
): { ok: true; username: string; key: string } | { ok: false; reason: UsernameProblem } {
  const username = text.normalize('NFKC').trim()
  const length = Array.from(username).length
  if (length === 0) return { ok: false, reason: 'missing' }
  if (length > 64) return { ok: false, reason: 'too-long' }
  if (!pattern.test(username) || hasInvisible(username) || isMixedScript(username)) {
    return { ok: false, reason: 'not-a-username' }
  }
  if (length < 2) return { ok: false, reason: 'too-short' }
  return { ok: true, username, key: usernameKey(username) }
}

const pattern = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*$/u

/** Letters and marks that nobody sees, such as a Hangul filler: `alice` with one would pass for `alice`. */
const hasInvisible = (text: string): boolean => /\p{Default_Ignorable_Code_Point}/u.test(text)

/** What usernames are compared by. */
export const usernameKey = (username: string): string =>
  username.normalize('NFKC').trim().toLowerCase().normalize('NFKC')

/** `аlice` with a Cyrillic `а` would pass for somebody else. */
const isMixedScript = (text: string): boolean =>
  [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u].filter((script) =>
    script.test(text),
  ).length > 1
