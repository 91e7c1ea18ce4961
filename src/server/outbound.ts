// Requests to URLs that somebody else gave. The address that a name resolves to is looked at and then connected to, so
// that it cannot become another one in between.
import { Resolver } from 'node:dns/promises'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

import type { Settings } from '@/config/settings'
import {
  OutboundProblem,
  type Outbound,
  type OutboundAnswer,
  type OutboundRequest,
} from '@/oauth/provider'

import { Places, type Room } from './outbound-places'

/** Bytes: of a document of ours, and of what another sign-on answers. */
const longestAnswer = 65_536
const longestUpstreamAnswer = 1_048_576
const longestHeaders = 16_384

/** What is nobody's in the public network — RFC 6890, and what came after it. */
const special = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  special.addSubnet(network, bits, 'ipv4')
}

/** Of IPv6 only what is given out as global unicast is public, without what stands for an IPv4 address or a document. */
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  special.addSubnet(network, bits, 'ipv6')
}

export const isPublicAddress = (address: string): boolean =>
  isIP(address) === 6
    ? global.check(address, 'ipv6') && !special.check(address, 'ipv6')
    : isIP(address) === 4 && !special.check(address, 'ipv4')

/**
 * The addresses of a name. Asked over the network and not by `getaddrinfo`, whose few threads are also those that passwords
 * are hashed on: a name server that does not answer holds nobody up.
 */
async function publishedAddresses(hostname: string): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  const answers = await Promise.allSettled([
    resolver.resolve4(hostname),
    resolver.resolve6(hostname),
  ])
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}

/** Three times what the notices of ended sessions take at most, in sockets that nobody misses. */
const usualRoom: Room = { everywhere: 192, perHost: 32, waiting: 1_000 }

/** What tests put in place of the public network; nobody else does. */
export type Surroundings = {
  readonly addressesOf: (hostname: string) => Promise<readonly string[]>
  readonly isPublic: (address: string) => boolean
  /** Certificates to trust; undefined: the usual ones. */
  readonly ca: string | undefined
  /** Milliseconds for the whole exchange, and before it for a place. */
  readonly patience: number
  readonly room?: Room
}

const world: Surroundings = {
  addressesOf: publishedAddresses,
  isPublic: isPublicAddress,
  ca: undefined,
  patience: 5_000,
}

/** Resolves a name, and refuses it when any of its addresses is not public. */
const guardedLookup =
  ({ addressesOf, isPublic }: Surroundings): LookupFunction =>
  (hostname, options, callback) => {
    addressesOf(hostname).then(
      (found) => {
        const [first] = found
        const addresses = found.map((address) => ({ address, family: isIP(address) }))
        if (first === undefined) callback(new OutboundProblem('unresolvable'), '')
        else if (!found.every(isPublic)) callback(new OutboundProblem('private-address'), '')
        else if (options.all) callback(null, addresses)
        else callback(null, first, isIP(first))
      },
      (cause: unknown) => {
        callback(new OutboundProblem('unresolvable', { cause }), '')
      },
    )
  }

/** Makes the way out. */
export function outboundOf(
  { allowPrivateNetwork }: Pick<Settings, 'allowPrivateNetwork'>,
  surroundings: Surroundings = world,
): Outbound {
  const places = new Places(surroundings.room ?? usualRoom, surroundings.patience)
  const lookup = allowPrivateNetwork ? {} : { lookup: guardedLookup(surroundings) }

  /** @throws {OutboundProblem} */
  function checked(text: string): URL {
    const url = URL.canParse(text) ? new URL(text) : null
    const isHttp = url?.protocol === 'http:' && allowPrivateNetwork
    if (!url || (url.protocol !== 'https:' && !isHttp)) throw new OutboundProblem('not-https')
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (!allowPrivateNetwork && isIP(host) !== 0 && !surroundings.isPublic(host)) {
      throw new OutboundProblem('private-address') // a literal is not looked up
    }
    return url
  }

  const exchange = (
    url: URL,
    { method, headers, body }: Omit<OutboundRequest, 'url'>,
    longest = longestAnswer,
  ) =>
    new Promise<OutboundAnswer & { readonly headers: Headers }>((settle, reject) => {
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest
      const request = send(url, {
        method,
        agent: false, // a connection of its own: none is kept
        ...lookup,
        ...(surroundings.ca !== undefined && { ca: surroundings.ca }),
        maxHeaderSize: longestHeaders,
        headers: {
          ...headers,
          ...(body !== null && { 'content-length': Buffer.byteLength(body) }),
        },
      })
      const fail = (cause: unknown) => {
        clearTimeout(timer)
        const isKnown = cause instanceof OutboundProblem
        reject(isKnown ? cause : new OutboundProblem('unreachable', { cause }))
        request.destroy()
      }
      const timer = setTimeout(() => fail(new OutboundProblem('timeout')), surroundings.patience)
      request.on('error', fail)
      request.on('response', (response) => {
        const chunks: Buffer[] = []
        let length = 0
        response.on('data', (chunk: Buffer) => {
          length += chunk.byteLength
          if (length > longest) fail(new OutboundProblem('too-large'))
          else chunks.push(chunk)
        })
        response.on('error', fail)
        response.on('end', () => {
          clearTimeout(timer)
          settle({
            status: response.statusCode ?? 0,
            headers: new Headers(pairsOf(response.rawHeaders)),
            text: Buffer.concat(chunks).toString(),
          })
        })
      })
      request.end(body ?? undefined)
    })

  return {
    get: async (url) => bare(await send({ url, method: 'GET', headers: {}, body: null })),
    post: async (url, form) => {
      const body = new URLSearchParams(form).toString()
      return bare(await send({ url, method: 'POST', headers: formType, body }))
    },
    send: (request) => send(request, longestUpstreamAnswer),
  }

  async function send({ url, headers, ...request }: OutboundRequest, longest?: number) {
    const to = checked(url)
    const sent = { ...request, headers: { ...acceptJson, ...lowerCased(headers), ...uncompressed } }
    return places.within(to.hostname.replace(/\.$/, ''), () => exchange(to, sent, longest))
  }
}

const bare = ({ status, text }: OutboundAnswer): OutboundAnswer => ({ status, text })

const acceptJson = { accept: 'application/json, */*;q=0.1' }

/** Nothing compressed: a few bytes could become many. */
const uncompressed = { 'accept-encoding': 'identity' }

const formType = { 'content-type': 'application/x-www-form-urlencoded' }

/** One name for one header, whoever wrote it. */
const lowerCased = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** Names and values as they came, in turn, two by two. */
const pairsOf = (raw: readonly string[]): [string, string][] =>
  raw.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : [],
  )
