import { renderToStaticMarkup } from 'react-dom/server'
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'

import { qrSvg } from '@/ui/qr'

const link = 'https://id.example.com/device?user_code=MMQH-NCTW'

/** The modules that a path of rectangles fills. */
function drawn(svg: string, size: number): boolean[][] {
  const grid = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  const [, path = ''] = /<path fill="#000" d="([^"]*)"/.exec(svg) ?? []
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
    for (let step = 0; step < Number(width); step += 1) grid[Number(y)]![Number(x) + step] = true
  }
  return grid
}

describe('a QR code', () => {
  const svg = renderToStaticMarkup(qrSvg(link))
  const { data, size } = encode(link, { ecc: 'M', border: 4 })

  it('draws every module, row by row', () => {
    expect(drawn(svg, size)).toEqual(data)
    const [left, top] = [8, 4 * 4 + 9].map((module) => module + 4)
    expect(drawn(svg, size)[top!]![left!]).toBe(true) // the one that is always dark: it is not mirrored
  })

  it('has four light modules around it, whatever the page looks like', () => {
    expect(svg).toContain(`viewBox="0 0 ${size} ${size}"`)
    expect(svg).toContain(`<path fill="#fff" d="M0 0h${size}v${size}H0z"`)
    const outer = drawn(svg, size).filter((row, y) => y < 4 || row.slice(0, 4).some(Boolean))
    expect(outer.flat().some(Boolean)).toBe(false)
  })

  it('says what it holds to whoever cannot see it', () => {
    expect(svg).toContain(`role="img" aria-label="${link}"`)
  })
})
