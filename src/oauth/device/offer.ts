import { deriveKey, seal, unseal } from '@/crypto/seal'
import type { Session } from '@/model/session'

/** Exactly what the page of a device showed: sealed into its form, so that what is allowed is what was seen. */
export type DeviceOffer = {
  /** Of the device code. */
  readonly hash: string
  readonly clientId: string
  /** Space-separated. */
  readonly scope: string
}

/** The hidden field `token` of that page: holds the offer, good in this session only. */
export function sealDeviceOffer(secret: string, session: Session, offer: DeviceOffer): string {
  const text = JSON.stringify({ ...offer, sessionId: session.id })
  return seal(deriveKey(secret, 'device-offer'), Buffer.from(text))
}

/** Opens the field. Null: it was not made by us for this session. */
export function openDeviceOffer(
  secret: string,
  session: Session,
  token: string,
): DeviceOffer | null {
  try {
    const text = unseal(deriveKey(secret, 'device-offer'), token).toString()
    const { sessionId, ...offer } = JSON.parse(text) as DeviceOffer & { sessionId: string }
    return sessionId === session.id ? offer : null
  } catch {
    return null
  }
}
