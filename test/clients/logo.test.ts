import { describe, expect, it } from 'vitest'

import { logoUrl, readLogo } from '@/clients/logo'

const bytesOf = (hex: string, length: number) =>
  Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(Math.max(0, length - hex.length / 2))])
const dataUrl = (bytes: Buffer, type = 'image/png') =>
  `data:${type};base64,${bytes.toString('base64')}`

const png = '89504e470d0a1a0a'

describe('a logo', () => {
  it.each([
    ['image/png', png],
    ['image/jpeg', 'ffd8ffe0'],
    ['image/webp', '524946460000000057454250'],
  ])('is %s by its first bytes, whatever it is said to be', (type, hex) => {
    const read = readLogo(dataUrl(bytesOf(hex, 64), 'image/gif'))
    expect(read).toMatchObject({ ok: true, logo: { contentType: type } })
  })

  it.each([
    ['SVG, which can hold script', dataUrl(Buffer.from('<svg onload="alert(1)">'), 'image/svg')],
    ['HTML', dataUrl(Buffer.from('<script>alert(1)</script>'))],
    ['a GIF', dataUrl(Buffer.from('GIF89a'))],
    ['RIFF that is no WebP', dataUrl(bytesOf('524946460000000057415645', 64))],
    ['no data URL', 'https://notes.example/logo.png'],
    ['not base64', 'data:image/png;base64,<>'],
    ['nothing', 'data:image/png;base64,'],
  ])('is not %s', (_what, text) => {
    expect(readLogo(text)).toEqual({ ok: false, reason: 'not-an-image' })
  })

  it('has at most 32 kB', () => {
    expect(readLogo(dataUrl(bytesOf(png, 32_768))).ok).toBe(true)
    expect(readLogo(dataUrl(bytesOf(png, 32_769)))).toEqual({ ok: false, reason: 'too-large' })
  })

  it('has an address that changes with it', () => {
    expect(logoUrl({ id: 'a b', logoHash: 'h' })).toBe('/logos?client=a%20b&v=h')
    expect(logoUrl({ id: 'a', logoHash: null })).toBe(null)
  })
})
