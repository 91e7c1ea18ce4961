// The `clients` of an oidc-provider configuration: metadata as OpenID Connect Registration §2 names it.
import { grantTypes } from '@/model/client'

import { clientKeys } from '../../file/client-keys'
import { type Entry, isMapping } from '../entries'
import { wordOf } from '../values'
import {
  grantsPart,
  type IncomingClient,
  joined,
  type Part,
  pkcePart,
  quoted,
  scopePart,
  secretPart,
  urisPart,
} from './incoming-client'

/** Which have a part of their own here, or say nothing beside the rest. */
const apart = [
  ...['client_secret', 'redirect_uris', 'post_logout_redirect_uris', 'grant_types', 'scope'],
  ...['response_types', 'application_type', 'client_id_issued_at', 'client_secret_expires_at'],
]
/** Ours, which no other server knows: a file of somebody else's does not decide them. */
const onlyOurs = ['kind', 'owner', 'disabled', 'first_party', 'dialects', 'client_secret_sha256']

export function oidcProviderClient(found: Entry): IncomingClient {
  const { at } = found
  if ('problem' in found) return { at, id: '', entry: null, notes: [found.problem] }
  const { values } = found
  const id = wordOf(values['client_id'])
  const method = values['token_endpoint_auth_method'] ?? 'client_secret_basic'
  const grants = stringsOf(values['grant_types'] ?? ['authorization_code'])
  const isKnown = (grant: string) => (grantTypes as readonly string[]).includes(grant)
  const taken = grants.filter((grant) => isKnown(grant) && grant !== 'password')
  if (taken.length === 0) {
    const notes = [`grant_types: ${quoted(grants.join(' '))} are none that Portico has`]
    return { at, id, entry: null, notes }
  }
  const isPublic = method === 'none'
  const isRedirected = taken.includes('authorization_code')
  const all = joined(
    knownPart(values),
    {
      entry: {
        kind: isPublic ? 'browser' : isRedirected ? 'web' : 'machine',
        token_endpoint_auth_method: method,
      },
      notes: [],
    },
    urisPart('redirect_uris', stringsOf(values['redirect_uris'])),
    urisPart('post_logout_redirect_uris', stringsOf(values['post_logout_redirect_uris'])),
    grantsPart(
      taken,
      grants.filter((grant) => !taken.includes(grant)),
    ),
    scopePart(
      wordOf(values['scope'])
        .split(' ')
        .filter((word) => word !== ''),
    ),
    !isPublic && isRedirected ? pkcePart : nothing,
    /^client_secret_(?:basic|post)$/.test(wordOf(method))
      ? secretPart(values['client_secret'])
      : nothing,
  )
  return { at, id, ...all }
}

const nothing: Part = { entry: {}, notes: [] }

/** What has the same name here; the checks of our own file come after. */
function knownPart(values: Readonly<Record<string, unknown>>): Part {
  const rest = Object.entries(values).filter(([name]) => !apart.includes(name))
  const isOurs = (name: string) => Object.hasOwn(clientKeys, name) && !onlyOurs.includes(name)
  const left = rest.filter(([name]) => !isOurs(name)).map(([name]) => name)
  return {
    entry: Object.fromEntries(rest.filter(([name]) => isOurs(name))),
    notes: left.map((name) => `${name}: is not known here, and was left out`),
  }
}

export const stringsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

/** Whether a list is one of such clients. */
export const isClientList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.some((one) => isMapping(one) && 'client_id' in one)
