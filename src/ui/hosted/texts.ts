import type { FieldProblem, Locale } from '@/model/pages'
import { fill } from '@/ui/fill'
import { hostedEn, type HostedTexts } from '@/ui/messages/hosted.en'
import { hostedFr } from '@/ui/messages/hosted.fr'

export type { HostedTexts }

export const hostedTexts: Readonly<Record<Locale, HostedTexts>> = { en: hostedEn, fr: hostedFr }

/** What every hosted page is given. */
export type HostedProps<View> = {
  readonly view: View
  readonly texts: HostedTexts
  /** Whether the foot says "Secured by Portico". */
  readonly signature: boolean
}

/** "3 minutes": rounded up, for it is said to somebody who has to wait. */
export function durationText(texts: HostedTexts, seconds: number): string {
  const { durations } = texts
  const whole = Math.max(1, Math.ceil(seconds))
  if (whole < 90) return counted(texts, durations.seconds, whole)
  const minutes = Math.ceil(whole / 60)
  if (minutes < 90) return counted(texts, durations.minutes, minutes)
  return counted(texts, durations.hours, Math.ceil(minutes / 60))
}

/** A text that depends on a number, with the number as the language writes it. */
export function counted(
  texts: HostedTexts,
  forms: { readonly one: string; readonly other: string },
  count: number,
): string {
  const form = new Intl.PluralRules(texts.lang).select(count) === 'one' ? forms.one : forms.other
  return fill(form, { count: new Intl.NumberFormat(texts.lang).format(count) })
}

/** What to say beside a field; the field's own words where it has some. */
export function fieldProblemText(
  texts: HostedTexts,
  field: 'username' | 'email' | 'password',
  problem: FieldProblem,
): string {
  const own: Partial<Record<FieldProblem, string>> = texts.fieldProblems[field]
  return own[problem] ?? texts.fieldProblems.any[problem]
}
