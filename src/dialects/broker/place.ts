// Where the broker may send a person with tokens. Everything else is sent nowhere.
import { outOfBandUri } from '@/model/client'
import { queryParameters } from '@/oauth/parameters'
import type { Provider } from '@/oauth/provider'

import { BrokerRefusal } from './refusal'

/** A place that was found to be allowed. */
export type Place = {
  /** As it was asked, but for tokens of an earlier visit. */
  readonly url: string
  /** Its origin; for an app with a private scheme, which has none, the redirect URI. */
  readonly audience: string
  /** The app whose redirect URI it is; null: it is on the list. */
  readonly clientId: string | null
}

/** No address that may be registered is longer. */
const longestPlace = 2000

/**
 * The place that a request asks for: `follow`, else where it comes from.
 * @throws {BrokerRefusal} `place_missing`, `place_repeated`
 */
export function askedPlace(request: Request): string {
  const parameters = queryParameters(request)
  if (parameters.isRepeated('follow')) throw new BrokerRefusal('place_repeated')
  const asked = parameters.get('follow') ?? request.headers.get('referer')
  if (!asked) throw new BrokerRefusal('place_missing')
  return withoutTokens(asked)
}

/**
 * Holds a place against the list and the redirect URIs of enabled apps that have the broker switched on.
 * @throws {BrokerRefusal} `place_not_allowed`
 */
export async function checkPlace(asked: string, { settings, stores }: Provider): Promise<Place> {
  const url = readUrl(asked)
  if (url && isListed(asked, url, settings.followWhitelist)) {
    return { url: asked, audience: url.origin, clientId: null }
  }
  const client =
    url && asked !== outOfBandUri ? await stores.clients.findByRedirectUri(asked, 'broker') : null
  if (!url || !client) throw new BrokerRefusal('place_not_allowed', { place: asked })
  return { url: asked, audience: audienceOf(url, asked), clientId: client.id }
}

/** Whether tokens may still be renewed that were given to a place: the list and the apps change. */
export async function isAudienceAllowed(
  { audience, clientId }: Pick<Place, 'audience' | 'clientId'>,
  { settings, stores }: Provider,
): Promise<boolean> {
  if (clientId === null) {
    return settings.followWhitelist.some((entry) => new URL(entry).origin === audience)
  }
  const client = await stores.clients.find(clientId)
  if (!client || client.disabledAt !== null || !client.dialects.includes('broker')) return false
  return client.redirectUris.some((uri) => {
    const url = readUrl(uri)
    return url !== null && audienceOf(url, uri) === audience
  })
}

const isWeb = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'http:'

/** A `blob:` has the origin of whoever made it, so an origin counts only for the web's schemes. */
const audienceOf = (url: URL, written: string): string => (isWeb(url) ? url.origin : written)

/** Null: nothing that everybody reads alike, and so nowhere to send anybody. */
function readUrl(text: string): URL | null {
  if (text.length > longestPlace || !/^[!-~]+$/.test(text) || text.includes('\\')) return null
  const url = URL.canParse(text) ? new URL(text) : null
  return url?.username === '' && url.password === '' ? url : null
}

/** An entry without a path is an origin and allows all of it; with one, itself only, as the very same string. */
function isListed(asked: string, url: URL, list: readonly string[]): boolean {
  if (!isWeb(url)) return false
  return list.some(
    (entry) => entry === asked || (isOrigin(entry) && new URL(entry).origin === url.origin),
  )
}

const isOrigin = (entry: string): boolean => /^https?:\/\/[^/?#]+$/i.test(entry)

const tokenNames = ['accessToken', 'refreshToken']

function split(url: string): { base: string; pairs: readonly string[]; fragment: string } {
  const [, base = '', query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(url) ?? []
  return { base, pairs: query === '' ? [] : query.split('&'), fragment }
}

/** Tokens of an earlier visit go, so that an app never reads them for the new ones, and no page shows them. */
function withoutTokens(url: string): string {
  const { base, pairs, fragment } = split(url)
  const kept = pairs.filter((pair) => {
    const [name = ''] = new URLSearchParams(pair).keys()
    return !tokenNames.includes(name)
  })
  if (kept.length === pairs.length) return url
  return base + (kept.length > 0 ? `?${kept.join('&')}` : '') + fragment
}

/** Adds tokens to whatever query a place has, before its fragment. */
export function withTokens(
  place: string,
  tokens: Readonly<Record<'accessToken' | 'refreshToken', string>>,
): string {
  const { base, pairs, fragment } = split(place)
  return `${base}?${[...pairs, new URLSearchParams(tokens).toString()].join('&')}${fragment}`
}
