import type { UpstreamPerson } from '@/model/upstream'
import type { Profile } from '@/model/user'
import { randomLetters } from '@/crypto/random'
import { line, website } from '@/users/profile-fields'
import { readUsername } from '@/users/username'

/** Leaves room for a suffix. */
const longest = 56

/** Letters and digits that nobody confuses. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/**
 * What somebody who comes by an upstream could be called here, the best first: as there, as in their e-mail address, by
 * their name; then the same with a suffix, for whom all of these are taken.
 */
export function usernamesFor(person: UpstreamPerson): readonly string[] {
  const { username, email, givenName, familyName, name } = person
  const told = [
    beforeAt(username),
    beforeAt(email),
    name,
    [givenName, familyName].filter(Boolean).join(' '),
    'user',
  ]
  const good = [...new Set(told.flatMap((text) => asUsername(text ?? '') ?? []))]
  const first = good[0] ?? 'user'
  const numbered = ['2', '3', '4'].map((number) => `${first}-${number}`)
  const lettered = [4, 6, 8].map((count) => `${first}-${randomLetters(alphabet, count)}`)
  return [first, ...numbered, ...lettered]
}

const beforeAt = (text: string | null): string | null => text?.split('@')[0] ?? null

/** The nearest username; null when nothing of it could be one. */
function asUsername(text: string): string | null {
  const near = text
    .normalize('NFKC')
    .trim()
    .replaceAll(/\s+/g, '.')
    .replaceAll(/[^\p{L}\p{N}\p{M}._-]|\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/^[^\p{L}\p{N}]+/u, '')
  const read = readUsername(Array.from(near).slice(0, longest).join(''))
  return read.ok ? read.username : null
}

/** Of what the upstream tells, what a person could have told themselves. */
export function profileOf({ name, givenName, familyName, picture }: UpstreamPerson): Profile {
  const told = {
    name: valueOf(line(name ?? '')),
    given_name: valueOf(line(givenName ?? '')),
    family_name: valueOf(line(familyName ?? '')),
    picture: picture?.startsWith('https://') ? valueOf(website(picture)) : null,
  }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null))
}

const valueOf = (read: ReturnType<typeof line>): string | null =>
  'value' in read ? read.value : null
