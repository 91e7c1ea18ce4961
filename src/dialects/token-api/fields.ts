// Reads what a request of the token API brings: its JSON, field by field, and its query.
import { readBody } from '@/oauth/body'

import { TokenApiError } from './api'

/** The fields of a JSON object, as sent. */
export type Fields = Readonly<Record<string, unknown>>

/**
 * The body; one that is empty or absent has no fields.
 * @throws {TokenApiError} `invalid_request`
 */
export async function readFields(request: Request): Promise<Fields> {
  const text = await readText(request)
  if (text.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new TokenApiError('invalid_request', 'The body is not JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TokenApiError('invalid_request', 'The body must be a JSON object.')
  }
  return value as Fields
}

/** Programs name a form's type, or none, for a body that they leave empty. */
async function readText(request: Request): Promise<string> {
  const { headers, body } = request
  if (body === null || headers.get('content-length') === '0') return ''
  return readBody(request, headers.has('content-type') ? 'application/json' : null)
}

export const invalid = (field: string, message: string): TokenApiError =>
  new TokenApiError('invalid_request', message, { field })

const has = (fields: Fields, name: string): boolean =>
  Object.hasOwn(fields, name) && fields[name] !== undefined

/** A text that may be left out, but not be empty. */
export function optionalText(fields: Fields, name: string): string | null {
  if (!has(fields, name)) return null
  const value = fields[name]
  if (typeof value === 'string' && value !== '') return value
  throw invalid(name, `${name} must be a text that is not empty.`)
}

export function requiredText(fields: Fields, name: string): string {
  const value = optionalText(fields, name)
  if (value !== null) return value
  throw invalid(name, `${name} is missing.`)
}

/** A text that may be left out (`undefined`); null or empty: nothing is told any more. */
export function clearableText(fields: Fields, name: string): string | null | undefined {
  if (!has(fields, name)) return undefined
  const value = fields[name]
  if (value === null || typeof value === 'string') return value === '' ? null : value
  throw invalid(name, `${name} must be a text or null.`)
}

/** A whole number within bounds, or null when it was left out. */
export function optionalInteger(
  fields: Fields,
  name: string,
  { least, most }: Bounds,
): number | null {
  if (!has(fields, name)) return null
  const value = fields[name]
  if (Number.isInteger(value) && isWithin(value as number, { least, most })) return value as number
  throw invalid(name, `${name} must be a whole number from ${least} to ${most}.`)
}

type Bounds = { readonly least: number; readonly most: number }

const isWithin = (value: number, { least, most }: Bounds): boolean =>
  value >= least && value <= most

/** One of these words, or null when it was left out. */
export function optionalChoice<T extends string>(
  fields: Fields,
  name: string,
  choices: readonly T[],
): T | null {
  if (!has(fields, name)) return null
  const choice = choices.find((one) => one === fields[name])
  if (choice !== undefined) return choice
  throw invalid(name, `${name} must be ${choices.join(' or ')}.`)
}

/**
 * The query's parameters as fields; digits are numbers, and what is empty was left out.
 * @throws {TokenApiError} `invalid_request` for a parameter that is there twice
 */
export function readQuery(request: Request, numbers: readonly string[]): Fields {
  const parameters = [...new URL(request.url).searchParams]
  if (new Set(parameters.map(([name]) => name)).size !== parameters.length) {
    throw invalid('query', 'A parameter of the query is doubled.')
  }
  return Object.fromEntries(
    parameters.map(([name, value]) => [
      name,
      numbers.includes(name) && /^\d{1,15}$/.test(value) ? Number(value) : value || undefined,
    ]),
  )
}
