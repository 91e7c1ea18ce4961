import type { LogoutDelivery } from '@/model/logout-delivery'

/** Deliveries are added by whatever ends a session, in the same write: see {@link SessionStore}. */
export interface LogoutDeliveryStore {
  /**
   * Those that are longest due, in the order in which they were added, with their next attempt put off to `leaseUntil`
   * and `attempts` counted up: no two callers, in however many processes, are given the same one before then. Those of
   * `exceptClientIds` are passed over.
   */
  claim(
    at: Date,
    leaseUntil: Date,
    limit: number,
    exceptClientIds?: readonly string[],
  ): Promise<readonly LogoutDelivery[]>
  succeed(id: string, at: Date): Promise<void>
  /** `nextAttemptAt` null: it is given up. One that was delivered stays so, whoever says that it failed. */
  fail(id: string, problem: string, nextAttemptAt: Date | null): Promise<void>
  /** In the order of the clients. */
  listOfSession(sessionId: string): Promise<readonly LogoutDelivery[]>
  /** The newest first. */
  listOfClient(clientId: string, limit: number): Promise<readonly LogoutDelivery[]>
}
