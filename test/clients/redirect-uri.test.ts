import { describe, expect, it } from 'vitest'

import {
  checkRedirectUri,
  redirectUriFaults,
  redirectUriLines,
  redirectUriReasons,
} from '@/clients/redirect-uri'
import { portalEn } from '@/ui/messages/portal.en'

const reasonFor = (uri: string) => {
  const check = checkRedirectUri(uri)
  return check.ok ? null : check.reason
}

describe('a redirect URI that may be registered', () => {
  it.each([
    'https://notes.example/callback',
    'https://notes.example',
    'https://notes.example/',
    'https://notes.example:8443/a/b?tenant=1&x=%20',
    'https://xn--nts-0na.example/callback',
    'https://[2001:db8::1]/callback',
    'https://notes.example/.well-known/callback',
    'https://notes.example/a..b/...',
    'https://notes.example/@alice',
    'https://notes.example/?next=a@b',
    "https://notes.example/it's(fine);a=1,2!$",
  ])('https: %s', (uri) => {
    expect(reasonFor(uri)).toBe(null)
  })

  it.each([
    'http://localhost/callback',
    'http://localhost:4000/callback',
    'http://127.0.0.1/callback',
    'http://127.0.0.1:51004/',
    'http://[::1]:3000/callback',
  ])('http on loopback: %s (RFC 8252 §7.3)', (uri) => {
    expect(reasonFor(uri)).toBe(null)
  })

  it.each(['com.example.app:/callback', 'com.example.app://callback', 'com.example.app:/a/b?x=1'])(
    'a private scheme with a dot: %s (RFC 8252 §7.1)',
    (uri) => {
      expect(reasonFor(uri)).toBe(null)
    },
  )

  it('has 2,000 characters at most', () => {
    const base = 'https://notes.example/'
    expect(reasonFor(base + 'a'.repeat(2_000 - base.length))).toBe(null)
    expect(reasonFor(base + 'a'.repeat(2_001 - base.length))).toBe('too-long')
  })
})

describe('a redirect URI that may not be registered', () => {
  it.each([
    ['empty', ''],
    ['control-character', 'https://notes.example/a\r\nSet-Cookie:x'],
    ['control-character', 'https://notes.example/\u0000'],
    ['control-character', 'https://notes.example/\u0085'],
    ['control-character', 'https://notes.example/%0d%0aSet-Cookie:x'],
    ['control-character', 'https://notes.example/?a=%00'],
    ['whitespace', 'https://notes.example/a b'],
    ['whitespace', ' https://notes.example/'],
    ['whitespace', 'https://notes.example/\u3000'],
    ['backslash', 'https://notes.example\\@evil.example/'],
    ['backslash', 'https:\\\\notes.example'],
    ['not-ascii', 'https://nötes.example/'],
    ['not-ascii', 'https://notes.example/\u202egpj'],
    ['not-ascii', 'http://１２７.0.0.1/'],
    ['not-absolute', '/callback'],
    ['not-absolute', '//notes.example/callback'],
    ['not-absolute', 'notes.example/callback'],
    ['not-absolute', '?a=b'],
    ['forbidden-scheme', 'javascript:alert(1)'],
    ['forbidden-scheme', 'JavaScript://notes.example/%0aalert(1)'],
    ['forbidden-scheme', 'data:text/html,hello'],
    ['forbidden-scheme', 'vbscript:x'],
    ['forbidden-scheme', 'file:///etc/passwd'],
    ['forbidden-scheme', 'blob:https://notes.example/x'],
    ['forbidden-scheme', 'about:blank'],
    ['scheme-without-dot', 'myapp://callback'],
    ['scheme-without-dot', 'urn:ietf:wg:oauth:2.0:oob'],
    ['scheme-without-dot', 'ftp://notes.example/'],
    ['scheme-without-dot', 'localhost:3000/callback'],
    ['wildcard', 'https://*.notes.example/'],
    ['wildcard', 'https://notes.example/*'],
    ['fragment', 'https://notes.example/#token'],
    ['fragment', 'https://notes.example/#'],
    ['fragment', 'com.example.app:/#'],
    ['userinfo', 'https://alice@notes.example/'],
    ['userinfo', 'https://notes.example:pw@evil.example/'],
    ['userinfo', 'https://@notes.example/'],
    ['userinfo', 'com.example.app://a@b/'],
    ['no-host', 'https://'],
    ['no-host', 'https:///callback'],
    ['no-host', 'https:notes.example/callback'],
    ['no-host', 'https:/notes.example/callback'],
    ['no-host', 'https://:443/'],
    ['bad-host', 'https://notes%2eexample/'],
    ['bad-host', 'https://[::1/'],
    ['bad-host', 'https://notes,example/'],
    ['bad-host', 'https://notes.example:80:80/'],
    ['bad-host', 'https://notes.example:http/'],
    ['bad-port', 'https://notes.example:/'],
    ['bad-port', 'https://notes.example:65536/'],
    ['http-not-loopback', 'http://notes.example/'],
    ['http-not-loopback', 'http://127.0.0.2/'],
    ['http-not-loopback', 'http://127.1/'],
    ['http-not-loopback', 'http://2130706433/'],
    ['http-not-loopback', 'http://0x7f.1/'],
    ['http-not-loopback', 'http://localhost.evil.example/'],
    ['http-not-loopback', 'http://localhost./'],
    ['bad-encoding', 'https://notes.example/%zz'],
    ['bad-encoding', 'https://notes.example/100%'],
    ['bad-encoding', 'https://notes.example/%ff'],
    ['dot-segment', 'https://notes.example/a/../b'],
    ['dot-segment', 'https://notes.example/./a'],
    ['dot-segment', 'https://notes.example/a/..'],
    ['dot-segment', 'https://notes.example/a/%2e%2E/b'],
    ['dot-segment', 'https://notes.example/a/.%2e/b'],
    ['dot-segment', 'https://notes.example/a%2f..%2fb'],
    ['dot-segment', 'https://notes.example/a%5c..%5cb'],
    ['empty-query', 'https://notes.example/?'],
    ['reserved-parameter', 'https://notes.example/?code=1'],
    ['reserved-parameter', 'https://notes.example/?a=1&state=x'],
    ['reserved-parameter', 'https://notes.example/?iss'],
    ['reserved-parameter', 'https://notes.example/?error=x'],
    ['reserved-parameter', 'https://notes.example/?access_token=x'],
    ['reserved-parameter', 'https://notes.example/?access%5ftoken=x'],
    ['reserved-parameter', 'https://notes.example/?refresh_token=x'],
    ['reserved-parameter', 'https://notes.example/?expiration=1'],
    ['reserved-parameter', 'https://notes.example/?user_id=1'],
  ])('%s: %j', (reason, uri) => {
    expect(reasonFor(uri)).toBe(reason)
  })

  it('has a reason that the page has words for, each one', () => {
    expect(Object.keys(portalEn.redirectUriReasons).sort()).toEqual([...redirectUriReasons].sort())
  })

  it.each([
    ['https://notes.example/#token', '#token'],
    ['https://a@notes.example/', 'a@'],
    ['https://notes.example/*', '*'],
    ['http://notes.example/', 'http:'],
    ['https://notes.example/a/../b', '..'],
    ['https://notes.example/?a=1&state=x', 'state'],
    ['https://notes.example/?', '?'],
    ['https://notes.example/a b', ' '],
    ['https://notes.example:99999/', ':99999'],
  ])('is drawn with what is wrong marked: %s', (uri, marked) => {
    const check = checkRedirectUri(uri)
    if (check.ok) throw new Error('it may be registered')
    const faults = redirectUriFaults(uri, check.reason)
    expect(faults.map(([start, end]) => uri.slice(start, end))).toEqual([marked])
  })
})

it('reads one URI a line, without blank lines and repeats, in their order', () => {
  const text = '  https://b.example/ \r\n\r\nhttps://a.example/\nhttps://b.example/\n\t\n'
  expect(redirectUriLines(text)).toEqual(['https://b.example/', 'https://a.example/'])
})
