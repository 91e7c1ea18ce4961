import { UpstreamFailure } from '@/oauth/provider'

import type { IdTokenClaims } from './id-token'
import { issuerOfUrl, type Metadata } from './metadata'
import type { Fetch } from './next-auth'
import { namesOf, readTokens, type UpstreamTokens } from './tokens'
import type { Trip, UpstreamAnswer } from './trip'

/** What a code was redeemed for; the ID token is verified. */
export type Redeemed = {
  readonly tokens: UpstreamTokens
  /** Null: without OpenID Connect. */
  readonly idToken: IdTokenClaims | null
}

type Return = {
  readonly redirectUri: string
  readonly trip: Trip
  readonly verify: (idToken: string) => Promise<IdTokenClaims>
}

/**
 * What next-auth's core asks with. Discovery is answered from what we know. The token request goes out by the guarded way,
 * and next-auth sees of its answer what was verified.
 */
export function legFetch(metadata: Metadata, back?: Return) {
  let failure: UpstreamFailure | undefined
  let redeemed: Redeemed | undefined

  const fetch: Fetch = async (url, init) => {
    const issuer = issuerOfUrl(url)
    if (issuer !== null && metadata.openId) return Response.json(documentFor(issuer, metadata))
    if (!back || url !== new URL(metadata.tokenEndpoint).href) {
      throw new Error(`next-auth asks for ${new URL(url).origin}, which nobody expects`)
    }
    try {
      redeemed = await redeem(url, init, metadata, back)
      return Response.json(asNextAuthReads(redeemed.tokens, redeemed.idToken !== null))
    } catch (cause) {
      if (cause instanceof UpstreamFailure) failure = cause
      throw cause
    }
  }
  return Object.assign(fetch, { failure: () => failure, redeemed: () => redeemed })
}

/**
 * The document as next-auth wants it. It insists on a UserInfo endpoint, which it is not sent to; at Microsoft it asks
 * again for the tenant of a person, whose issuer the ID token was held against.
 */
function documentFor(issuer: string, { openId, authorizationEndpoint }: Metadata): unknown {
  const document = openId?.document
  const isOpen = openId !== null && document?.['issuer'] !== openId.asked
  return {
    userinfo_endpoint: authorizationEndpoint,
    ...document,
    ...(isOpen && { issuer }),
  }
}

async function redeem(
  url: string,
  init: RequestInit,
  { openId }: Metadata,
  { redirectUri, trip, verify }: Return,
): Promise<Redeemed> {
  const form = new URLSearchParams(init.body as URLSearchParams)
  form.set('redirect_uri', redirectUri) // next-auth has one address for each provider, the broker another
  const request = {
    url,
    method: 'POST',
    headers: Object.fromEntries(new Headers(init.headers)),
    body: form.toString(),
  }
  const read = (answer: UpstreamAnswer, asked: string): UpstreamTokens => {
    const tokens = readTokens(answer, asked)
    if (!openId || tokens.idToken !== null) return tokens
    const detail = `${asked} answered no id_token, which the scope openid asks for`
    throw new UpstreamFailure('no-id-token', 'token', detail)
  }
  const tokens = await trip.ask('token', request, read, namesOf)
  const isTold = openId !== null && tokens.idToken !== null
  return { tokens, idToken: isTold ? await verify(tokens.idToken) : null }
}

const asNextAuthReads = (
  { accessToken, refreshToken, expiresIn, idToken }: UpstreamTokens,
  isOpenId: boolean,
) => ({
  access_token: accessToken,
  token_type: 'bearer',
  ...(refreshToken !== null && { refresh_token: refreshToken }),
  ...(expiresIn !== null && { expires_in: expiresIn }),
  ...(isOpenId && { id_token: idToken }),
})
