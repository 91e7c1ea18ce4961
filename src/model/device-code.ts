/** A device's request to be let in — RFC 8628. */
export type DeviceCode = {
  readonly hash: string
  /** HMAC of what the person types, in capitals and without dash. */
  readonly userCodeHash: string
  readonly clientId: string
  readonly scope: string
  readonly resources: string
  /** The key that the tokens will be bound to; null: none. */
  readonly thumbprint: string | null
  /** Where the device is, by its address; shown to the person. */
  readonly address: string | null
  readonly userAgent: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
  /** Seconds that the device has to wait between two questions; grows when it does not (§3.5). */
  readonly interval: number
  readonly lastPolledAt: Date | null
  readonly state: 'pending' | 'allowed' | 'denied'
  /** The grant that the person gave; null until then. */
  readonly grantId: string | null
  readonly consumedAt: Date | null
}
