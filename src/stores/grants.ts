import type { Client } from '@/model/client'
import type {
  ConnectedClient,
  Grant,
  GrantCircumstances,
  GrantWithRefreshToken,
  RefreshToken,
} from '@/model/grant'

export interface GrantStore {
  /**
   * Adds the grant and its refresh token in one write. A grant of a session that has ended meanwhile is added as
   * revoked.
   * @throws {OwnerGone}
   */
  create(grant: Grant, refreshToken: RefreshToken | null): Promise<void>
  /** A hot path: the grant with its user, client and consent, read in one statement. Judges nothing. */
  find(id: string): Promise<GrantCircumstances | null>
  /**
   * A hot path: the refresh token with its grant, user, client and consent, read in one statement. Says nothing of
   * whether it is still good: `findGrantProblem` in `oauth` does.
   */
  findByRefreshToken(hash: string): Promise<GrantWithRefreshToken | null>
  /**
   * Takes one refresh token out of use and adds its successor, in one commit. However many callers race, exactly one
   * is told `true`; the others change nothing.
   */
  rotateRefreshToken(hash: string, successor: RefreshToken, at: Date): Promise<boolean>
  /** Moves the refresh token's end forward. */
  extendRefreshToken(hash: string, expiresAt: Date): Promise<void>
  /** With it end all its codes and tokens. */
  revoke(id: string, at: Date): Promise<void>
  /** The apps that a user lets in by a consent, a grant that lives or tokens of the token API, by name. */
  listConnectedClients(userId: string, at: Date): Promise<readonly ConnectedClient[]>
  /** The clients that were given a grant in any of the sessions, by name; after the sessions have ended, too. */
  listClientsOfSessions(sessionIds: readonly string[]): Promise<readonly Client[]>
  /** How many users hold a live grant of the client: who is hit when it goes. */
  countUsers(clientId: string, at: Date): Promise<number>
}
