// Access to what we keep for a person ourselves, such as UserInfo: the token of a request, and the key that it is bound to.
import { findLiveAccessToken, type LiveAccessToken } from './bearer'
import { checkPolicy, dpopAlgorithms, readProof, spendProof } from './dpop'
import { formParameters, optional } from './form-parameters'
import { OAuthError } from './oauth-error'
import type { Provider } from './provider'

/** What is asked of whoever brings nothing: no error, for nothing was tried (RFC 6750 §3.1, RFC 9449 §7.1). */
export const challenges = `Bearer, DPoP algs="${dpopAlgorithms.join(' ')}"`

type SentToken = { readonly scheme: 'Bearer' | 'DPoP'; readonly token: string }

/**
 * The access token that a request is made with, good now and shown by whom it belongs to: one that is bound to a key only
 * with a proof of it, one that is not only as a bearer's. Null: none was sent.
 *
 * @throws {OAuthError} with a challenge
 */
export async function accessOf(
  request: Request,
  provider: Provider,
): Promise<LiveAccessToken | null> {
  const sent = await readSentToken(request)
  if (sent === null) return null
  const { scheme, token } = sent
  const live = await findLiveAccessToken(token, provider)
  if (!live) throw refusal(scheme, 'invalid_token', 'the access token is not good, or not any more')
  const boundTo = live.claims.cnf?.jkt
  if (boundTo === undefined) {
    if (scheme === 'Bearer') return live
    throw refusal(
      scheme,
      'invalid_token',
      'the access token is bound to no key: it is a Bearer token',
    )
  }
  if (scheme === 'Bearer') {
    throw refusal('DPoP', 'invalid_token', 'the access token is bound to a key: it is a DPoP token')
  }
  await checkProof(request, token, boundTo, live, provider)
  return live
}

async function checkProof(
  request: Request,
  token: string,
  boundTo: string,
  { circumstances }: LiveAccessToken,
  provider: Provider,
): Promise<void> {
  try {
    const proof = await readProof(request, token, provider)
    if (!proof) throw new OAuthError('invalid_dpop_proof', 'there is no proof beside the token')
    if (proof.thumbprint !== boundTo) {
      throw new OAuthError('invalid_dpop_proof', 'the token is bound to another key')
    }
    if (circumstances) checkPolicy(proof, circumstances.client, provider)
    await spendProof(proof, provider)
  } catch (cause) {
    if (!(cause instanceof OAuthError)) throw cause
    throw refusal('DPoP', cause.code, cause.description, { headers: cause.headers })
  }
}

/**
 * The token of the header, or of a form — RFC 6750 §2.1, §2.2, RFC 9449 §7.1. One in the query is not looked at (OAuth
 * 2.1 §5.1).
 */
async function readSentToken(request: Request): Promise<SentToken | null> {
  const header = request.headers.get('authorization') ?? ''
  const [, scheme, token] = /^(bearer|dpop) ([A-Za-z0-9._~+/-]+=*)$/i.exec(header) ?? []
  if (token === undefined && /^(bearer|dpop)\b/i.test(header)) {
    throw refusal('Bearer', 'invalid_request', 'the Authorization header holds no access token')
  }
  const isForm = request.headers
    .get('content-type')
    ?.startsWith('application/x-www-form-urlencoded')
  const inBody =
    request.method === 'POST' && isForm
      ? optional(await formParameters(request), 'access_token')
      : undefined
  if (token !== undefined && inBody !== undefined) {
    throw refusal('Bearer', 'invalid_request', 'the access token was sent in two ways')
  }
  if (inBody !== undefined) return { scheme: 'Bearer', token: inBody }
  if (token === undefined) return null
  return { scheme: scheme?.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer', token }
}

/** An error as a resource answers it — RFC 6750 §3, RFC 9449 §7.1. */
export function refusal(
  scheme: SentToken['scheme'],
  code: OAuthError['code'],
  description: string,
  { scope, headers }: { scope?: string; headers?: OAuthError['headers'] } = {},
): OAuthError {
  const members = [
    `error="${code}"`,
    `error_description="${description}"`,
    ...(scope === undefined ? [] : [`scope="${scope}"`]),
    ...(scheme === 'DPoP' ? [`algs="${dpopAlgorithms.join(' ')}"`] : []),
  ]
  const isAboutProof = code === 'invalid_dpop_proof' || code === 'use_dpop_nonce'
  return new OAuthError(
    code,
    description,
    `${scheme} ${members.join(', ')}`,
    headers,
    isAboutProof ? 401 : undefined,
  )
}
