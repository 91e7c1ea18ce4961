import { describe, expect, it } from 'vitest'

import { clientAddress } from '@/server/client-address'

describe('the person’s address', () => {
  it('is the peer’s, whatever X-Forwarded-For says, when no proxy is trusted', () => {
    const addressOf = clientAddress([])
    expect(addressOf('198.51.100.1', '203.0.113.9')).toBe('198.51.100.1')
    expect(addressOf('198.51.100.1', undefined)).toBe('198.51.100.1')
    expect(addressOf(undefined, '203.0.113.9')).toBe('unknown')
  })

  const addressOf = clientAddress(['10.0.0.0/8', '2001:db8::/32', '192.0.2.1'])

  it.each([
    ['10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['192.0.2.1', '203.0.113.9', '203.0.113.9'],
    ['2001:db8::5', '203.0.113.9', '203.0.113.9'],
    ['::ffff:10.1.2.3', '::ffff:203.0.113.9', '203.0.113.9'],
    ['10.1.2.3', '203.0.113.9, 10.9.9.9', '203.0.113.9'], // two proxies of ours
    ['10.1.2.3', ' 203.0.113.9 ,10.9.9.9 , 10.8.8.8 ', '203.0.113.9'],
    ['10.1.2.3', '2001:4860::1', '2001:4860::1'],
  ])('behind the proxy %s with %j is %s', (peer, forwarded, address) => {
    expect(addressOf(peer, forwarded)).toBe(address)
  })

  it.each([
    ['198.51.100.1', '203.0.113.9', '198.51.100.1'], // a stranger pretends to be a proxy
    ['10.1.2.3', '1.1.1.1, 203.0.113.9', '203.0.113.9'], // what stands left of it was sent by the person
    ['10.1.2.3', '10.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['10.1.2.3', '203.0.113.9, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['10.1.2.3', 'nonsense, 203.0.113.9', '203.0.113.9'],
    ['10.1.2.3', 'nonsense', '10.1.2.3'],
    ['10.1.2.3', '203.0.113.9, nonsense', '10.1.2.3'],
    ['10.1.2.3', '', '10.1.2.3'],
    ['10.1.2.3', ',,,', '10.1.2.3'],
    ['10.1.2.3', '10.2.2.2', '10.2.2.2'], // all of them ours: the one that is farthest away
    ['10.1.2.3', undefined, '10.1.2.3'],
    ['11.0.0.1', '203.0.113.9', '11.0.0.1'],
  ])('cannot be forged: %s with %j is %s', (peer, forwarded, address) => {
    expect(addressOf(peer, forwarded)).toBe(address)
  })

  it('takes several headers for one list', () => {
    expect(addressOf('10.1.2.3', ['1.1.1.1', '203.0.113.9'])).toBe('203.0.113.9')
  })
})
