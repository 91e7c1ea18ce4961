import { randomId } from '@/crypto/random'
import type { IdTokenAlgorithm } from '@/model/client'

import type { Provider } from '../provider'

export type IssuedAccessToken = {
  readonly accessToken: string
  readonly expiresAt: Date
}

/** Who acts for the subject, and for whom that one acted before — RFC 8693 §4.1. */
export type Actor = { readonly sub: string; readonly client_id?: string; readonly act?: Actor }

export type AccessTokenContents = {
  readonly subject: string
  readonly clientId: string
  /** A resource indicator, or the client's id. */
  readonly audience: string
  /** Space-separated. */
  readonly scope: string
  /** Seconds. */
  readonly lifetime: number
  /** Undefined for a client's own token: it comes of no grant. */
  readonly grantId: string | undefined
  /** The key that it is bound to, a JWK thumbprint — RFC 9449 §6.1; null: none. */
  readonly thumbprint: string | null
  readonly act?: Actor | undefined
  /** The client's `accessTokenAlgorithm`. */
  readonly algorithm?: IdTokenAlgorithm | undefined
}

/** Signs an access token — RFC 9068. Nothing is written: the token names its grant. */
export async function issueAccessToken(
  contents: AccessTokenContents,
  { keys, settings, now }: Pick<Provider, 'keys' | 'settings' | 'now'>,
): Promise<IssuedAccessToken> {
  const issuedAt = Math.floor(now().getTime() / 1000)
  const expiresAt = issuedAt + contents.lifetime
  const { thumbprint, act } = contents
  const claims = {
    iss: settings.issuer,
    sub: contents.subject,
    aud: contents.audience,
    client_id: contents.clientId,
    iat: issuedAt,
    exp: expiresAt,
    jti: randomId(),
    scope: contents.scope,
    grant_id: contents.grantId,
    cnf: thumbprint === null ? undefined : { jkt: thumbprint },
    act,
  } // §2.2
  const accessToken = await keys.sign('at+jwt', claims, contents.algorithm) // §2.1
  return { accessToken, expiresAt: new Date(expiresAt * 1000) }
}
