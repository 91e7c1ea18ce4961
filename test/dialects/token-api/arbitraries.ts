// Makes up values for a schema of the OpenAPI document: good ones, and ones that are broken somewhere.
import fc from 'fast-check'

import { schemas } from '@/dialects/token-api/openapi/schemas'
import type { Schema } from '@/dialects/token-api/openapi/types'

/** Stands for a value of the world that the request is sent to: `{alice}` is her id. */
export type Places = Readonly<Record<string, readonly string[]>>

/** What is worth trying by name, beside what the schema says. */
export const places: Places = {
  client_id: ['{client}', '{other}', 'nobody'],
  refresh_token: ['{refresh}', '{token}'],
  username: ['alice', 'bob', 'ROOT'],
  email_address: ['alice@example.com', 'new@example.com', 'bob@example.com'],
  password: ['a long enough password'],
  new_password: ['a long enough password'],
  old_password: ['{password}', 'wrong'],
}

const resolved = (schema: Schema): Schema =>
  schema.$ref ? schemas[schema.$ref.split('/').at(-1)!]! : schema

const letters = fc.constantFrom(...Array.from('abcXYZ019._-éßжΩ漢'))

function textOf({ minLength = 0, maxLength = 40, pattern }: Schema): fc.Arbitrary<string> {
  const text = fc.string({
    unit: pattern === undefined ? 'grapheme' : letters,
    minLength,
    maxLength: Math.max(minLength, Math.min(maxLength, 40)),
  })
  return pattern === undefined ? text : text.filter((one) => new RegExp(pattern, 'u').test(one))
}

/** A value that the schema allows; of an object, members that need not be there are left out at times. */
export function goodOf(named: Schema, name = ''): fc.Arbitrary<unknown> {
  const schema = resolved(named)
  const [type = 'string'] = [schema.type].flat()
  const isNullable = [schema.type].flat().includes('null')
  const value = ((): fc.Arbitrary<unknown> => {
    if (schema.enum) return fc.constantFrom(...schema.enum)
    switch (type) {
      case 'object': {
        const members = Object.entries(schema.properties ?? {})
        return fc.record(
          Object.fromEntries(members.map(([key, member]) => [key, goodOf(member, key)])),
          { requiredKeys: [...(schema.required ?? [])] },
        )
      }
      case 'integer':
        return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 })
      case 'string': {
        const known = places[name]
        return known ? fc.oneof(fc.constantFrom(...known), textOf(schema)) : textOf(schema)
      }
      default:
        throw new Error(`No value was thought of for ${type}`)
    }
  })()
  return isNullable ? fc.oneof({ weight: 4, arbitrary: value }, fc.constant(null)) : value
}

const odd = fc.constantFrom<unknown>(
  ...['', 0, -1, 1.5, 1e300, true, null, [], {}, '\u0000', '\ud800', '__proto__', '7'],
  'x'.repeat(300),
  ['x'],
)

/** An object of which one member is something else; or no object at all. */
export function brokenOf(named: Schema): fc.Arbitrary<unknown> {
  const members = Object.keys(resolved(named).properties ?? {})
  const spoiled = fc
    .tuple(goodOf(named), fc.constantFrom(...members), odd)
    .map(([good, member, value]) => ({ ...(good as object), [member]: value }))
  return fc.oneof(
    { weight: 6, arbitrary: spoiled },
    fc.constantFrom(null, 7, 'text', [], [{}]),
    fc.json().map((text) => JSON.parse(text) as unknown),
  )
}

/** As it would stand in a query. */
export const queryValueOf = (schema: Schema, name: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: goodOf(schema, name).map(String) },
    fc.constantFrom('', '-1', '1e9', 'x', '\u0000', '99999999999', '\u202e'),
  )
