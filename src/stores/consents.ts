import type { Consent } from '@/model/consent'

export interface ConsentStore {
  find(userId: string, clientId: string): Promise<Consent | null>
  /** Records what is allowed now; the scope given is the whole new scope. Nothing where the user or the client is gone. */
  save(consent: Consent): Promise<void>
  /**
   * Removes the consent, revokes every grant that this user gave this client, and deletes its tokens of the token API:
   * all or nothing.
   */
  withdraw(userId: string, clientId: string, at: Date): Promise<void>
  /** The same for every user of the client: it is not any more what they allowed. */
  withdrawAll(clientId: string, at: Date): Promise<void>
}
