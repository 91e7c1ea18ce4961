import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const derived = new Map<string, Uint8Array>()

/**
 * Derives a key of 32 bytes for one purpose from the portal's secret — RFC 5869. Keys of two purposes tell nothing of
 * each other. Derived once.
 */
export function deriveKey(secret: string, purpose: string): Uint8Array {
  const name = `${purpose}\n${secret}`
  let key = derived.get(name)
  if (!key) {
    key = new Uint8Array(hkdfSync('sha256', secret, 'portico', purpose, 32))
    derived.set(name, key)
  }
  return key
}

/** Encrypts with AES-256-GCM. The answer is base64url of nonce (12), tag (16) and ciphertext. */
export function seal(key: Uint8Array, plaintext: Uint8Array): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64url')
}

/** Opens what {@link seal} closed. @throws when the key is another, or a bit was changed */
export function unseal(key: Uint8Array, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url')
  const options = { authTagLength: 16 } // else a tag that was cut to four bytes would do
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), options)
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
}
