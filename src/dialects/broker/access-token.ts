import { randomId } from '@/crypto/random'
import type { UpstreamPerson } from '@/model/upstream'
import type { Provider } from '@/oauth/provider'

/**
 * Signs an access token of the broker: who the person is, for an app that asks nobody else. Its `typ` is `JWT`, and its
 * audience an origin, so that no endpoint of ours takes it for an access token of its own (RFC 9068 §4).
 */
export function signAccessToken(
  { userId, audience, person }: { userId: string; audience: string; person: UpstreamPerson },
  { keys, settings, now }: Provider,
): Promise<string> {
  const issuedAt = Math.floor(now().getTime() / 1000)
  return keys.sign('JWT', {
    iss: settings.issuer,
    aud: audience,
    sub: userId,
    id: person.subject,
    email: person.email ?? undefined,
    email_verified: person.email === null ? undefined : person.isEmailVerified,
    roles: person.roles,
    iat: issuedAt,
    exp: issuedAt + settings.lifetimes.accessToken,
    jti: randomId(),
  })
}
