import { sha256 } from '@/crypto/digest'
import { readUsername } from '@/users/username'

/**
 * Usernames for somebody who had only an e-mail address, the best first: what is before the `@`, and the same with a few
 * letters that are always the same ones for the address, so that a second run finds the same.
 */
export function usernamesFor(email: string): readonly string[] {
  const [local = ''] = email.split('@')
  const [plain = ''] = local.split('+')
  const base = plain
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '.')
    .replaceAll(/^[^\p{L}\p{N}]+|[._-]+$/gu, '')
    .slice(0, 50)
  const name = readUsername(base).ok ? base : 'user'
  const letters = sha256(email)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
  return [
    ...(name === base ? [base] : []),
    `${name}-${letters.slice(0, 6)}`,
    `${name}-${letters.slice(0, 16)}`,
  ]
}
