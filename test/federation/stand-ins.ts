// Sign-ons that are played on loopback: one that speaks OpenID Connect, a WordPress with the OAuth server plugin, and the way
// to them. Each is well-behaved until a test spoils it.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { afterEach } from 'vitest'

import { sealUpstreamSecret } from '@/federation/secret'
import { defaultUpstreamOptions, type Upstream, type UpstreamOptions } from '@/model/upstream'
import type { Outbound } from '@/oauth/provider'
import { outboundOf } from '@/server/outbound'

import { now } from '../stores/fixtures'

const closings: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closings.splice(0).map((close) => close()))
})

export type Asked = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly form: URLSearchParams
}

/** What a path is answered with: JSON with 200, or as the function says. */
export type Played = (asked: Asked, response: ServerResponse) => unknown

/** A server on loopback. `played` may be changed at any time; what a function returns is sent as JSON. */
export async function site(played: Record<string, Played>) {
  const asked: Asked[] = []
  const server = createServer((request, response) => void answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://stand-in')
    const { method = '', headers } = request
    const one = { method, path, query, headers, form: new URLSearchParams(await text(request)) }
    asked.push(one)
    const play = played[path]
    if (!play) return void response.writeHead(404).end()
    const body: unknown = await play(one, response)
    if (body !== undefined && body !== sent) sendJson(response, 200, body)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    if (!server.listening) return
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  closings.push(close)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    played,
    askedOf: (path: string) => asked.filter((one) => one.path === path),
    /** It is gone until the test ends. */
    close,
  }
}

/** What a path returns that has answered by itself. */
const sent = Symbol('sent')

export function sendJson(response: ServerResponse, status: number, body: unknown): typeof sent {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  return sent
}

/** What goes wrong at any path. */
export const spoiled = {
  html: (_asked: Asked, response: ServerResponse): void => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><h1>Hello</h1>')
  },
  /** 10 MB. */
  huge: (_asked: Asked, response: ServerResponse): void => {
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.end(`{"padding":"${'x'.repeat(10_000_000)}"}`)
  },
  /** A byte now, and none ever after. */
  drip: (_asked: Asked, response: ServerResponse): void => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).write('{')
  },
  redirect: (_asked: Asked, response: ServerResponse): void => {
    response.writeHead(302, { Location: 'https://elsewhere.example/?secret=1' }).end()
  },
  down: (_asked: Asked, response: ServerResponse): void => {
    response.writeHead(503).end()
  },
  error:
    (error: string, status = 400) =>
    (_asked: Asked, response: ServerResponse): unknown =>
      sendJson(response, status, { error, error_description: 'Said by the stand-in.' }),
}

/** Everything on loopback, as an operator allows it in development. */
export const loopback: Outbound = outboundOf({ allowPrivateNetwork: true })

/** Loopback under other names: `{ 'https://github.com': site.url }`. What has none is guarded as in production. */
export function mapped(places: Readonly<Record<string, string>>, guarded = strict()): Outbound {
  return {
    ...guarded,
    send: (request) => {
      const { origin } = new URL(request.url)
      const place = places[origin]
      if (place === undefined) return guarded.send(request)
      return loopback.send({ ...request, url: place + request.url.slice(origin.length) })
    },
  }
}

/** The way out as in production, but that every name leads into a private network. */
export const strict = (): Outbound =>
  outboundOf(
    { allowPrivateNetwork: false },
    {
      addressesOf: () => Promise.resolve(['10.0.0.7']),
      isPublic: () => false,
      ca: undefined,
      patience: 1000,
    },
  )

/** The settings' secret of `testProvider`. */
export const portalSecret = 'a secret that only this test has, of 48 letters.'

export const clientSecret = 'the secret of: portico+client'

export const newUpstream = ({
  options,
  ...values
}: Partial<Omit<Upstream, 'options'>> & {
  readonly options?: Partial<UpstreamOptions>
} = {}): Upstream => ({
  id: 'example',
  preset: 'oidc',
  label: 'Example',
  position: 0,
  isDefault: false,
  isBroker: false,
  clientId: 'portico',
  sealedSecret: sealUpstreamSecret(clientSecret, portalSecret),
  createdAt: now,
  updatedAt: now,
  disabledAt: null,
  ...values,
  options: { ...defaultUpstreamOptions, ...options },
})

/**
 * Signs in at a stand-in, which asks nothing.
 *
 * @returns where the browser is sent back to
 */
export async function signInAt(location: string): Promise<URL> {
  const response = await fetch(location, { redirect: 'manual' })
  const back = response.headers.get('location')
  if (back === null)
    throw new Error(`${location} answered ${response.status}: ${await response.text()}`)
  return new URL(back)
}
