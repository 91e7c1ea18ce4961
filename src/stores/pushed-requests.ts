import type { PushedRequest } from '@/model/pushed-request'

export interface PushedRequestStore {
  /** @throws {OwnerGone} */
  create(request: PushedRequest): Promise<void>
  find(hash: string): Promise<PushedRequest | null>
  /** Takes the request out of use. However many callers race, exactly one is told `true` (RFC 9126 §7.3). */
  consume(hash: string, at: Date): Promise<boolean>
}
