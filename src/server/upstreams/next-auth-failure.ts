import { UpstreamFailure, type UpstreamProblem, type UpstreamStage } from '@/oauth/provider'

import { isObject, isText } from './trip'

/** What next-auth's library calls what it finds, where ours has found nothing. */
const problemsByCode: Readonly<Record<string, [UpstreamProblem, UpstreamStage]>> = {
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: ['expired', 'id-token'],
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: ['malformed', 'id-token'],
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: ['issuer', 'discovery'],
  OAUTH_AUTHORIZATION_RESPONSE_ERROR: ['refused', 'authorization'],
  OAUTH_RESPONSE_BODY_ERROR: ['refused', 'token'],
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: ['refused', 'token'],
  OAUTH_RESPONSE_IS_NOT_JSON: ['not-json', 'token'],
}

/**
 * Turns what next-auth threw into what it says of the upstream. Its messages are sentences without anything that came; the
 * causes, which hold it, are for the log of a bug.
 *
 * @throws {UpstreamFailure} always; a bug as it came
 */
export function failureOf(cause: unknown): never {
  for (const one of causesOf(cause)) {
    if (one instanceof UpstreamFailure) throw one
    const { code, name, message } = one as { code?: unknown; name: string; message: string }
    if (isText(code) && code.startsWith('OAUTH_')) {
      const [problem, stage] = problemsByCode[code] ?? ['malformed', 'token']
      throw new UpstreamFailure(problem, stage, message, { cause })
    }
    if (name === 'InvalidCheck') {
      throw new UpstreamFailure('state', 'authorization', 'what the browser carried is unfit', {
        cause,
      })
    }
  }
  throw cause
}

/** An error, and what it came from: next-auth wraps in `cause.err`. */
function causesOf(cause: unknown): readonly Error[] {
  const found: Error[] = []
  let next = cause
  while (next instanceof Error && found.length < 5) {
    found.push(next)
    next = isObject(next.cause) && 'err' in next.cause ? next.cause['err'] : next.cause
  }
  return found
}
