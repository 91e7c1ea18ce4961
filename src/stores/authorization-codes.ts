import type { AuthorizationCode } from '@/model/authorization-code'
import type { Grant, RefreshToken } from '@/model/grant'

export interface AuthorizationCodeStore {
  /**
   * Adds the grant and its code in one write. A grant of a session that has ended meanwhile is added as revoked.
   * @throws {OwnerGone}
   */
  create(grant: Grant, code: AuthorizationCode): Promise<void>
  /** A used code is found as long as its grant is there: whoever shows it again must be known (RFC 6749 §4.1.2). */
  find(hash: string): Promise<AuthorizationCode | null>
  /**
   * Takes the code out of use, and adds the refresh token that it buys, if any, in the same write. However many callers
   * race for one code, exactly one is told `true`: "the client MUST NOT use the authorization code more than once"
   * (RFC 6749 §4.1.2). `false`, too, where the refresh token is of another grant.
   */
  redeem(hash: string, refreshToken: RefreshToken | null, at: Date): Promise<boolean>
}
