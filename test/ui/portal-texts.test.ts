import { describe, expect, it } from 'vitest'

import { portalEn } from '@/ui/messages/portal.en'
import { portalFr } from '@/ui/messages/portal.fr'
import { deviceName } from '@/ui/portal/device-name'
import { counted, durationText, exactText, relativeText } from '@/ui/portal/texts'
import { after, day, now } from '../stores/fixtures'

const hour = 3_600

describe('how long ago something was', () => {
  it.each([
    [0, 'just now', 'à l’instant'],
    [-29, 'just now', 'à l’instant'],
    [-31, '1 minute ago', 'il y a 1 minute'],
    [-5 * 60, '5 minutes ago', 'il y a 5 minutes'],
    [-3 * hour, '3 hours ago', 'il y a 3 heures'],
    [-6 * day, '6 days ago', 'il y a 6 jours'],
    [9, 'in 9 seconds', 'dans 9 secondes'],
    [30 * day, 'in 30 days', 'dans 30 jours'],
    [30 * day - 5, 'in 30 days', 'dans 30 jours'],
    [90 * day, 'in 3 months', 'dans 3 mois'],
    [-800 * day, '2 years ago', 'il y a 2 ans'],
  ])('%d s is said in words', (seconds, en, fr) => {
    expect(relativeText(portalEn, after(seconds), now)).toBe(en)
    expect(relativeText(portalFr, after(seconds), now)).toBe(fr)
  })

  it('is said exactly in one zone for all', () => {
    expect(exactText(portalEn, now)).toBe('20 November 2026 at 14:06:34 UTC')
    expect(exactText(portalFr, now)).toContain('20 novembre 2026')
  })
})

it.each([
  [60, '1 minute'],
  [90, '90 seconds'],
  [30 * day, '30 days'],
  [25 * hour, '25 hours'],
])('%d s last %s', (seconds, text) => {
  expect(durationText(portalEn, seconds)).toBe(text)
})

it('counts as each language does', () => {
  expect(counted(portalEn, portalEn.durations.days, 0)).toBe('0 days')
  expect(counted(portalFr, portalFr.durations.days, 0)).toBe('0 jour')
  expect(counted(portalEn, portalEn.durations.days, 1_000)).toBe('1,000 days')
})

describe('the name of a device', () => {
  const safari = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1'
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
      'Edge',
      'Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
      'Chrome',
      'macOS',
    ],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${safari} Safari/605.1.15`,
      'Safari',
      'macOS',
    ],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${safari} Mobile/15E148 Safari/604.1`,
      'Safari',
      'iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
      'Chrome',
      'Android',
    ],
    [
      'Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/140.0 Mobile/15E148 Safari/605.1.15',
      'Firefox',
      'iPad',
    ],
  ])('in %s', (userAgent, browser, system) => {
    expect(deviceName(userAgent)).toEqual({ browser, system })
  })

  it.each([null, '', 'curl/8.1', '<script>alert(1)</script>'])(
    'is not known from %j',
    (userAgent) => {
      expect(deviceName(userAgent)).toBe(null)
    },
  )
})
