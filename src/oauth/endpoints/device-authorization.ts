import { sha256 } from '@/crypto/digest'
import { randomSecret } from '@/crypto/random'
import type { Client } from '@/model/client'
import type { DeviceCode } from '@/model/device-code'

import { authenticateClient } from '../client-authentication'
import { clientParameters } from '../client-parameters'
import { contextOf } from '../context'
import { newUserCode, userCodeHash } from '../device/user-code'
import { endpoint, preflight } from '../endpoint'
import { optional } from '../form-parameters'
import { deviceCodeGrantType, deviceCodePrefix } from '../grants/device-code'
import { deviceCodeLifetime, devicePollInterval } from '../lifetimes'
import { OAuthError } from '../oauth-error'
import type { Provider } from '../provider'
import { readResources } from '../resources'
import { json } from '../responses'
import { allowedScope, scopesIn } from '../scope'
import { countUnproven } from './unproven-requests'

/**
 * The device authorization endpoint — RFC 8628 §3.1: a device that has no browser asks for a code, which a person enters
 * with another one.
 */
export const deviceAuthorization = endpoint(async (request, provider) => {
  const parameters = await clientParameters(request, provider)
  const client = await authenticateClient(request, parameters, provider) // §3.1
  if (!client.dialects.includes('oauth') || !client.grantTypes.includes(deviceCodeGrantType)) {
    throw new OAuthError(
      'unauthorized_client',
      `this grant is switched off for the client: see Apps, Settings, ${deviceCodeGrantType}`,
    )
  }
  const scope = offeredScope(optional(parameters, 'scope') ?? '', client)
  const resources = readResources(parameters, client).join(' ')
  await countUnproven('device-code', client, request, provider)
  const at = provider.now()
  const { deviceCode, userCode } = await createCode(
    {
      clientId: client.id,
      scope,
      resources,
      thumbprint: null,
      ...originOf(request),
      createdAt: at,
      expiresAt: new Date(at.getTime() + deviceCodeLifetime * 1000),
      interval: devicePollInterval,
      lastPolledAt: null,
      state: 'pending',
      grantId: null,
      consumedAt: null,
    },
    provider,
  )
  const page = `${provider.settings.issuer}/device`
  return json({
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: page,
    verification_uri_complete: `${page}?user_code=${userCode}`,
    expires_in: deviceCodeLifetime,
    interval: devicePollInterval,
  }) // §3.2
})

export const devicePreflight = preflight('POST')

/** Narrowed to what the client may ask; `offline_access` for one that may refresh: the page is an explicit consent. */
const offeredScope = (asked: string, client: Client): string =>
  scopesIn(allowedScope(asked, client))
    .filter((name) => name !== 'offline_access' || client.grantTypes.includes('refresh_token'))
    .join(' ')

/** Where the device is, as far as it can be told: what the person compares with their own (§5.4). */
function originOf(request: Request): Pick<DeviceCode, 'address' | 'userAgent'> {
  const { address } = contextOf(request)
  return {
    address: address === 'unknown' ? null : address,
    userAgent: request.headers.get('user-agent')?.slice(0, 512) ?? null,
  }
}

/** Two live codes alike are one in 20⁸: nobody draws so often without a fault of ours. */
const mostDraws = 5

/** Draws codes until the user code is nobody else's (§5.1), and stores nothing but their hashes. */
async function createCode(
  code: Omit<DeviceCode, 'hash' | 'userCodeHash'>,
  { stores, settings }: Provider,
): Promise<{ deviceCode: string; userCode: string }> {
  const deviceCode = randomSecret(deviceCodePrefix) // §5.2: 256 bits
  const hash = sha256(deviceCode)
  for (let draw = 0; draw < mostDraws; draw += 1) {
    const userCode = newUserCode()
    const userCodeHashed = userCodeHash(settings.secret, userCode)
    if (await stores.deviceCodes.create({ ...code, hash, userCodeHash: userCodeHashed })) {
      return { deviceCode, userCode }
    }
  }
  throw new Error('every user code that was drawn is in use')
}
