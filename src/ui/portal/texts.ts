import type { Locale } from '@/model/pages'
import { fill } from '@/ui/fill'
import { portalEn, type PortalTexts } from '@/ui/messages/portal.en'
import { portalFr } from '@/ui/messages/portal.fr'

export type { PortalTexts }

export const portalTexts: Readonly<Record<Locale, PortalTexts>> = { en: portalEn, fr: portalFr }

/** A text that depends on a number, with the number as the language writes it. */
export function counted(
  texts: Pick<PortalTexts, 'lang'>,
  forms: { readonly one: string; readonly other: string },
  count: number,
): string {
  const form = new Intl.PluralRules(texts.lang).select(count) === 'one' ? forms.one : forms.other
  return fill(form, { count: new Intl.NumberFormat(texts.lang).format(count) })
}

const units = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
  ['seconds', 1],
] as const

/** "30 days": in the largest unit of which it is a whole number. */
export function durationText(texts: PortalTexts, seconds: number): string {
  const [unit, length] = units.find(([, length]) => seconds % length === 0) ?? units[3]
  return counted(texts, texts.durations[unit], seconds / length)
}

/** Each unit, its length, and from how many seconds on it is used: 30 days are clearer than a month. */
const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, length: number, from: number])[] = [
  ['year', 31_536_000, 63_072_000],
  ['month', 2_592_000, 5_184_000],
  ['day', 86_400, 86_400],
  ['hour', 3_600, 3_600],
  ['minute', 60, 60],
]

/** "3 days ago", "in 30 days", "in 9 seconds", "just now". */
export function relativeText(
  texts: Pick<PortalTexts, 'lang' | 'justNow'>,
  at: Date,
  now: Date,
): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  const format = new Intl.RelativeTimeFormat(texts.lang)
  const step = steps.find(([, , from]) => Math.abs(seconds) >= from - 30) // as it is rounded
  if (!step) return seconds >= 1 ? format.format(Math.round(seconds), 'second') : texts.justNow
  const [unit, length] = step
  return format.format(Math.round(seconds / length), unit)
}

/** "20 November 2026 at 14:06:34 UTC": the same for everybody who looks. */
export function exactText(texts: Pick<PortalTexts, 'lang' | 'utc'>, at: Date): string {
  const format = new Intl.DateTimeFormat(texts.lang === 'en' ? 'en-GB' : texts.lang, {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: 'UTC',
  })
  return fill(texts.utc, { date: format.format(at) })
}
