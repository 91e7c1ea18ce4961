import { describe, expect, it } from 'vitest'

import {
  checkCalledUri,
  checkHttpsOrLoopbackUri,
  checkHttpsUri,
  checkResource,
  hostOf,
  isHost,
  type UriCheck,
} from '@/clients/uris'

const reasonOf = (check: UriCheck) => (check.ok ? null : check.reason)

describe('a page about an app', () => {
  it.each(['https://notes.example', 'https://notes.example/', 'https://a.example:8443/p?q=1%20'])(
    'may be %s',
    (uri) => {
      expect(checkHttpsUri(uri)).toEqual({ ok: true })
    },
  )

  it.each([
    ['', 'not-absolute'],
    ['/privacy', 'not-absolute'],
    ['notes.example', 'not-absolute'],
    ['//notes.example/', 'not-absolute'],
    ['http://notes.example/', 'not-https'],
    ['http://localhost:3000/', 'not-https'],
    ['javascript:alert(1)', 'not-https'],
    ['JavaScript://notes.example/%0aalert(1)', 'not-https'],
    ['data:text/html,x', 'not-https'],
    ['https:notes.example', 'no-host'],
    ['https:///path', 'no-host'],
    ['https://:443/', 'no-host'],
    ['https://notes.example:/', 'no-host'],
    ['https://notes_.example,evil.example/', 'no-host'],
    ['https://good.example@evil.example/', 'userinfo'],
    ['https://notes.example/#part', 'fragment'],
    ['https://notes.example/#', 'fragment'],
    ['https://notes.example/a b', 'bad-character'],
    ['https://notes.example/"onclick', 'bad-character'],
    ['https://notes.example\\@evil.example/', 'bad-character'],
    ['https://notes.example/\n', 'bad-character'],
    ['https://nötes.example/', 'bad-character'],
    ['https://notes.example/%zz', 'bad-character'],
    [`https://notes.example/${'x'.repeat(2_000)}`, 'too-long'],
  ])('is refused: %j, %s', (uri, reason) => {
    expect(reasonOf(checkHttpsUri(uri))).toBe(reason)
  })
})

describe('where an app is called', () => {
  it.each([
    'https://notes.example/logout',
    'http://localhost:3000/logout',
    'http://127.0.0.1/logout',
    'http://[::1]:8080/logout',
  ])('may be %s', (uri) => {
    expect(checkHttpsOrLoopbackUri(uri)).toEqual({ ok: true })
  })

  it.each([
    'http://notes.example/',
    'http://localhost.evil.example/',
    'http://127.0.0.1.evil.example/',
    'http://evil.example#localhost',
    'http://localhost@evil.example/',
    'http://192.168.0.1/',
    'ftp://localhost/',
  ])('is refused on http elsewhere: %s', (uri) => {
    expect(reasonOf(checkHttpsOrLoopbackUri(uri))).toBe('not-https')
  })
})

describe('a resource indicator', () => {
  it.each([
    'https://api.example',
    'https://api.example/v1?tenant=a',
    'urn:example:api',
    'api://notes',
    'http://localhost:4000/',
  ])('is an absolute URI without a fragment: %s (RFC 8707 §2)', (uri) => {
    expect(checkResource(uri)).toEqual({ ok: true })
  })

  it.each([
    ['api', 'not-absolute'],
    ['/api', 'not-absolute'],
    ['urn:', 'not-absolute'],
    ['https://api.example/#part', 'fragment'],
    ['https://user@api.example/', 'userinfo'],
    ['https://', 'no-host'],
    ['https://api.example/ https://other.example/', 'bad-character'],
  ])('is not %s: %s', (uri, reason) => {
    expect(reasonOf(checkResource(uri))).toBe(reason)
  })
})

it.each([
  ['notes.example', true],
  ['localhost', true],
  ['', false],
  ['notes.example/x', false],
  ['notes.example:443', false],
  ['https://notes.example', false],
  ['a b', false],
  ['x'.repeat(254), false],
])('a sector is named by a host: %j is %s (OpenID Connect Core §8.1)', (text, expected) => {
  expect(isHost(text)).toBe(expected)
})

it('the host of a URI is read from the string as it is', () => {
  expect(hostOf('https://Notes.Example:8443/a?b')).toBe('notes.example:8443')
  expect(hostOf('com.example.app:/callback')).toBe('')
})

describe('an address that the portal itself calls', () => {
  it.each([
    'http://localhost:4000/logout',
    'http://127.0.0.1/logout',
    'https://LOCALHOST/logout',
    'https://[::1]:8443/logout',
  ])('is %s only where it may call its own machine', (uri) => {
    expect(checkCalledUri(true)(uri)).toEqual({ ok: true })
    expect(reasonOf(checkCalledUri(false)(uri))).toBe('not-called')
  })

  it('is anything else that is https, and nothing more', () => {
    for (const mayCallLoopback of [true, false]) {
      const check = checkCalledUri(mayCallLoopback)
      expect(check('https://localhost.example/logout')).toEqual({ ok: true })
      expect(reasonOf(check('http://notes.example/'))).toBe('not-https')
      expect(reasonOf(check('http://localhost/#part'))).toBe('fragment')
    }
  })
})
