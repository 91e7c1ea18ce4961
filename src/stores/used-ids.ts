export interface UsedIdStore {
  /**
   * Remembers an id that may be used once, at least until it has ended by itself. However many callers race, in however
   * many processes, exactly one is told `true`.
   *
   * @param key  hashed: whose it is, and the id
   */
  use(key: string, expiresAt: Date): Promise<boolean>
}
