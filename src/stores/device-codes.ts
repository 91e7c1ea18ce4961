import type { DeviceCode } from '@/model/device-code'
import type { Grant, RefreshToken } from '@/model/grant'

export interface DeviceCodeStore {
  /**
   * `false`: another one has the same user code, and does not end before this one begins. One that does makes room.
   * @throws {OwnerGone}
   */
  create(code: DeviceCode): Promise<boolean>
  find(hash: string): Promise<DeviceCode | null>
  /** By what the person typed. Judges neither end nor state. */
  findByUserCode(userCodeHash: string): Promise<DeviceCode | null>
  /**
   * Records that the device has asked. One that asks earlier than its interval allows waits 5 s longer, for good
   * (RFC 8628 §3.5). Of racing callers at most one is in time.
   */
  poll(hash: string, at: Date): Promise<'in-time' | 'too-early'>
  /**
   * Records the grant that the person gives, in the same write. A grant of a session that has ended meanwhile is added
   * as revoked. `false`, and nothing was added: it was decided before, has ended, or the client is gone.
   */
  allow(hash: string, grant: Grant, at: Date): Promise<boolean>
  /** `false`: it was decided before, or has ended. */
  deny(hash: string, at: Date): Promise<boolean>
  /**
   * Takes an allowed code out of use, and adds the refresh token, if any, in the same write. However many callers race,
   * exactly one is told `true`. Does not judge the end.
   */
  redeem(hash: string, refreshToken: RefreshToken | null, at: Date): Promise<boolean>
}
