import type { OneTimeLink } from '@/model/one-time-link'

export interface OneTimeLinkStore {
  /** Adds the link. Earlier ones of the same purpose and user stop working in the same write. */
  create(link: OneTimeLink): Promise<void>
  find(hash: string): Promise<OneTimeLink | null>
  /**
   * Takes the link out of use. However many callers race, in however many processes, exactly one is told `true`, and
   * nobody once the link has ended.
   */
  consume(hash: string, at: Date): Promise<boolean>
}
