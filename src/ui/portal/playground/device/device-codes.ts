/** What a device is answered when it asks to begin — RFC 8628 §3.2. */
export type DeviceCodes = {
  readonly deviceCode: string
  readonly userCode: string
  readonly uri: string
  readonly completeUri: string
  /** Seconds between two questions. */
  readonly interval: number
}

export function deviceCodesOf(body: Readonly<Record<string, unknown>> | null): DeviceCodes | null {
  const text = (name: string) => (typeof body?.[name] === 'string' ? body[name] : '')
  const interval = body?.['interval']
  const codes = {
    deviceCode: text('device_code'),
    userCode: text('user_code'),
    uri: text('verification_uri'),
    completeUri: text('verification_uri_complete') || text('verification_uri'),
    interval: typeof interval === 'number' ? interval : 5, // §3.2: five where none is said
  }
  return codes.deviceCode === '' ? null : codes
}
