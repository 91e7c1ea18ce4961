import type { InitialAccessToken } from '@/model/initial-access-token'

export interface InitialAccessTokenStore {
  create(token: InitialAccessToken): Promise<void>
  /** Judges neither end nor number of uses. */
  find(hash: string): Promise<InitialAccessToken | null>
  /** Newest first, without those that have ended. */
  list(at: Date): Promise<readonly InitialAccessToken[]>
  /** Counts one use. `false`: unknown, ended or used up. However many callers race, no more are told `true` than it allows. */
  use(hash: string, at: Date): Promise<boolean>
  remove(id: string): Promise<void>
}
