// Made-up requests: a good one, spoiled in a few ways. Everything is drawn from fast-check's seed, so that a failing one
// can be drawn again.
import fc from 'fast-check'

import type { Sent } from './world'

/** One way to spoil a request; the numbers choose among what is there. */
export type Change = {
  readonly kind: (typeof kinds)[number]
  readonly at: number
  readonly with: number
}

export type Plan = { readonly base: number; readonly changes: readonly Change[] }

const kinds = [
  'drop',
  'double',
  'empty',
  'replace',
  'mangle',
  'add',
  'mix',
  'header',
  'no-header',
  'method',
  'path',
  'move',
  'type',
] as const

export const plans: fc.Arbitrary<Plan> = fc.record({
  base: fc.nat(10_000),
  changes: fc.array(
    fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(10_000), with: fc.nat(10_000) }),
    { maxLength: 5 },
  ),
})

type Fields = (readonly [string, string])[]

const names = [
  ...[
    'client_id',
    'client_secret',
    'redirect_uri',
    'response_type',
    'response_mode',
    'scope',
    'state',
    'nonce',
  ],
  ...[
    'prompt',
    'max_age',
    'claims',
    'acr_values',
    'ui_locales',
    'login_hint',
    'id_token_hint',
    'display',
  ],
  ...[
    'code',
    'code_verifier',
    'code_challenge',
    'code_challenge_method',
    'grant_type',
    'refresh_token',
  ],
  ...[
    'token',
    'token_type_hint',
    'device_code',
    'user_code',
    'request',
    'request_uri',
    'dpop_jkt',
    'resource',
  ],
  ...[
    'audience',
    'subject_token',
    'subject_token_type',
    'actor_token',
    'actor_token_type',
    'access_token',
  ],
  ...[
    'requested_token_type',
    'client_assertion',
    'client_assertion_type',
    'post_logout_redirect_uri',
  ],
  ...[
    'asked_at',
    'decision',
    'continue',
    'notice',
    'username',
    'password',
    'identifier',
    'id',
    'registration',
  ],
]

const strange = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    'null',
    'true',
    '[]',
    '{}',
    '{"a":',
    '"',
    '%',
    '%00',
    '\0',
    '\r\nX: y',
    '\ud83d\ude00',
  ],
  ...[
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
  ],
  ...[
    'https://notes.example/callback/',
    'https://notes.example/callback?x=1',
    'https://NOTES.example/callback',
  ],
  ...[
    'https://notes.example:443/callback',
    'https://notes.example/callback#x',
    'http://notes.example/callback',
  ],
  ...[
    'https://notes.example/callback/../evil',
    'https://user@notes.example/callback',
    'http://127.0.0.1:1/cb',
  ],
  ...[
    'https://notes.example%2fcallback',
    'urn:ietf:wg:oauth:2.0:oob',
    'http://localhost/cb',
    'http://[::1]/cb',
  ],
  ...[
    'none',
    'login',
    'consent',
    'select_account',
    'query',
    'fragment',
    'form_post',
    'plain',
    'S256',
  ],
  ...[
    'openid offline_access',
    'openid  profile',
    '31',
    'code token',
    'token',
    'id_token',
    'password',
  ],
  ...[
    'client_credentials',
    'refresh_token',
    'authorization_code',
    'implicit',
    '999999999999',
    'x'.repeat(5_000),
  ],
  ...[
    'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.',
    'a.b.c',
    'prt_',
    '__proto__',
    'constructor',
    'é',
    '<script>',
    "' OR 1=1",
  ],
]

const headers: readonly (readonly [string, string])[] = [
  ['Authorization', 'Basic Og=='],
  ['Authorization', 'Basic %%%'],
  ['Authorization', 'Bearer '],
  ['Authorization', 'Bearer a b'],
  ['Authorization', 'DPoP x'],
  ['Authorization', 'Digest x'],
  ['DPoP', 'x'],
  ['DPoP', 'eyJhbGciOiJub25lIn0.e30.'],
  ['Origin', 'https://evil.example'],
  ['Origin', 'null'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Accept', 'application/token-introspection+jwt'],
  ['Accept-Language', 'fr'],
  ['X-Forwarded-For', '::1'],
  ['X-Forwarded-Host', 'evil.example'],
  ['X-Forwarded-Proto', 'https'],
  ['Cookie', 'portico-session=x'],
  ['Content-Encoding', 'gzip'],
]

const methods = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH']
const types = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  '',
]

const pick = <T>(list: readonly T[], number: number): T => list[number % list.length]!

/** How a value is spoiled. */
const mangles: readonly ((value: string) => string)[] = [
  (value) => `${value}/`,
  (value) => value.toUpperCase(),
  (value) => value.slice(0, -1),
  (value) => `${value}\0`,
  (value) => ` ${value}`,
  (value) => `${value} ${value}`,
  (value) => encodeURIComponent(value),
  (value) => value.split('').reverse().join(''),
  (value) => `${value}${'x'.repeat(3_000)}`,
  (value) => value.replace(/[a-z0-9]/, (character) => (character === 'a' ? 'b' : 'a')),
]

/** Draws the request of a plan. `others` are the good requests: values of one are tried in another. */
export function drawn({ base, changes }: Plan, others: readonly Sent[]): Sent {
  let sent = pick(others, base)
  for (const change of changes) sent = changed(sent, change, others)
  return sent
}

function changed(sent: Sent, { kind, at, with: number }: Change, others: readonly Sent[]): Sent {
  switch (kind) {
    case 'header': {
      const [name, value] = pick(headers, number)
      return { ...sent, headers: { ...sent.headers, [name]: value } }
    }
    case 'no-header': {
      const kept = Object.entries(sent.headers)
      kept.splice(at % Math.max(kept.length, 1), 1)
      return { ...sent, headers: Object.fromEntries(kept) }
    }
    case 'method':
      return { ...sent, method: pick(methods, number) }
    case 'path':
      return { ...sent, path: pick(others, number).path }
    case 'type':
      return { ...sent, headers: { ...sent.headers, 'Content-Type': pick(types, number) } }
    case 'mix': // what another request proves who it is with
      return { ...sent, headers: { ...sent.headers, ...pick(others, number).headers } }
    case 'move':
      return moved(sent)
    default:
      return withFields(sent, (fields) => changedFields(fields, { kind, at, with: number }, others))
  }
}

/** What was in the body is in the query, and the other way round. */
function moved(sent: Sent): Sent {
  if (sent.body === null) {
    return {
      ...sent,
      query: [],
      body: new URLSearchParams(sent.query.map(([n, v]) => [n, v])).toString(),
    }
  }
  if (isJson(sent)) return sent
  return { ...sent, query: [...new URLSearchParams(sent.body)], body: '' }
}

const isJson = ({ headers }: Sent): boolean => headers['Content-Type'] === 'application/json'

function withFields(sent: Sent, change: (fields: Fields) => Fields): Sent {
  if (sent.body === null) return { ...sent, query: change([...sent.query]) }
  if (!isJson(sent)) {
    const fields = change([...new URLSearchParams(sent.body)])
    return { ...sent, body: new URLSearchParams(fields.map(([n, v]) => [n, v])).toString() }
  }
  const fields = change(
    Object.entries(parsed(sent.body)).map(([name, value]) => [name, asText(value)] as const),
  )
  const body = Object.fromEntries(fields.map(([name, value]) => [name, asJson(value)]))
  return { ...sent, body: JSON.stringify(body) }
}

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** A text that is JSON is sent as what it says: lists, numbers, null. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function changedFields(
  fields: Fields,
  { kind, at, with: number }: Change,
  others: readonly Sent[],
): Fields {
  const index = at % Math.max(fields.length, 1)
  const [name, value] = fields[index] ?? ['x', '']
  switch (kind) {
    case 'drop':
      return fields.toSpliced(index, 1)
    case 'double':
      return [...fields, [name, value]]
    case 'empty':
      return fields.toSpliced(index, 1, [name, ''])
    case 'replace':
      return fields.toSpliced(index, 1, [name, replacement(number, others)])
    case 'mangle':
      return fields.toSpliced(index, 1, [name, pick(mangles, number)(value)])
    default:
      return [...fields, [pick(names, at), replacement(number, others)]]
  }
}

/** A strange value, or a genuine one from elsewhere. */
function replacement(number: number, others: readonly Sent[]): string {
  if (number % 3 === 0) return pick(strange, Math.floor(number / 3))
  const { query, body } = pick(others, Math.floor(number / 3))
  const fields = query.length > 0 ? query : [...new URLSearchParams(body ?? '')]
  return fields.length === 0 ? '' : pick(fields, Math.floor(number / 97))[1]
}
