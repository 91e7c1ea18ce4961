/** An authorization request that a client sent ahead — RFC 9126. */
export type PushedRequest = {
  /** SHA-256 of what stands behind `urn:ietf:params:oauth:request_uri:`. */
  readonly hash: string
  readonly clientId: string
  /** The parameters as they were checked, form-encoded. */
  readonly parameters: string
  /** The key whose possession was proved, or `dpop_jkt`; null: none. */
  readonly thumbprint: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
  /** When its authorization was completed: a page may be loaded again until then. */
  readonly consumedAt: Date | null
}
