import { hmac } from '@/crypto/digest'
import { randomLetters } from '@/crypto/random'
import { deriveKey } from '@/crypto/seal'

/** No vowels, so that no code is a word, and nothing that is taken for something else — RFC 8628 §6.1. */
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ'

const wholeCode = new RegExp(`^([${alphabet}]{4})([${alphabet}]{4})$`)

const grouped = (letters: string): string => letters.replace(wholeCode, '$1-$2')

/** What a person types on another device: `MMQH-NCTW`, one of 20⁸. */
export const newUserCode = (): string => grouped(randomLetters(alphabet, 8))

/**
 * A user code as the device shows it, however it was typed: in small letters, with spaces, without the dash (§6.1).
 * Null: it is none.
 */
export function readUserCode(typed: string): string | null {
  const letters = typed
    .slice(0, 64)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
  return wholeCode.test(letters) ? grouped(letters) : null
}

/** What is stored in its place. A plain hash of so few codes would be reversed at once. */
export const userCodeHash = (secret: string, userCode: string): string =>
  hmac(deriveKey(secret, 'user-code'), userCode.replace('-', ''))
