import { endpointsOf, presets } from '@/federation/presets'
import type { Upstream } from '@/model/upstream'
import { type Provider, UpstreamFailure } from '@/oauth/provider'

import { fixedEndpoints } from './auth-modules'
import { keeping, type Kept } from './kept'
import { isDocumentOf } from './microsoft'
import { isText, objectOf, shown, type Trip } from './trip'

/** Where an upstream is, and what it says of itself. */
export type Metadata = {
  /** Null: it has none that is known. At Microsoft the place of the tenant may be open. */
  readonly issuer: string | null
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  readonly userinfoEndpoint: string | null
  /** Null: without OpenID Connect. */
  readonly openId: {
    /** The issuer whose document was asked for. */
    readonly asked: string
    readonly jwksUri: string
    /** Of its ID tokens. */
    readonly algorithms: readonly string[]
    /** RFC 9207 §3 */
    readonly sendsIssuer: boolean
    readonly scopes: readonly string[]
    readonly document: Discovered
  } | null
}

export type Discovered = Readonly<Record<string, unknown>>

/** Seconds. */
const keptFor = 600

export type Discovery = {
  /** @throws {UpstreamFailure} */
  documentOf(issuer: string, trip: Trip): Promise<Discovered>
}

/** OpenID Connect Discovery §4, kept for ten minutes. */
export function discoveryOf({ now }: Pick<Provider, 'now'>): Discovery {
  const kept: Kept<Discovered> = keeping(now)
  return {
    documentOf: (issuer, trip) =>
      kept.get(issuer, now().getTime() - keptFor * 1000, () => discover(issuer, trip)),
  }
}

const wellKnown = '/.well-known/openid-configuration'

/** The issuer that a URL of a discovery document belongs to; null: it is another URL. */
export const issuerOfUrl = (url: string): string | null =>
  url.endsWith(wellKnown) ? url.slice(0, -wellKnown.length) : null

const discover = (issuer: string, trip: Trip): Promise<Discovered> =>
  trip.ask(
    'discovery',
    { url: issuer.replace(/\/$/, '') + wellKnown },
    (answer, asked) => {
      if (answer.status !== 200) {
        const detail = `${asked} answered ${answer.status}, where 200 is expected`
        throw new UpstreamFailure('malformed', 'discovery', detail)
      }
      const document = objectOf(answer, asked, 'discovery')
      verifyIssuer(document, issuer)
      readDocument(document, issuer) // what is unfit is not kept
      return document
    },
    (document) => Object.keys(document).join(', ').slice(0, 1000),
  )

/** OpenID Connect Discovery §4.3 */
function verifyIssuer({ issuer }: Discovered, expected: string): void {
  if (isDocumentOf(expected, issuer)) return
  const detail = `its document names the issuer ${shown(issuer)}, where ${shown(expected)} is expected`
  throw new UpstreamFailure('issuer', 'discovery', detail)
}

/** Where an upstream is. @throws {UpstreamFailure} */
export async function metadataOf(
  upstream: Upstream,
  discovery: Discovery,
  trip: Trip,
): Promise<Metadata> {
  const { issuer, authorizationEndpoint, tokenEndpoint, userinfoEndpoint } =
    fixedEndpoints(upstream.preset) ?? endpointsOf(upstream)
  if (presets[upstream.preset].protocol === 'oidc') {
    if (issuer === null) throw new UpstreamFailure('settings', 'settings', 'it has no issuer')
    const document = await discovery.documentOf(issuer, trip)
    return trip.check(
      'discovery',
      'endpoints',
      () => readDocument(document, issuer),
      endpointsShown,
    )
  }
  if (authorizationEndpoint === null || tokenEndpoint === null || userinfoEndpoint === null) {
    const detail = 'it needs an authorization, a token and a userinfo endpoint'
    throw new UpstreamFailure('settings', 'settings', detail)
  }
  return { issuer, authorizationEndpoint, tokenEndpoint, userinfoEndpoint, openId: null }
}

/** OpenID Connect Discovery §3 */
function readDocument(document: Discovered, asked: string): Metadata {
  const url = (name: string): string => {
    const value = document[name]
    if (isText(value) && URL.canParse(value)) return value
    const detail = `its document has ${shown(value)} as ${name}, where a URL is expected`
    throw new UpstreamFailure('malformed', 'discovery', detail)
  }
  const list = (name: string): readonly string[] => {
    const value = document[name]
    return Array.isArray(value) ? value.filter(isText) : []
  }
  const algorithms = list('id_token_signing_alg_values_supported')
  return {
    issuer: String(document['issuer']),
    authorizationEndpoint: url('authorization_endpoint'),
    tokenEndpoint: url('token_endpoint'),
    userinfoEndpoint: document['userinfo_endpoint'] === undefined ? null : url('userinfo_endpoint'),
    openId: {
      asked,
      document,
      jwksUri: url('jwks_uri'),
      algorithms: algorithms.length > 0 ? algorithms : ['RS256'], // which every one has: §3
      sendsIssuer: document['authorization_response_iss_parameter_supported'] === true,
      scopes: list('scopes_supported'),
    },
  }
}

const endpointsShown = (metadata: Metadata): string =>
  [
    `issuer ${metadata.issuer}`,
    `authorization ${metadata.authorizationEndpoint}`,
    `token ${metadata.tokenEndpoint}`,
    `userinfo ${metadata.userinfoEndpoint}`,
    `keys ${metadata.openId?.jwksUri}`,
  ].join('\n')
