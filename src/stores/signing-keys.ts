import type { SigningKey } from '@/model/signing-key'

export interface SigningKeyStore {
  /** All that have not expired, oldest generation first. */
  list(at: Date): Promise<readonly SigningKey[]>
  /** `false`: somebody else has made this generation. */
  create(key: SigningKey): Promise<boolean>
}
