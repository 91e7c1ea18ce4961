import { describe, expect, it } from 'vitest'

import { placeholders } from '@/ui/fill'
import { portalEn } from '@/ui/messages/portal.en'
import { portalFr } from '@/ui/messages/portal.fr'

/** Every text of a language by its path. */
const textsOf = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([name, inner]) => textsOf(inner, `${path}.${name}`))

const english = new Map(textsOf(portalEn))
const french = new Map(textsOf(portalFr))

/** Said by another text beside it. */
const silent = ['.home.scopes.offline_access']

describe('the texts of the portal', () => {
  it('are the same ones in both languages', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it.each([...english.keys()])('%s is said in both, with the same placeholders', (path) => {
    const one = english.get(path) ?? ''
    const other = french.get(path) ?? ''
    expect([one.trim() !== '', other.trim() !== '']).toEqual(
      silent.includes(path) ? [false, false] : [true, true],
    )
    expect(placeholders(other).sort()).toEqual(placeholders(one).sort())
  })

  it.each([...english, ...french])('%s keeps the voice', (_path, text) => {
    expect(text).not.toMatch(/!|oops|'|\.\.\.(?! )/i)
  })

  it('are written in French, not left in English, but for the words of the wire', () => {
    const same = [...english]
      .filter(([path, text]) => text !== '' && french.get(path) === text)
      .map(([path]) => path)
    expect(same).toEqual([
      ...Object.keys(portalEn.upstreams.presets).map(
        (preset) => `.upstreams.presets.${preset}.name`,
      ),
      '.logout.session',
      '.codeFlow.scopeChoices.some',
      '.nav.menu',
      '.utc',
      '.durations.minutes.one',
      '.durations.minutes.other',
      '.security.sessions',
      '.apps.clientId',
      '.app.clientId',
      '.settings.units.minutes',
      '.settings.logo',
      '.playground.scopeChoices.some',
    ])
  })
})
