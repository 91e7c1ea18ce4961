import { describe, expect, it } from 'vitest'

import { cookie, cookieNames, readCookie } from '@/sessions/cookies'

const sent = (header: string) => new Request('http://localhost/', { headers: { Cookie: header } })

describe('reading a cookie', () => {
  it.each([
    ['a=1', '1'],
    ['b=2; a=1', '1'],
    ['b=2;a=1;c=3', '1'],
    ['a=1; a=2', '1'],
    ['a=', ''],
    ['a=b=c', 'b=c'],
    [' a = 1 ', '1'],
    ['xa=1', null],
    ['ax=1', null],
    ['A=1', null],
    ['a', null],
    ['=1', null],
    [';;;', null],
    ['', null],
  ])('%j holds %j', (header, value) => {
    expect(readCookie(sent(header), 'a')).toBe(value)
  })

  it('finds none where none was sent', () => {
    expect(readCookie(new Request('http://localhost/'), 'a')).toBeNull()
  })
})

describe('a cookie', () => {
  it('is removed by Max-Age=0, and ends with the browser without one', () => {
    expect(cookie('http://localhost', 'a', '', 0)).toBe(
      'a=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
    )
    expect(cookie('https://a.example', 'a', 'b', null)).toBe(
      'a=b; Path=/; HttpOnly; SameSite=Lax; Secure',
    )
  })

  it('has a name with __Host- on https alone', () => {
    for (const name of Object.values(cookieNames('https://a.example'))) {
      expect(name).toMatch(/^__Host-portico-/)
    }
    for (const name of Object.values(cookieNames('http://localhost:3000'))) {
      expect(name).toMatch(/^portico-/)
    }
  })
})
