// Apps that register themselves, and look after their registration: RFC 7591, RFC 7592, OpenID Connect Dynamic Client
// Registration 1.0.
import { registerClient } from '@/clients/register'
import { defaultClientOptions } from '@/model/client'

import { endpoint, preflight } from '../endpoint'
import { errorUri } from '../oauth-error'
import type { Provider } from '../provider'
import { admit, countUse, findWait, type Admission } from '../registration/admission'
import { readObject } from '../registration/body'
import { readMetadata, registrationOf, type Unsaid } from '../registration/client-metadata'
import { clientInformation } from '../registration/information'
import { giveRegistrationToken, managedRegistration } from '../registration/registration-token'
import { checkReplacement, replaceRegistration } from '../registration/replace'
import { checkTogether, narrowedForStranger } from '../registration/rules'
import { provedSector } from '../registration/sector'
import { json } from '../responses'

/** `POST /oauth/register` — RFC 7591 §3. */
export const register = endpoint(async (request, provider) => {
  const { stores, settings, log, now } = provider
  const admission = await admit(request, provider)
  const isStranger = admission.by === 'policy'
  const wait = isStranger ? await findWait(request, provider) : null
  if (wait !== null) return tooMany(wait, provider)

  const registration = await readRegistration(
    await readObject(request),
    unsaid(admission),
    provider,
  )
  await countUse(admission, provider)
  const { client, secret } = await registerClient(stores, registration, null, now())
  const token = await giveRegistrationToken(client.id, provider)
  log.info({ clientId: client.id, isSelfRegistered: isStranger }, 'app registered by itself')
  return json(clientInformation(client, token, secret, settings), 201)
})

/** `GET /oauth/register?client_id=…` — RFC 7592 §2.1. */
export const readClient = endpoint(async (request, provider) => {
  const { client, token } = await managedRegistration(request, provider)
  return json(clientInformation(client, token, null, provider.settings))
})

/** `PUT /oauth/register?client_id=…` — RFC 7592 §2.2: what is left out is gone. */
export const updateClient = endpoint(async (request, provider) => {
  const managed = await managedRegistration(request, provider)
  const body = await readObject(request)
  checkReplacement(body, managed)
  const registration = await readRegistration(body, managed.client, provider)
  const { client, secret } = await replaceRegistration(managed, registration, provider)
  provider.log.info({ clientId: client.id }, 'app changed by itself')
  return json(clientInformation(client, managed.token, secret, provider.settings))
})

/** `DELETE /oauth/register?client_id=…` — RFC 7592 §2.3. With it goes all that people gave it. */
export const deleteClient = endpoint(async (request, provider) => {
  const { client } = await managedRegistration(request, provider)
  await provider.stores.clients.delete(client.id)
  provider.log.info({ clientId: client.id }, 'app deleted by itself')
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } })
})

export const registerPreflight = preflight('GET, POST, PUT, DELETE')

/** What the metadata come to. @throws {OAuthError} */
async function readRegistration(
  body: Readonly<Record<string, unknown>>,
  unsaid: Unsaid,
  { outbound }: Provider,
) {
  const sent = readMetadata(body)
  const metadata = unsaid.options.isSelfRegistered ? narrowedForStranger(sent) : sent
  checkTogether(metadata)
  return registrationOf(metadata, await provedSector(metadata, outbound), unsaid)
}

/** What is not the app's to say: the safe switches. */
const unsaid = ({ by }: Admission): Unsaid => ({
  isFirstParty: false,
  dialects: ['oauth'],
  grantTypes: [],
  pkce: 'required',
  accessTokenLifetime: null,
  refreshTokenLifetime: null,
  options: { ...defaultClientOptions, isSelfRegistered: by === 'policy' },
})

/** 429: no error code of the protocol means it, so the one that comes nearest is in the body. */
function tooMany(seconds: number, { settings }: Provider): Response {
  const body = {
    error: 'temporarily_unavailable',
    error_description: 'too many apps were registered from this address: wait and try again',
    error_uri: errorUri(settings.issuer, 'temporarily_unavailable'),
  }
  return json(body, 429, { 'Retry-After': String(seconds) })
}
