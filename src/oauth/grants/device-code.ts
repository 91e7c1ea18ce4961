import { sha256 } from '@/crypto/digest'
import type { DeviceCode } from '@/model/device-code'

import { checkBinding } from '../dpop'
import { required } from '../form-parameters'
import { findGrantProblem } from '../grant-life'
import { OAuthError } from '../oauth-error'
import type { Provider } from '../provider'
import { audienceOf } from '../resources'
import { covers } from '../scope'
import type { TokenRequest } from '../token-request'
import { tokenResponse } from '../token-response'
import { newRefreshToken } from '../tokens/refresh-token'

export const deviceCodeGrantType = 'urn:ietf:params:oauth:grant-type:device_code'

/** What device codes begin with: one is never taken for a secret of another kind. */
export const deviceCodePrefix = 'pdc_'

const isDeviceCodeShaped = (text: string): boolean => /^pdc_[A-Za-z0-9_-]{43}$/.test(text)

/**
 * The device code grant — RFC 8628 §3.4. The device asks until its person has decided. What was decided is answered at
 * once, however early it asks; a code is used up by its first success.
 */
export async function deviceCodeGrant(
  request: TokenRequest,
  provider: Provider,
): Promise<Response> {
  const { client, parameters, thumbprint } = request
  const { stores, settings, now } = provider
  const sent = required(parameters, 'device_code')
  const code = isDeviceCodeShaped(sent) ? await stores.deviceCodes.find(sha256(sent)) : null
  if (code?.clientId !== client.id) throw unknownCode()
  checkBinding(code.thumbprint, thumbprint)

  const at = now()
  if (code.consumedAt !== null) throw await reuse(code, at, provider)
  if (code.expiresAt <= at) throw new OAuthError('expired_token', 'the device code has expired')
  if (code.state === 'denied') throw new OAuthError('access_denied', 'the person did not allow it')
  if (code.grantId === null) throw await notYet(code, at, provider)

  const found = await stores.grants.find(code.grantId)
  if (!found || findGrantProblem(found)) throw unknownCode()
  audienceOf(parameters, found.grant.resources, client) // what is wrong uses nothing up
  const isOffline =
    covers(found.grant.scope, 'offline_access') && client.grantTypes.includes('refresh_token')
  const key = client.isPublic ? thumbprint : null // a confidential client's is bound by its authentication
  const bought = isOffline ? newRefreshToken(found.grant, client, settings, at, key) : null

  const isFirstUse = await stores.deviceCodes.redeem(code.hash, bought?.stored ?? null, at)
  if (!isFirstUse) throw await reuse(code, at, provider)
  return tokenResponse(request, found, bought?.refreshToken ?? null, found.grant.scope, provider)
}

const unknownCode = (): OAuthError =>
  new OAuthError('invalid_grant', 'the device code is not known')

/** Whoever shows a used code has stolen it, from the device or by it: what the first use bought ends too. */
async function reuse({ grantId }: DeviceCode, at: Date, { stores }: Provider): Promise<OAuthError> {
  if (grantId !== null) await stores.grants.revoke(grantId, at)
  return new OAuthError(
    'invalid_grant',
    'the device code was used before; what it bought is revoked',
  )
}

/** §3.5: nobody has decided yet. A device that asks too early has to wait 5 s longer from then on. */
async function notYet({ hash }: DeviceCode, at: Date, { stores }: Provider): Promise<OAuthError> {
  const pace = await stores.deviceCodes.poll(hash, at)
  return pace === 'in-time'
    ? new OAuthError('authorization_pending', 'the person has not decided yet')
    : new OAuthError('slow_down', 'the device asks too often: wait 5 seconds longer from now on')
}
