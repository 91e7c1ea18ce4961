/** Single values, forgiving in how other servers write them. Undefined: it cannot be read. */

const yes = ['true', 't', 'yes', 'y', '1']
const no = ['false', 'f', 'no', 'n', '0']

export function flagOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  const word = wordOf(value).toLowerCase()
  if (yes.includes(word)) return true
  return no.includes(word) ? false : undefined
}

/**
 * ISO 8601, SQL's form of it, or UNIX time in seconds or milliseconds; without a zone it is UTC. Null: MySQL's way to say
 * that there is none.
 */
export function dateOf(value: unknown): Date | null | undefined {
  const word = wordOf(value)
  if (/^0000-00-00/.test(word)) return null
  if (/^\d{9,10}$/.test(word)) return new Date(Number(word) * 1000)
  if (/^\d{12,13}$/.test(word)) return new Date(Number(word))
  const [, day, time, fraction = '', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?\d* ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/.exec(
      word,
    ) ?? []
  if (day === undefined) return undefined
  const date = new Date(`${day}T${time ?? '00:00'}${fraction.slice(0, 4)}${zoneText(zone)}`)
  return Number.isNaN(date.getTime()) ? undefined : date
}

const zoneText = (zone: string): string => {
  if (zone === 'Z' || zone === 'UTC') return 'Z'
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  return `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`
}

/** Text as it is, a whole number as its digits; anything else is none. */
export function wordOf(value: unknown): string {
  if (typeof value === 'string') return value
  return Number.isSafeInteger(value) ? String(value) : ''
}
