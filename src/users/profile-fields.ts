// Single fields of what a person tells of themselves, forgiving in how they are typed.

export const profileReasons = [
  'too-long',
  'bad-character',
  'too-many-lines',
  'not-a-web-address',
  'not-a-date',
  'in-the-future',
  'not-a-phone-number',
] as const
export type ProfileReason = (typeof profileReasons)[number]

/** Null: nothing is told. */
export type Read = { readonly value: string | null } | { readonly problem: ProfileReason }

const longestLine = 100
const longestStreet = 300
const mostStreetLines = 4
const longestWebsite = 300

/** Controls, and what turns the direction of a text; joiners stay, for there are names that need them. */
const deceptive =
  /[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/u

export function line(text: string): Read {
  const value = text.normalize('NFC').trim()
  if (deceptive.test(value)) return { problem: 'bad-character' }
  if (Array.from(value).length > longestLine) return { problem: 'too-long' }
  return { value: value || null }
}

/** Lines that are kept apart by `\n` — §5.1.1. */
export function street(text: string): Read {
  const lines = text
    .normalize('NFC')
    .split(/\r\n|\r|\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
  if (lines.some((one) => deceptive.test(one))) return { problem: 'bad-character' }
  if (lines.length > mostStreetLines) return { problem: 'too-many-lines' }
  const value = lines.join('\n')
  return value.length > longestStreet ? { problem: 'too-long' } : { value: value || null }
}

/** A web address; https where no scheme was typed. */
export function website(text: string): Read {
  const typed = text.trim()
  if (typed === '') return { value: null }
  if (typed.length > longestWebsite) return { problem: 'too-long' }
  const value =
    /^[a-z][a-z0-9+.-]*:/i.test(typed) && !isHostAndPort(typed) ? typed : `https://${typed}`
  const isGood = /^https?:\/\/[^\s"<>\\@/?#]+\.[^\s"<>\\@/?#]+(?:[/?#][^\s"<>\\]*)?$/i.test(value)
  return isGood && URL.canParse(value) ? { value } : { problem: 'not-a-web-address' }
}

const isHostAndPort = (text: string): boolean => /^[^:/?#]+:\d+(?:[/?#]|$)/.test(text)

/** `YYYY-MM-DD`; `0000` for a year that is nobody's business, or the year alone — §5.1. */
export function birthdate(text: string, at: Date): Read {
  const value = text.trim()
  if (value === '') return { value: null }
  const [, year = '', month = '01', day = '01'] = /^(\d{4})(?:-(\d{2})-(\d{2}))?$/.exec(value) ?? []
  const leapYear = '2000' // a birthday without its year may be on the 29th of February
  const date = `${year === '0000' ? leapYear : year}-${month}-${day}`
  const moment = new Date(`${date}T00:00:00Z`)
  const isDate = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date)
  if (!isDate || value === '0000') return { problem: 'not-a-date' }
  if (year === '0000') return { value }
  if (moment > at) return { problem: 'in-the-future' }
  return Number(year) < 1800 ? { problem: 'not-a-date' } : { value }
}

/** With its country's code, in the form that is dialled everywhere: `+` and at most 15 digits (ITU-T E.164). */
export function phoneNumber(text: string): Read {
  const value = text.replaceAll(/[\s().\u00a0/-]/g, '').replace(/^00/, '+')
  if (value === '') return { value: null }
  return /^\+[1-9]\d{5,14}$/.test(value) ? { value } : { problem: 'not-a-phone-number' }
}
