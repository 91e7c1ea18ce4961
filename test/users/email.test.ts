import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { readEmail } from '@/users/email'

describe('an e-mail address', () => {
  it.each([
    ['alice@example.com', 'alice@example.com'],
    [' Alice@Example.COM ', 'alice@example.com'],
    ["o'neil+tag@sub.example.co.uk", "o'neil+tag@sub.example.co.uk"],
    ['root@localhost', 'root@localhost'],
  ])('%j is compared as %j', (text, email) => {
    expect(readEmail(text)).toBe(email)
  })

  it.each([
    '',
    'alice',
    '@example.com',
    'alice@',
    'alice@@example.com',
    'a@b@c',
    'alice@exam ple.com',
    'alice@-example.com',
    'alice@example..com',
    'alice@example.com\0',
    'alice@example.com\nbcc:x@example.com',
    'alice@exämple.com',
    'älice@example.com',
    '"alice bob"@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(64)}.com`,
    `a@${'b.'.repeat(130)}com`,
    '<alice@example.com>',
  ])('%.40j is none', (text) => {
    expect(readEmail(text)).toBeNull()
  })

  it('is read quickly, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const email = readEmail(text)
        if (email !== null) expect(readEmail(email)).toBe(email)
      }),
    )
    expect(readEmail(`${'a'.repeat(30_000)}@${'a.'.repeat(10_000)}`)).toBeNull()
  })
})
