import type { Client } from '@/model/client'

import { UnusableBody } from './body'
import { readBasic } from './client-authentication'
import { formParameters } from './form-parameters'
import { OAuthError } from './oauth-error'
import { queryParameters, rawQuery, readParameters, type Parameters } from './parameters'
import type { Provider } from './provider'

/**
 * The parameters of a client's post: its form (RFC 6749 §3.2). For a client whose registration allows it by name, those of
 * the query too; for all others the query is nobody's business.
 *
 * @throws {UnusableBody}
 * @throws {OAuthError} `invalid_request` when one is in the query and in the form
 */
export async function clientParameters(request: Request, provider: Provider): Promise<Parameters> {
  if (rawQuery(request) === '') return formParameters(request)

  const form = isBodiless(request) ? null : await formParameters(request)
  const query = queryParameters(request)
  const client = await namedClient(request, [form, query], provider)
  if (!client?.options.allowsQueryParameters) {
    if (!form) throw new UnusableBody('wrong-type')
    return form
  }
  return form ? joined(form, query) : query
}

/** Whoever sends everything in the query often sends no body at all, and then nothing says what kind it is. */
const isBodiless = ({ headers }: Request): boolean =>
  headers.get('content-length') === '0' || headers.get('content-type') === null

/** The client that the request claims to be from; whether it is, is proved later. */
async function namedClient(
  request: Request,
  [form, query]: readonly [Parameters | null, Parameters],
  { stores }: Provider,
): Promise<Client | null> {
  const basic = readBasic(request.headers.get('authorization') ?? '')
  const id = basic?.clientId ?? form?.get('client_id') ?? query.get('client_id')
  return id !== undefined && id.length <= 256 ? stores.clients.find(id) : null
}

function joined(form: Parameters, query: Parameters): Parameters {
  const isTwice = [...new URLSearchParams(query.raw).keys()].some((name) => form.hasAny([name]))
  if (isTwice) {
    throw new OAuthError('invalid_request', 'a parameter was sent in the query and in the body')
  }
  return readParameters([form.raw, query.raw].filter((raw) => raw !== '').join('&'))
}
