import type { AccountStore } from './accounts'
import type { ApiTokenStore } from './api-tokens'
import type { AttemptStore } from './attempts'
import type { AuthorizationCodeStore } from './authorization-codes'
import type { BrokerGrantStore } from './broker-grants'
import type { ClientStore } from './clients'
import type { ConsentStore } from './consents'
import type { DeviceCodeStore } from './device-codes'
import type { GrantStore } from './grants'
import type { InitialAccessTokenStore } from './initial-access-tokens'
import type { LogoutDeliveryStore } from './logout-deliveries'
import type { OneTimeLinkStore } from './one-time-links'
import type { PushedRequestStore } from './pushed-requests'
import type { SessionStore } from './sessions'
import type { SigningKeyStore } from './signing-keys'
import type { UpstreamStore } from './upstreams'
import type { UsedIdStore } from './used-ids'
import type { UserStore } from './users'

/** All that Portico remembers, one interface per noun. What must be atomic is one method. */
export interface Stores {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly clients: ClientStore
  readonly consents: ConsentStore
  readonly grants: GrantStore
  readonly authorizationCodes: AuthorizationCodeStore
  readonly pushedRequests: PushedRequestStore
  readonly deviceCodes: DeviceCodeStore
  readonly usedIds: UsedIdStore
  readonly logoutDeliveries: LogoutDeliveryStore
  readonly initialAccessTokens: InitialAccessTokenStore
  readonly signingKeys: SigningKeyStore
  readonly oneTimeLinks: OneTimeLinkStore
  readonly attempts: AttemptStore
  readonly upstreams: UpstreamStore
  readonly accounts: AccountStore
  readonly brokerGrants: BrokerGrantStore
  readonly apiTokens: ApiTokenStore
  /** Asks the database the smallest question; rejects when it does not answer. */
  ping(): Promise<void>
  /** Removes what has ended, in small batches. Answers how many rows went. */
  sweep(at: Date): Promise<number>
  close(): Promise<void>
}
