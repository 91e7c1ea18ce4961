import type { AuthorizationCode } from '@/model/authorization-code'
import type { Grant } from '@/model/grant'

export interface AuthorizationCodeStore {
  /** Adds the grant and its code in one write. A grant of a session that has ended meanwhile is added as revoked. */
  create(grant: Grant, code: AuthorizationCode): Promise<void>
  /** A used code is found as long as its grant is there: whoever shows it again must be known (RFC 6749 §4.1.2). */
  find(hash: string): Promise<AuthorizationCode | null>
  /**
   * Takes the code out of use. However many callers race for one code, exactly one is told `true`:
   * "the client MUST NOT use the authorization code more than once" (RFC 6749 §4.1.2).
   */
  consume(hash: string, at: Date): Promise<boolean>
}
