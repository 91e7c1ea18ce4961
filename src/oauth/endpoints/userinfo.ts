import { findLiveAccessToken } from '../bearer'
import { claimsInScope, claimsOf } from '../claims'
import { endpoint, preflight } from '../endpoint'
import { formParameters, optional } from '../form-parameters'
import { OAuthError } from '../oauth-error'
import { json } from '../responses'
import { covers } from '../scope'

/** The UserInfo endpoint, GET and POST — OpenID Connect Core §5.3. */
export const userinfo = endpoint(async (request, provider) => {
  const token = await readBearer(request)
  if (token === null) {
    return json({}, 401, { 'WWW-Authenticate': 'Bearer' }) // RFC 6750 §3.1: no error where nothing was tried
  }
  const live = await findLiveAccessToken(token, provider)
  if (!live) throw challenge('invalid_token', 'the access token is not good, or not any more')
  const { claims, circumstances } = live
  if (!circumstances || !covers(claims.scope, 'openid')) {
    throw challenge('insufficient_scope', 'the access token has no openid scope', 'openid')
  }
  const { user, grant } = circumstances
  const asked = grant.authentication?.claims?.userinfo ?? []
  const names = [...claimsInScope(claims.scope), ...asked]
  return json({ sub: user.id, ...claimsOf(user, names) })
})

export const userinfoPreflight = preflight('GET, POST')

/** The token of the header, or of a form — RFC 6750 §2.1, §2.2. One in the query is not looked at (OAuth 2.1 §5.1). */
async function readBearer(request: Request): Promise<string | null> {
  const header = request.headers.get('authorization')
  const [, inHeader = null] = /^bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(header ?? '') ?? []
  if (inHeader === null && header !== null && /^bearer\b/i.test(header)) {
    throw challenge('invalid_request', 'the Authorization header holds no access token')
  }
  const isForm = request.headers
    .get('content-type')
    ?.startsWith('application/x-www-form-urlencoded')
  const inBody =
    request.method === 'POST' && isForm
      ? (optional(await formParameters(request), 'access_token') ?? null)
      : null
  if (inHeader !== null && inBody !== null) {
    throw challenge('invalid_request', 'the access token was sent in two ways')
  }
  return inHeader ?? inBody
}

const challenge = (
  code: 'invalid_token' | 'insufficient_scope' | 'invalid_request',
  description: string,
  scope?: string,
): OAuthError => {
  const wanted = scope === undefined ? '' : `, scope="${scope}"`
  return new OAuthError(
    code,
    description,
    `Bearer error="${code}", error_description="${description}"${wanted}`,
  )
}
