import { deflateRawSync, inflateRawSync } from 'node:zlib'

import { deriveKey, seal, unseal } from '@/crypto/seal'
import type { Provider } from '@/oauth/provider'
import { cookie, readCookie } from '@/sessions/cookies'

export const provePath = '/sign-in/upstream/prove'

/** Seconds. */
const lifetime = 600

/** Who came by which upstream, and whose password they have to know before the two are linked. */
export type ProveClaim = {
  readonly issuer: string
  readonly subject: string
  readonly email: string | null
  readonly upstreamId: string
  readonly userId: string
  /** The request to go on with. */
  readonly back: string
}

type Rooms = Pick<Provider, 'settings' | 'now'>

const nameOf = (issuer: string): string =>
  `${issuer.startsWith('https:') ? '__Host-' : ''}portico-prove`

const keyOf = ({ settings }: Rooms): Uint8Array => deriveKey(settings.secret, 'upstream-prove')

/** The `Set-Cookie` value that keeps it, sealed, for ten minutes. */
export function proveCookie(claim: ProveClaim, rooms: Rooms): string {
  const { issuer } = rooms.settings
  const endsAt = rooms.now().getTime() + lifetime * 1000
  const sealed = seal(keyOf(rooms), deflateRawSync(JSON.stringify({ claim, endsAt })))
  return cookie(issuer, nameOf(issuer), sealed, lifetime)
}

/** The `Set-Cookie` value that ends it. */
export const noProveCookie = ({ settings: { issuer } }: Pick<Rooms, 'settings'>): string =>
  cookie(issuer, nameOf(issuer), '', 0)

/** Null: there is none, or it is too old. */
export function readProveCookie(request: Request, rooms: Rooms): ProveClaim | null {
  const value = readCookie(request, nameOf(rooms.settings.issuer))
  if (!value) return null
  try {
    const opened = JSON.parse(inflateRawSync(unseal(keyOf(rooms), value)).toString()) as {
      claim: ProveClaim
      endsAt: number
    } // sealed by us
    return opened.endsAt > rooms.now().getTime() ? opened.claim : null
  } catch {
    return null // another key, or changed on its way
  }
}
