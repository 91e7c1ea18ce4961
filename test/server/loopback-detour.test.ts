import type { IncomingMessage } from 'node:http'

import { describe, expect, it } from 'vitest'

import { loopbackDetour } from '@/server/loopback-detour'

/** What it looks at of a message. */
type Message = Pick<IncomingMessage, 'method' | 'headers' | 'url'>

const detour = (issuer: string, host: string, url = '/login?a=b', more: Partial<Message> = {}) => {
  const find = loopbackDetour(issuer) as (message: Message) => string | null
  return find({ method: 'GET', headers: { host, 'sec-fetch-mode': 'navigate' }, url, ...more })
}

describe('a page that is asked for under the other name of this machine', () => {
  it.each([
    ['http://localhost:3000', '127.0.0.1:3000'],
    ['http://localhost:3000', '[::1]:3000'],
    ['http://127.0.0.1:3000', 'localhost:3000'],
  ])('is on %s and not on %s', (issuer, host) => {
    expect(detour(issuer, host)).toBe(`${issuer}/login?a=b`)
  })

  it('keeps its query byte for byte, a redirect URI on 127.0.0.1 included', () => {
    const url = '/login?redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcb'
    expect(detour('http://localhost:3000', '127.0.0.1:3000', url)).toBe(
      `http://localhost:3000${url}`,
    )
  })

  it.each([
    ['http://localhost:3000', 'localhost:3000'],
    ['http://localhost:3000', '127.0.0.1:3001'],
    ['http://localhost:3000', 'evil.example'],
    ['http://localhost:3000', ''],
    ['https://login.example.com', '127.0.0.1:3000'],
  ])('is where it is, on %s by %j', (issuer, host) => {
    expect(detour(issuer, host)).toBeNull()
  })

  it('is asked for by a person: apps, tools and forms are left alone', () => {
    const [issuer, host] = ['http://localhost:3000', '127.0.0.1:3000']
    expect(detour(issuer, host, '/login', { method: 'POST' })).toBeNull()
    expect(detour(issuer, host, '/login', { headers: { host } })).toBeNull()
    expect(detour(issuer, host, 'http://evil.example/')).toBeNull()
  })

  it('never leads to another host', () => {
    const place = detour('http://localhost:3000', '127.0.0.1:3000', '//evil.example/')
    expect(new URL(place!).host).toBe('localhost:3000')
  })
})
