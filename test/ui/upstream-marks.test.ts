import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { upstreamMarks } from '@/ui/upstream-marks'

import { coarse, target, upstreamMarksText } from '../../scripts/upstream-marks.mjs'

describe('the marks of services', () => {
  it('are what the package says: node scripts/upstream-marks.mjs', async () => {
    expect(readFileSync(target, 'utf8')).toBe(await upstreamMarksText())
  })

  it('are no two the same, in a colour of the brand or that of the text', () => {
    const marks = Object.values(upstreamMarks)
    expect(new Set(marks.map(({ path }) => path)).size).toBe(marks.length)
    for (const { color } of marks) expect(color).toMatch(/^(#[0-9A-F]{6}|currentColor)$/)
  })
})

describe('a path on a coarser grid (SVG 2 §9.3)', () => {
  it.each([
    ['absolute and relative commands', 'M1 2L3 4h1V6H1z', 'm4 8l8 8h4v8h-12z'],
    ['numbers that nothing stands between', 'M0 .25.5.75-1 0', 'm0 1l2 2-6-3'],
    ['an arc, whose flags nothing stands between', 'M4 4a2 2 0 01.5-.25', 'm16 16a8 8 0 0 1 2-1'],
    ['what is smaller than a step', 'M1 1l.1.1.1.1a.01.01 0 000 .1h9', 'm4 4l1 1h36'],
    ['what follows a closed part, from its start', 'M1 1h2v2zm1 0h1', 'm4 4h8v8zm4 0h4'],
  ])('reads %s', (_, path, expected) => {
    expect(coarse(path)).toBe(expected)
  })

  it('adds up no errors: a hundred steps that are too small arrive', () => {
    expect(coarse(`M0 0${'l.1 0'.repeat(100)}V1`)).toMatch(/^m0 0(l1 0|\s1 0)+v4$/)
    const steps = coarse(`M0 0${'l.1 0'.repeat(100)}`).match(/1 0/g)
    expect(steps).toHaveLength(40)
  })
})
