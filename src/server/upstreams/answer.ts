import { isSame } from '@/crypto/digest'
import { UpstreamFailure, type UpstreamProblem } from '@/oauth/provider'

import type { Metadata } from './metadata'
import { refusal } from './tokens'
import { shown } from './trip'

/** What the browser brought back, once it holds. */
export type AuthorizationAnswer = {
  readonly code: string
  /** Null: none was sent, or it is not known what it should be. */
  readonly issuer: string | null
  /** Apple: what it says of a person the first time. */
  readonly user: string | null
}

type Name = 'state' | 'iss' | 'code' | 'error' | 'error_description' | 'user'

/**
 * Reads the answer of an authorization endpoint: state, then issuer (RFC 9207 §2.4), then what it says.
 *
 * @throws {UpstreamFailure}
 */
export function readAnswer(query: string, state: string, metadata: Metadata): AuthorizationAnswer {
  const parameters = new URLSearchParams(query)
  const one = (name: Name): string | null => {
    const [value, ...more] = parameters.getAll(name)
    if (more.length > 0) throw refuse('malformed', `it sent ${name} more than once`)
    return value === undefined || value === '' ? null : value
  }
  if (!isSame(one('state') ?? '', state)) throw refuse('state', 'it sent another state back')
  const issuer = one('iss')
  verifyResponseIssuer(issuer, metadata)
  const error = one('error')
  if (error !== null) throw refusal('authorization', error, one('error_description'))
  const code = one('code')
  if (code === null) throw refuse('malformed', 'it sent neither a code nor an error')
  return { code, issuer: issuer === metadata.issuer ? issuer : null, user: one('user') }
}

const refuse = (problem: UpstreamProblem, detail: string) =>
  new UpstreamFailure(problem, 'authorization', detail)

/** RFC 9207 §2.4. Where no issuer is known, or its tenant is open, only the redirect URI tells upstreams apart. */
function verifyResponseIssuer(issuer: string | null, { issuer: expected, openId }: Metadata): void {
  if (issuer === null) {
    if (!openId?.sendsIssuer) return
    const detail = `its answer has no iss, which its document announces; ${shown(expected)} is expected`
    throw refuse('issuer', detail)
  }
  if (expected === null || expected.includes('{') || issuer === expected) return
  const detail = `its answer has iss ${shown(issuer)}, where ${shown(expected)} is expected`
  throw refuse('issuer', detail)
}
