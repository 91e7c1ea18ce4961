import { hmac, isSame } from '@/crypto/digest'
import { randomId } from '@/crypto/random'
import { deriveKey } from '@/crypto/seal'
import type { Session } from '@/model/session'

import { cookie, cookieNames, readCookie } from './cookies'

/** The hidden field `token` of a form of the signed-in portal: good in this session only. */
export const sessionFormToken = (secret: string, session: Session): string =>
  hmac(deriveKey(secret, 'form'), `session\n${session.id}`)

/** The same before anybody has signed in: good in this browser only. */
export const visitorFormToken = (secret: string, visitor: string): string =>
  hmac(deriveKey(secret, 'form'), `visitor\n${visitor}`)

export const isFormToken = (sent: string | undefined, expected: string): boolean =>
  sent !== undefined && isSame(sent, expected)

export type Visitor = {
  /** Null: the browser sent no cookie that we could have made. */
  readonly sent: string | null
  /** What it sent, or a new one. */
  readonly id: string
  /** The header that keeps it: sent along when it is new. */
  readonly setCookie: string | null
}

/** The name that this browser goes by before anybody has signed in. */
export function visitorOf(request: Request, issuer: string): Visitor {
  const name = cookieNames(issuer).visitor
  const value = readCookie(request, name)
  const sent = value !== null && /^[A-Za-z0-9_-]{22}$/.test(value) ? value : null
  const id = sent ?? randomId()
  return { sent, id, setCookie: sent === null ? cookie(issuer, name, id, 86_400) : null }
}
