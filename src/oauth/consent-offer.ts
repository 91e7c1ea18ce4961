import { deriveKey, seal, unseal } from '@/crypto/seal'
import type { Session } from '@/model/session'

/** Exactly what a consent page showed: sealed into its form, so that what is allowed is what was seen. */
export type ConsentOffer = {
  readonly clientId: string
  /** Space-separated. */
  readonly scope: string
}

/** The hidden field `token` of a consent page: holds the offer, good in this session only. */
export function sealOffer(secret: string, session: Session, offer: ConsentOffer): string {
  const text = JSON.stringify({ ...offer, sessionId: session.id })
  return seal(deriveKey(secret, 'consent-offer'), Buffer.from(text))
}

/** Opens the field. Null: it was not made by us for this session. */
export function openOffer(
  secret: string,
  session: Session,
  token: string | undefined,
): ConsentOffer | null {
  if (token === undefined) return null
  try {
    const text = unseal(deriveKey(secret, 'consent-offer'), token).toString()
    const { clientId, scope, sessionId } = JSON.parse(text) as ConsentOffer & { sessionId: string }
    return sessionId === session.id ? { clientId, scope } : null
  } catch {
    return null
  }
}
