import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { describeDifference, isRegistered, nearestRegistered } from '@/oauth/checks/redirect-uri'

const uri = 'https://notes.example/callback'

describe('a registered redirect URI (RFC 9700 §2.1)', () => {
  it('is the same string as one of them', () => {
    expect(isRegistered(uri, ['https://other.example/', uri])).toBe(true)
    expect(isRegistered(uri, [])).toBe(false)
    expect(isRegistered('', [''])).toBe(true)
  })

  it.each([
    ['http://127.0.0.1/cb', 'http://127.0.0.1:51004/cb'],
    ['http://127.0.0.1:8080/cb', 'http://127.0.0.1/cb'],
    ['http://127.0.0.1:8080/cb', 'http://127.0.0.1:9/cb'],
    ['http://[::1]/cb?a=b', 'http://[::1]:51004/cb?a=b'],
    ['http://127.0.0.1', 'http://127.0.0.1:51004'],
    ['http://127.0.0.1?x', 'http://127.0.0.1:51004?x'],
  ])(
    '%s is met by %s: the port of a loopback address is free (RFC 8252 §7.3)',
    (registered, sent) => {
      expect(isRegistered(sent, [registered])).toBe(true)
    },
  )

  it('is met by no other string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (sent, registered) => {
        const result = isRegistered(sent, [registered, uri])
        if (result) expect([registered, uri]).toContain(sent)
      }),
      { seed: 1 },
    )
  })

  it('is met by none that another character has slipped into', () => {
    for (const registered of [uri, 'http://127.0.0.1:8080/cb?a=b', 'http://[::1]/cb']) {
      fc.assert(
        fc.property(
          fc.nat(registered.length),
          fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
          (at, text) => {
            const sent = registered.slice(0, at) + text + registered.slice(at)
            if (!isRegistered(sent, [registered])) return
            const [one, other] = [new URL(sent), new URL(registered)]
            expect(one.hostname).toBe(other.hostname)
            expect(one.pathname + one.search + one.hash + one.username).toBe(
              other.pathname + other.search + other.hash + other.username,
            )
            expect(other.hostname).not.toBe('notes.example') // only a port of loopback can differ
          },
        ),
        { seed: 1, numRuns: 2000 },
      )
    }
  })
})

describe('what was probably meant', () => {
  it('is the registered URI with the longest common beginning and end', () => {
    const registered = [
      'https://a.example/x',
      'https://notes.example/callback',
      'https://b.example/',
    ]
    expect(nearestRegistered('https://notes.example/callback/', registered)).toBe(uri)
    expect(nearestRegistered('https://notes.test/callback', registered)).toBe(uri)
    expect(nearestRegistered(uri, [])).toBeNull()
  })

  it.each([
    [`${uri}/`, 'trailing-slash'],
    ['https://notes.example/Callback', 'case'],
    ['http://notes.example/callback', 'scheme'],
    ['https://evil.example/callback', 'host'],
    ['https://notes.example:8443/callback', 'port'],
    ['https://notes.example/other', 'path'],
    ['https://notes.example/%63allback', 'encoding'],
    ['https://notes.example/%2e%2e/callback', 'encoding'],
    [`${uri}?x=1`, 'query'],
    [`${uri}#x`, 'fragment'],
    ['https://me@notes.example/callback', 'userinfo'],
    ['https://notes.example\\callback', 'backslash'],
  ] as const)('%s differs by its %s', (sent, difference) => {
    expect(describeDifference(sent, uri)).toBe(difference)
  })

  it('is found for whatever is sent', () => {
    const any = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(any, fc.array(any), (sent, registered) => {
        const nearest = nearestRegistered(sent, registered)
        if (nearest !== null) expect(typeof describeDifference(sent, nearest)).toBe('string')
      }),
      { seed: 1 },
    )
  })

  it('is found for 10 kB against fifty', () => {
    const registered = Array.from(
      { length: 50 },
      (_, index) => `${uri}?${'x'.repeat(1900)}${index}`,
    )
    expect(registered).toContain(nearestRegistered('x'.repeat(10_000), registered))
    expect(describeDifference(`https://${'a'.repeat(10_000)}`, uri)).toBe('host')
  })
})
