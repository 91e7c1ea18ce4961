/** Readers of values: each answers what it read, or complains and answers null. */
import { nearestOf } from './nearest'
import type { Spot } from './problems'

export type Reader<T> = (value: unknown, spot: Spot) => T | null

/** One key of a mapping. */
export type Key<T> = {
  readonly read: Reader<T>
  /** What it says; a cell of docs/configuration-file.md. */
  readonly means: string
  /** What is so where the key is left out. */
  readonly standard: string
}

export type Keys = Readonly<Record<string, Key<unknown>>>

/** A mapping as it was read. Null: the key is there and says that there is nothing. */
export type Entry<K extends Keys> = {
  readonly [Name in keyof K]?: (K[Name] extends Key<infer T> ? T : never) | null
}

const kindOf = (value: unknown): string =>
  value === null
    ? 'nothing'
    : Array.isArray(value)
      ? 'a list'
      : (kinds[typeof value] ?? 'something')

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  object: 'a mapping',
}

/** Text. A number is not taken for one: `0123` and `1.10` would lose what they look like. */
export const text: Reader<string> = (value, spot) => {
  if (typeof value === 'string') return value
  const quote = typeof value === 'number' || typeof value === 'boolean' ? ': put it in quotes' : ''
  return spot.refuse(`wants text, and here is ${kindOf(value)}${quote}`)
}

/** Text that a check lets through; the check answers what is wrong with it. */
export const checked =
  (check: (value: string) => string | null): Reader<string> =>
  (value, spot) => {
    const read = text(value, spot)
    const problem = read === null ? null : check(read)
    return problem === null ? read : spot.refuse(problem)
  }

export const flag: Reader<boolean> = (value, spot) =>
  typeof value === 'boolean'
    ? value
    : spot.refuse(`wants true or false, and here is ${kindOf(value)}`)

/** One of these words. */
export const oneOf =
  <T extends string>(words: readonly T[]): Reader<T> =>
  (value, spot) => {
    const found = words.find((word) => word === value)
    if (found !== undefined) return found
    const nearest = typeof value === 'string' ? nearestOf(value, words) : null
    const hint = nearest === null ? '' : `. Did you mean ${nearest}?`
    return spot.refuse(`wants one of ${words.join(', ')}${hint}`)
  }

/** A list, each part of which is read. Repeats count once. */
export const listOf =
  <T extends string>(reader: Reader<T>): Reader<readonly T[]> =>
  (value, spot) => {
    if (!Array.isArray(value)) return spot.refuse(`wants a list, and here is ${kindOf(value)}`)
    const read = value.map((part: unknown, index) => reader(part, spot.at(index)))
    const good = read.filter((part) => part !== null)
    return good.length === read.length ? [...new Set(good)] : null
  }

/** One, or a list of them. */
export const oneOrMore =
  <T extends string>(reader: Reader<T>): Reader<readonly T[]> =>
  (value, spot) => {
    if (Array.isArray(value)) return listOf(reader)(value, spot)
    const read = reader(value, spot)
    return read === null ? null : [read]
  }

/** Words with spaces between, as on the wire; or a list of them. */
export const wordsOf =
  <T extends string>(words: readonly T[]): Reader<readonly T[]> =>
  (value, spot) =>
    listOf(oneOf(words))(
      typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : value,
      spot,
    )

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 }

/** Seconds, or a number and its unit: `90`, `90s`, `15m`, `12h`, `30d`. */
export const duration: Reader<number> = (value, spot) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  const [, amount, unit] = /^(\d{1,9})(s|m|h|d)$/.exec(typeof value === 'string' ? value : '') ?? []
  if (amount !== undefined && unit !== undefined) return Number(amount) * (unitSeconds[unit] ?? 1)
  return spot.refuse('wants seconds, or a number and s, m, h or d: 90, 15m, 12h, 30d')
}

/** The same time as it is written: in the largest unit of which it is a whole number. */
export function durationText(seconds: number): string {
  const [unit, length] = Object.entries(unitSeconds)
    .reverse()
    .find(([, length]) => seconds > 0 && seconds % length === 0) ?? ['s', 1]
  return `${seconds / length}${unit}`
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A mapping of any names: JSON in YAML's clothes. */
export const json: Reader<Readonly<Record<string, unknown>>> = (value, spot) =>
  isMapping(value) ? value : spot.refuse(`wants a mapping, and here is ${kindOf(value)}`)

/** A mapping with these keys and no others. What could not be read is left out, and was complained of. */
export function readMapping<K extends Keys>(
  value: unknown,
  keys: K,
  spot: Spot,
): { readonly entry: Entry<K>; readonly broken: ReadonlySet<keyof K> } | null {
  const mapping = json(value, spot)
  if (!mapping) return null
  const entry: Partial<Record<keyof K, unknown>> = {}
  const broken = new Set<keyof K>()
  for (const [name, part] of Object.entries(mapping)) {
    const key = Object.hasOwn(keys, name) ? keys[name] : undefined
    if (!key) {
      const nearest = nearestOf(name, Object.keys(keys))
      spot.at(name).refuse(unknownKey(nearest, Object.keys(keys)))
      if (nearest !== null) broken.add(nearest) // that it is missing need not be said as well
      continue
    }
    const read = part === null ? null : key.read(part, spot.at(name))
    if (read === null && part !== null) broken.add(name)
    else entry[name as keyof K] = read
  }
  return { entry: entry as Entry<K>, broken }
}

function unknownKey(nearest: string | null, known: readonly string[]): string {
  if (nearest !== null) return `unknown key. Did you mean ${nearest}?`
  const isShort = known.length <= 5
  return `unknown key${isShort ? `. There are ${known.join(', ')}` : ''}`
}

/** A mapping inside another. */
export const mappingOf =
  <K extends Keys>(keys: K): Reader<Entry<K>> =>
  (value, spot) => {
    const read = readMapping(value, keys, spot)
    return read && read.broken.size === 0 ? read.entry : null
  }
