import Ajv from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { documentOf } from '@/dialects/token-api/openapi/document'
import { schemas } from '@/dialects/token-api/openapi/schemas'
import { methods, type Operation, type Schema } from '@/dialects/token-api/openapi/types'
import { routes } from '@/server/routes'

import type { Answer } from '../../test-browser'
import {
  postgresUrl,
  temporaryPostgres,
  temporarySqlite,
  type TemporaryDatabase,
} from '../../stores/temporary-database'
import { issuer } from '../../test-provider'
import { brokenOf, goodOf, queryValueOf } from './arbitraries'
import { base, basicOf, tokenApiWorld } from './world'

const document = documentOf(issuer)

type Described = { readonly method: string; readonly path: string; readonly operation: Operation }

const operations: readonly Described[] = Object.entries(document.paths).flatMap(([path, item]) =>
  methods.flatMap((method) => {
    const operation = item[method]
    return operation ? [{ method: method.toUpperCase(), path, operation }] : []
  }),
)

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true })

/** Compiled with every named schema at hand; `$ref` leads into the document's components otherwise. */
function validatorOf(schema: Schema) {
  const text = JSON.stringify({ ...schema, $defs: schemas })
  return ajv.compile(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as object)
}

const bodySchemaOf = ({ requestBody }: Operation): Schema | undefined =>
  requestBody?.content['application/json'].schema

describe('the OpenAPI document', () => {
  it('is served as it is, without a token', async () => {
    const { ask } = await tokenApiWorld()
    const answer = await ask('GET', '/openapi.json')
    expect([answer.status, answer.body]).toEqual([200, JSON.parse(JSON.stringify(document))])
    expect(answer.body.openapi).toBe('3.1.0')
    expect(answer.body.servers).toEqual([{ url: `${issuer}${base}` }])
  })

  it('describes every path and method of the route table, and no other', () => {
    const names: Record<string, string> = { '[client]': '{client_id}', '[uuid]': '{uuid}' }
    const served = Object.entries(routes)
      .filter(([path]) => path.startsWith(base) && !path.includes('[...'))
      .flatMap(([path, route]) =>
        Object.keys(route).map((method) => {
          const named = path
            .replace('[token]', '{token}')
            .replaceAll(/\[\w+\]/g, (it) => names[it]!)
          return `${method} ${named.slice(base.length)}`
        }),
      )
    const described = operations.map(({ method, path }) => `${method} ${path}`)
    // HEAD goes without saying where it is GET without the body.
    const unsaid = served.filter((one) => one.startsWith('HEAD') && !described.includes(one))
    expect(unsaid).not.toContain('HEAD /token/{token}')
    expect(served.filter((one) => !unsaid.includes(one)).sort()).toEqual([...described].sort())
  })

  it('has a name for each operation, every parameter of its path, and good schemas', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, operation } of operations) {
      const inPath = (operation.parameters ?? []).filter((it) => it.in === 'path')
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? [])
      for (const schemes of operation.security) {
        for (const scheme of Object.keys(schemes)) {
          expect(document.components.securitySchemes).toHaveProperty(scheme)
        }
      }
    }
    for (const name of Object.keys(schemas)) {
      expect(() => validatorOf({ $ref: `#/components/schemas/${name}` })).not.toThrow()
    }
  })
})

/** A request that was made up. Names in braces stand for what is in the world that it is sent to. */
type Drawn = {
  readonly described: Described
  readonly parts: readonly string[]
  readonly query: readonly (readonly [string, string])[]
  readonly who: string
  readonly basic: string
  /** JSON; null: no body. */
  readonly body: string | null
}

const whos = ['{root}', '{root}', '{root}', '{token}', '{refresh}', '{ended}', 'x', '']
const basics = ['', '', 'alice', 'root', 'wrong', 'malformed']

const knownParts: Readonly<Record<string, readonly string[]>> = {
  token: ['{token}', '{refresh}', '{ended}', '{root}'],
  client_id: ['{client}', '{other}', 'nobody'],
  uuid: ['{alice}', '{bob}', '{rootId}', 'me'],
}

const drawnFor = (described: Described): fc.Arbitrary<Drawn> => {
  const { parameters = [] } = described.operation
  const schema = bodySchemaOf(described.operation)
  const of = (where: string) => parameters.filter((it) => it.in === where)
  return fc.record({
    described: fc.constant(described),
    parts: fc.tuple(
      ...of('path').map(({ name }) =>
        fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...knownParts[name]!) },
          fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
        ),
      ),
    ),
    query: fc
      .tuple(
        ...of('query').map(({ name, schema }) =>
          fc.option(queryValueOf(schema, name).map((value) => [name, value] as const)),
        ),
      )
      .map((pairs) => pairs.filter((pair) => pair !== null)),
    who: fc.constantFrom(...whos),
    basic: fc.constantFrom(...basics),
    body: schema
      ? fc.oneof(
          { weight: 6, arbitrary: goodOf(schema).map((it) => JSON.stringify(it)) },
          { weight: 3, arbitrary: brokenOf(schema).map((it) => JSON.stringify(it)) },
          fc.constantFrom(null, '', '{', '\u0000', `{"x":"${'y'.repeat(66_000)}"}`),
        )
      : fc.constant(null),
  })
}

const plans = fc.array(fc.oneof(...operations.map(drawnFor)), { minLength: 25, maxLength: 25 })

async function world(database: TemporaryDatabase) {
  const made = await tokenApiWorld({ database })
  const { op, alice, root, client, tokenOf, offline } = made
  await op.client({ id: 'other', dialects: ['token-api'] })
  const bob = await op.user({ username: 'bob' })
  const ended = await tokenOf(alice, { expiration: 1 })
  op.passes({ seconds: 1 })
  const { token, refresh_token: refresh } = await offline()
  const values: Readonly<Record<string, string>> = {
    ...{ alice: alice.id, bob: bob.id, rootId: root.id, client: client.id, other: 'other' },
    ...{ token, refresh, ended, root: await tokenOf(root), password: alice.password },
  }
  const filled = (text: string) => text.replaceAll(/\{(\w+)\}/g, (it, name) => values[name] ?? it)
  const authorizations: Readonly<Record<string, string>> = {
    alice: basicOf('alice', alice.password),
    root: basicOf('root', root.password),
    wrong: basicOf('alice', 'wrong'),
    malformed: 'Basic ?',
  }

  const send = ({ described, parts, query, who, basic, body }: Drawn): Promise<Answer> => {
    const { method, path, operation } = described
    const left = [...parts]
    const at = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(filled(left.shift()!)))
    const search = new URLSearchParams(query.map(([name, value]) => [name, value])).toString()
    const needsToken = operation.security.some((scheme) => 'token' in scheme)
    const authorization = operation.security.some((scheme) => 'basic' in scheme)
      ? authorizations[basic]
      : undefined
    return made.ask(method, search === '' ? at : `${at}?${search}`, {
      ...(body !== null && { body: filled(body) }),
      ...(needsToken && who !== '' && { token: filled(who) }),
      ...(authorization !== undefined && { headers: { Authorization: authorization } }),
    })
  }
  return { send }
}

/** What an answer has against the document; null: nothing. */
function faultOf({ described, body }: Drawn, answer: Answer): string | null {
  const { operation } = described
  const documented = operation.responses[String(answer.status)]
  if (!documented) return `${answer.status} is not documented: ${answer.text}`
  const content = documented.content?.['application/json']
  if (!content) return described.method === 'HEAD' || answer.text === '' ? null : 'there is a body'
  const isValid = validators.get(content.schema) ?? validatorOf(content.schema)
  validators.set(content.schema, isValid)
  if (!isValid(answer.body)) return `${ajv.errorsText(isValid.errors)}: ${answer.text}`
  for (const name of Object.keys(documented.headers ?? {})) {
    if (!answer.headers.has(name)) return `${name} is missing`
  }
  const schema = bodySchemaOf(operation)
  if (answer.status >= 400 || !schema || !body) return null
  const isGood = validators.get(schema) ?? validatorOf(schema)
  validators.set(schema, isGood)
  return isGood(JSON.parse(body)) ? null : `a body was taken that the document does not allow`
}

const validators = new Map<Schema, ReturnType<typeof validatorOf>>()

describe.each([
  ['SQLite', temporarySqlite],
  ...(postgresUrl ? [['PostgreSQL', temporaryPostgres] as const] : []),
] as [string, () => Promise<TemporaryDatabase>][])(
  'requests made up from the document, on %s',
  (_name, open) => {
    it('get no 5xx and only documented answers, whose bodies are as the document says; a body that it does not allow is taken nowhere', async () => {
      const seen = new Map<string, Set<number>>()
      const property = fc.asyncProperty(plans, async (plan) => {
        const database = await open()
        const { send } = await world(database)
        for (const drawn of plan) {
          const answer = await send(drawn)
          const { operationId } = drawn.described.operation
          seen.set(operationId, (seen.get(operationId) ?? new Set()).add(answer.status))
          const fault = answer.status >= 500 ? answer.text : faultOf(drawn, answer)
          if (fault !== null) throw new Error(`${fault}\n${JSON.stringify(drawn)}`)
        }
        await database.close()
      })
      await fc.assert(property, { numRuns: 40, seed: 20_261_121, endOnFailure: true })

      // It would mean nothing if all were turned away at the door.
      const succeeded = operations.map(({ operation }) => {
        const statuses = [...(seen.get(operation.operationId) ?? [])]
        return [operation.operationId, statuses.some((status) => status < 300)]
      })
      expect(succeeded.filter(([, isSeen]) => isSeen === false)).toEqual([])
      const refused = new Set([...seen.values()].flatMap((statuses) => [...statuses]))
      expect([...refused]).toEqual(expect.arrayContaining([400, 401, 403, 404, 409, 413]))
    }, 300_000)
  },
)
