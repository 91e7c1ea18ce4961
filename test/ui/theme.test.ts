import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../src/ui/theme.css', import.meta.url), 'utf8')
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')

/** The colour tokens of a theme, each as its relative luminance (WCAG 2.2). */
function luminances(theme: string): Map<string, number> {
  const tokens = theme.matchAll(/--color-([a-z-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)
  return new Map([...tokens].map(([, name, ...numbers]) => [name!, luminance(numbers.map(Number))]))
}

/** OKLCH to linear sRGB, cut to what a screen can show, and its luminance. */
function luminance([lightness = 0, chroma = 0, hue = 0]: number[]): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const [red, green, blue] = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((value) => Math.min(1, Math.max(0, value))) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

describe.each([
  ['light', luminances(light)],
  ['dark', luminances(dark)],
])('the %s theme', (_name, tokens) => {
  const contrast = (one: string, other: string) => {
    const [low = NaN, high = NaN] = [tokens.get(one)!, tokens.get(other)!].sort((x, y) => x - y)
    return (high + 0.05) / (low + 0.05)
  }
  const grounds = ['canvas', 'surface', 'sunken']
  const texts = ['ink', 'ink-muted', 'accent', 'accent-strong', 'harm', 'caution', 'done']

  it.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    'shows %s on %s (WCAG 1.4.3: 4.5)',
    (text, ground) => expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5),
  )

  it.each([
    ['accent-ink', 'accent'],
    ['accent-ink', 'accent-strong'],
    ['harm-ink', 'harm'],
    ['harm-ink', 'harm-strong'],
    ['accent', 'accent-wash'],
    ['harm', 'harm-wash'],
    ['caution', 'caution-wash'],
    ['done', 'done-wash'],
    ['ink', 'accent-wash'],
    ['ink', 'harm-wash'],
    ['ink', 'caution-wash'],
    ['ink', 'done-wash'],
    ['ink-muted', 'accent-wash'],
  ])('shows %s on %s (WCAG 1.4.3: 4.5)', (text, ground) =>
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5),
  )

  it.each(
    ['edge-control', 'focus', 'accent', 'harm'].flatMap((edge) =>
      grounds.map((ground) => [edge, ground] as const),
    ),
  )('draws %s on %s (WCAG 1.4.11: 3)', (edge, ground) =>
    expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3),
  )

  it('has every colour of the other theme', () => {
    expect([...tokens.keys()].sort()).toEqual([...luminances(light).keys()].sort())
  })
})
