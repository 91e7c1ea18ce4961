import type { Client, IdTokenAlgorithm } from '@/model/client'

import {
  signatureAlgorithms,
  signatureAlgorithmsWithRs256,
  type SignatureAlgorithm,
} from './public-jwk'

/**
 * Whether a client is held to the FAPI 2.0 Security Profile: it has to push its requests. Whatever others may still do for
 * the sake of what they were told before, it may not.
 */
export const isHeldToFapi = ({ options }: Client): boolean => options.requiresPushedRequests

/**
 * What a client may sign its assertions and request objects with — FAPI 2.0 Security Profile §5.4.1.
 * @param registered  the one that it has registered for them — OpenID Connect Registration §2; null: any
 */
export function algorithmsFor(
  client: Client,
  registered: IdTokenAlgorithm | null,
): readonly SignatureAlgorithm[] {
  const allowed = isHeldToFapi(client) ? signatureAlgorithms : signatureAlgorithmsWithRs256
  if (registered === null) return allowed
  return allowed.filter((one) => (one === 'Ed25519' ? 'EdDSA' : one) === registered)
}
