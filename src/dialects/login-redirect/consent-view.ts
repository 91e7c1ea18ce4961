import type { ConsentItem } from '@/model/pages'
import type { User } from '@/model/user'
import { scopesIn } from '@/oauth/scope'

/** What an app would see, with the person's own data as the example. */
export const consentItems = (scope: string, user: User): readonly ConsentItem[] =>
  scopesIn(scope).map((name) => ({ scope: name, example: examples[name]?.(user) ?? null }))

const examples: Partial<Record<ConsentItem['scope'], (user: User) => string | null>> = {
  openid: (user) => user.id,
  profile: (user) => user.username,
  email: (user) => user.email,
}

/** Where the person is sent, in full: the host and port of a web address, or the private scheme of an app. */
export function destinationOf(redirectUri: string): string {
  const [, scheme = '', authority = ''] = /^([^:/?#]+):(?:\/\/([^/?#]*))?/.exec(redirectUri) ?? []
  return /^https?$/i.test(scheme) ? authority : `${scheme}:`
}
