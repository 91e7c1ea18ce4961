import { describe, expect, it } from 'vitest'

import { isSameOriginPost } from '@/sessions/origin'

const issuer = 'https://login.example.com'

describe('a post of our own page', () => {
  it.each([
    [{}, true], // no browser says so
    [{ Origin: issuer }, true],
    [{ Origin: 'null' }, true], // pages without a referrer: Fetch §3.2
    [{ Origin: issuer, 'Sec-Fetch-Site': 'same-origin' }, true],
    [{ Origin: 'https://evil.example' }, false],
    [{ Origin: 'https://login.example.com:8443' }, false],
    [{ Origin: 'http://login.example.com' }, false],
    [{ Origin: 'https://login.example.com.evil.example' }, false],
    [{ Origin: 'https://LOGIN.example.com' }, false],
    [{ Origin: '' }, false],
    [{ 'Sec-Fetch-Site': 'same-site' }, false],
    [{ 'Sec-Fetch-Site': 'cross-site', Origin: issuer }, false],
    [{ 'Sec-Fetch-Site': '' }, false],
    [{ Host: 'evil.example', Origin: 'https://evil.example' }, false],
  ] as [Record<string, string>, boolean][])('with %j: %s', (headers, result) => {
    const request = new Request(issuer, { method: 'POST', headers })
    expect(isSameOriginPost(request, issuer)).toBe(result)
  })
})
