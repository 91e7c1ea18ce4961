import type { Upstream } from '@/model/upstream'
import { UpstreamFailure } from '@/oauth/provider'

import { clientAuthentication } from './auth-modules'
import type { Metadata } from './metadata'
import { namesOf, readTokens, type UpstreamTokens } from './tokens'
import { isObject, isText, shown, type Trip, type UpstreamAnswer } from './trip'

/** Fresh tokens for a refresh token — RFC 6749 §6. @throws {UpstreamFailure} */
export function refreshTokens(
  upstream: Upstream,
  { tokenEndpoint }: Metadata,
  secret: string | null,
  refreshToken: string,
  trip: Trip,
): Promise<UpstreamTokens> {
  const { clientId } = upstream
  const authentication = clientAuthentication(upstream, secret)
  const isBasic = authentication === 'client_secret_basic'
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    ...(!isBasic && { client_id: clientId }),
    ...(authentication === 'client_secret_post' && { client_secret: secret ?? '' }),
  })
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(isBasic && { authorization: basic(clientId, secret ?? '') }),
  }
  const request = { url: tokenEndpoint, method: 'POST', headers, body: form.toString() }
  return trip.ask('token', request, readRefreshed, namesOf)
}

/** RFC 6749 §2.3.1: each part is form-encoded first. */
const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${formEncoded(id)}:${formEncoded(secret)}`).toString('base64')}`

const formEncoded = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1)

/** That it does not know us any more is ours to mend, and no reason to send people away — RFC 6749 §5.2. */
const ours: readonly unknown[] = ['invalid_client', 'unauthorized_client']

function readRefreshed(answer: UpstreamAnswer, asked: string): UpstreamTokens {
  const error = errorOf(answer.text)
  if (!ours.includes(error)) return readTokens(answer, asked)
  const detail = `${asked} says ${shown(error)}: client id, secret or authentication are not what it knows`
  throw new UpstreamFailure('settings', 'token', detail)
}

function errorOf(text: string): string | null {
  try {
    const body: unknown = JSON.parse(text)
    return isObject(body) && isText(body['error']) ? body['error'] : null
  } catch {
    return null
  }
}
