import type { ConnectedClient, Grant, GrantWithCircumstances, RefreshToken } from '@/model/grant'

export interface GrantStore {
  /**
   * Adds the grant and its refresh token in one write. Whoever ends the session meanwhile ends the grant with it: a
   * grant that names a session which is not there any more is added as revoked.
   */
  create(grant: Grant, refreshToken: RefreshToken | null): Promise<void>
  /**
   * A hot path: the refresh token with its grant, user, client and consent, read in one statement. Says nothing of
   * whether it is still good: `checkGrantLife` in `oauth` does.
   */
  findByRefreshToken(hash: string): Promise<GrantWithCircumstances | null>
  /** Moves the refresh token's end forward. */
  extendRefreshToken(hash: string, expiresAt: Date): Promise<void>
  revoke(id: string, at: Date): Promise<void>
  /**
   * The apps that a user lets in by a consent or a grant that lives, by name. A grant lives while it is not revoked and
   * has a refresh token that has not ended. `lastUsedAt` is the last authorization; a refresh leaves no trace.
   */
  listConnectedClients(userId: string, at: Date): Promise<readonly ConnectedClient[]>
  /** How many users hold a live grant of the client: who is hit when it goes. */
  countUsers(clientId: string, at: Date): Promise<number>
}
