import type { Client } from '@/model/client'

import { readAnswerAddress, readAuthorizationRequest } from '../authorization-request'
import { proveClient, spendAssertion } from '../client-authentication'
import { checkPolicy, invalidProof, readProof, spendProof, type DpopProof } from '../dpop'
import { endpoint, preflight } from '../endpoint'
import { PageError } from '../errors'
import { formParameters, optional } from '../form-parameters'
import { readHint } from '../id-token-hint'
import { pushedRequestLifetime } from '../lifetimes'
import { OAuthError, type OAuthErrorCode } from '../oauth-error'
import { readParameters, type Parameters } from '../parameters'
import type { Provider } from '../provider'
import { keepPushedRequest } from '../pushed-requests'
import { readRequestObject } from '../request-object'
import { checkMayBeUnsigned } from '../request-source'
import { json } from '../responses'
import { countUnproven } from './unproven-requests'

/**
 * The pushed authorization request endpoint — RFC 9126. A client sends its request ahead, proves who it is, and hears here
 * what the authorization endpoint would refuse.
 */
export const push = endpoint(async (request, provider) => {
  const form = await formParameters(request)
  const proof = await readProof(request, null, provider) // RFC 9449 §10.1
  const proven = await proveClient(request, form, provider) // §2
  const { client } = proven
  if (proof) checkPolicy(proof, client, provider) // before anything is used up
  await spendAssertion(proven, provider)
  await spendProof(proof, provider)

  const parameters = await readPushed(form, client, provider)
  const thumbprint = await checkRequest(parameters, client, proof, provider)
  await countUnproven('pushed-request', client, request, provider)
  const requestUri = await keepPushedRequest(
    { clientId: client.id, parameters: parameters.raw, thumbprint },
    provider,
  )
  return json({ request_uri: requestUri, expires_in: pushedRequestLifetime }, 201) // §2.2
})

export const pushPreflight = preflight('POST')

/** What proves who the client is, and is no part of the request. */
const credentials = ['client_secret', 'client_assertion', 'client_assertion_type']

/** The parameters of the request: the form's, or those of the request object in it (§3), which then count alone. */
async function readPushed(
  form: Parameters,
  client: Client,
  provider: Provider,
): Promise<Parameters> {
  if (form.hasAny(['request_uri'])) {
    throw new OAuthError('invalid_request', 'request_uri is what this endpoint answers') // §2.1
  }
  const object = optional(form, 'request')
  if (object !== undefined) return readRequestObject(object, client, provider.now(), provider)
  checkMayBeUnsigned(client)
  const kept = new URLSearchParams(form.raw)
  for (const name of credentials) kept.delete(name)
  kept.set('client_id', client.id)
  return readParameters(kept.toString())
}

/**
 * Everything that the authorization endpoint checks (§2.1).
 * @returns the key that the code is to be bound to
 */
async function checkRequest(
  parameters: Parameters,
  client: Client,
  proof: DpopProof | null,
  provider: Provider,
): Promise<string | null> {
  try {
    const address = readAnswerAddress(client, parameters)
    const asked = readAuthorizationRequest(address, parameters)
    await readHint(asked, provider)
    if (proof && asked.thumbprint !== null && proof.thumbprint !== asked.thumbprint) {
      throw invalidProof('dpop_jkt names another key than the one that is proved')
    }
    return proof?.thumbprint ?? asked.thumbprint
  } catch (cause) {
    throw cause instanceof PageError ? asOAuthError(cause) : cause
  }
}

/** What would be a page of ours: there is no person here to see it. */
function asOAuthError({ code, oauthError }: PageError): OAuthError {
  const description = descriptions[code] ?? 'the request cannot be answered'
  return new OAuthError((oauthError ?? 'invalid_request') as OAuthErrorCode, description)
}

const descriptions: Partial<Record<PageError['code'], string>> = {
  'redirect-uri-unregistered': 'redirect_uri is not registered: it has to be equal, to the letter',
  'redirect-uri-missing': 'redirect_uri is missing',
  'parameter-repeated': 'redirect_uri was sent more than once',
  'dialect-off': 'this way of signing in is switched off for the client: see Apps, Settings',
}
