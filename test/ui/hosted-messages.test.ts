import { describe, expect, it } from 'vitest'

import { durationText, fieldProblemText } from '@/ui/hosted/texts'
import { placeholders } from '@/ui/fill'
import { hostedEn } from '@/ui/messages/hosted.en'
import { hostedFr } from '@/ui/messages/hosted.fr'

/** Every text of a language by its path; what is left out on purpose is null. */
function textsOf(value: unknown, path = ''): [string, string | null][] {
  if (value === null || typeof value === 'string') return [[path, value]]
  return Object.entries(value as object).flatMap(([name, inner]) =>
    textsOf(inner, `${path}.${name}`),
  )
}

const english = new Map(textsOf(hostedEn))
const french = new Map(textsOf(hostedFr))

describe('the texts of the hosted pages', () => {
  it('are the same ones in both languages', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it.each([...english.keys()])('%s is said in both, with the same placeholders', (path) => {
    const one = english.get(path) ?? null
    const other = french.get(path) ?? null
    expect(other === null).toBe(one === null)
    if (one === null || other === null) return
    expect(one.trim()).not.toBe('')
    expect(other.trim()).not.toBe('')
    expect(placeholders(other).sort()).toEqual(placeholders(one).sort())
  })

  it.each([...english, ...french])('%s keeps the voice', (_path, text) => {
    expect(text ?? '').not.toMatch(/!|oops|'|\.\.\./i)
  })

  it('are written in French, not left in English', () => {
    const same = [...english].filter(([path, text]) => text !== null && french.get(path) === text)
    expect(same.map(([path]) => path)).toEqual([
      '.fields.email',
      '.durations.minutes.one',
      '.durations.minutes.other',
    ])
  })
})

describe('a duration', () => {
  it.each([
    [0, '1 second', '1 seconde'],
    [0.2, '1 second', '1 seconde'],
    [30, '30 seconds', '30 secondes'],
    [91, '2 minutes', '2 minutes'],
    [290, '5 minutes', '5 minutes'],
    [3600, '60 minutes', '60 minutes'],
    [7200, '2 hours', '2 heures'],
  ])('of %d s is rounded up', (seconds, en, fr) => {
    expect(durationText(hostedEn, seconds)).toBe(en)
    expect(durationText(hostedFr, seconds)).toBe(fr)
  })
})

it('says what is wrong in the words of the field, else in general ones', () => {
  expect(fieldProblemText(hostedEn, 'password', 'too-short')).toContain('8 characters')
  expect(fieldProblemText(hostedEn, 'password', 'too-common')).toContain('guessed first')
})
