import { isSame, sha256 } from '@/crypto/digest'
import type { AuthorizationCode } from '@/model/authorization-code'
import type { Client } from '@/model/client'

import { OAuthError } from '../oauth-error'
import type { Parameters } from '../parameters'

export type Challenge = Pick<AuthorizationCode, 'codeChallenge' | 'codeChallengeMethod'>

/** What an S256 challenge looks like: base64url of 32 bytes, without padding (RFC 7636 §4.2). */
const s256 = /^[A-Za-z0-9_-]{43}$/
const unreserved = /^[A-Za-z0-9._~-]{43,128}$/

/**
 * Reads the challenge of an authorization request — RFC 7636 §4.3. PKCE is required of every client unless its
 * registration says otherwise by name; a left-out method means `plain`.
 *
 * @throws {OAuthError} `invalid_request`
 */
export function readChallenge(parameters: Parameters, client: Client): Challenge {
  const challenge = parameters.get('code_challenge')
  const method = parameters.get('code_challenge_method')
  if (challenge === undefined) {
    if (method !== undefined) {
      throw new OAuthError('invalid_request', 'code_challenge_method came without code_challenge')
    }
    if (client.pkce === 'required' || client.isPublic) {
      throw new OAuthError('invalid_request', 'code_challenge is missing: PKCE is required')
    }
    return { codeChallenge: null, codeChallengeMethod: null }
  }
  if (method === 'S256') {
    if (!s256.test(challenge)) {
      throw new OAuthError('invalid_request', 'code_challenge is no base64url SHA-256')
    }
    return { codeChallenge: challenge, codeChallengeMethod: 'S256' }
  }
  if (client.pkce !== 'plain' || (method !== undefined && method !== 'plain')) {
    throw new OAuthError('invalid_request', 'code_challenge_method must be S256')
  }
  if (!unreserved.test(challenge)) {
    throw new OAuthError('invalid_request', 'code_challenge has a wrong length or character')
  }
  return { codeChallenge: challenge, codeChallengeMethod: 'plain' }
}

/**
 * Proves that whoever redeems a code is whoever asked for it — RFC 7636 §4.6. A verifier is there if and only if there
 * was a challenge (RFC 9700 §2.1.1).
 *
 * @param verifier  `code_verifier` as received: 43 to 128 unreserved characters (§4.1)
 * @throws {OAuthError} `invalid_request` when a verifier was not wanted,
 *   `invalid_grant` when it is missing, malformed, or does not hash to the challenge
 */
export function verifyPkce(challenge: Challenge, verifier: string | undefined): void {
  const { codeChallenge, codeChallengeMethod } = challenge
  if (codeChallenge === null) {
    if (verifier === undefined) return
    throw new OAuthError('invalid_request', 'code_verifier came for a code without a challenge')
  }
  if (verifier === undefined) throw new OAuthError('invalid_grant', 'code_verifier is missing')
  if (!unreserved.test(verifier)) {
    throw new OAuthError('invalid_grant', 'code_verifier has a wrong length or character')
  }
  const proof = codeChallengeMethod === 'S256' ? sha256(verifier) : verifier
  if (!isSame(proof, codeChallenge)) {
    throw new OAuthError('invalid_grant', 'code_verifier does not match the challenge')
  }
}
