import { importPKCS8, SignJWT } from 'jose'

import { openUpstreamSecret } from '@/federation/secret'
import type { Upstream } from '@/model/upstream'
import { UpstreamFailure, type Provider } from '@/oauth/provider'

/** Seconds that a secret which Apple's key makes is good for. */
const appleSecretLifetime = 300

/** What the token endpoint knows us by; null: nothing. @throws {UpstreamFailure} */
export async function secretOf(
  upstream: Upstream,
  { settings, now }: Pick<Provider, 'settings' | 'now'>,
): Promise<string | null> {
  const { sealedSecret, preset } = upstream
  if (sealedSecret === null) {
    if (preset === 'apple') throw unfit('it has no private key')
    return null
  }
  let secret
  try {
    secret = openUpstreamSecret(sealedSecret, settings.secret)
  } catch (cause) {
    throw unfit('its secret was sealed with another PORTICO_SECRET: give it again', { cause })
  }
  return preset === 'apple' ? appleSecret(upstream, secret, now()) : secret
}

const unfit = (detail: string, options?: ErrorOptions) =>
  new UpstreamFailure('settings', 'settings', detail, options)

/** A client secret as Apple wants it: a JWT that the developer's key signs. */
async function appleSecret(
  { clientId, options: { teamId, keyId } }: Upstream,
  privateKey: string,
  at: Date,
): Promise<string> {
  if (teamId === null || keyId === null) throw unfit('it has no team id or no key id')
  const issuedAt = Math.floor(at.getTime() / 1000)
  try {
    return await new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(teamId)
      .setSubject(clientId)
      .setAudience('https://appleid.apple.com')
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + appleSecretLifetime)
      .sign(await importPKCS8(privateKey, 'ES256'))
  } catch (cause) {
    throw unfit('its private key is no PKCS #8 key of the curve P-256', { cause })
  }
}
