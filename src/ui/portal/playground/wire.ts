/** Requests and their answers as they went over the wire, for reading. */

export type Header = readonly [name: string, value: string]

export type Exchange = {
  readonly request: string
  readonly response: string
  readonly isGood: boolean
  /** The error that the answer names — RFC 6749 §5.2; null: none. */
  readonly error: string | null
  /** The proof of possession that went with it — RFC 9449; null: none. */
  readonly proof: string | null
  /** Parts of the request that are covered until somebody asks for them. */
  readonly secrets: readonly string[]
}

export type Outgoing = {
  readonly path: string
  /** Posted as a form; left out, with `json` too: a GET. */
  readonly form?: readonly Header[]
  /** Posted as JSON. */
  readonly json?: object
  readonly headers?: readonly Header[]
  /** Values in the form and the headers that nobody should see over a shoulder. */
  readonly secrets?: readonly string[]
}

export type Answered = {
  readonly exchange: Exchange
  /** The JSON of the answer; null when it is none. */
  readonly body: Readonly<Record<string, unknown>> | null
  readonly text: string
  /** A nonce for the next proof — RFC 9449 §8.2. */
  readonly nonce: string | null
}

/** What came last, and all that went over the wire for it. */
export type AnsweredAll = Answered & { readonly exchanges: readonly Exchange[] }

/** Headers of an answer that are worth reading here. */
const shownHeaders = ['content-type', 'cache-control', 'www-authenticate', 'dpop-nonce']

/** Sends a request and writes both sides down. @throws when there is no answer */
export async function send({
  path,
  form,
  json,
  headers: more = [],
  secrets = [],
}: Outgoing): Promise<Answered> {
  const method = form || json ? 'POST' : 'GET'
  const type = form ? 'application/x-www-form-urlencoded' : json ? 'application/json' : null
  const headers = [...(type === null ? [] : [['Content-Type', type] as const]), ...more]
  const body = form ? encode(form) : json ? JSON.stringify(json, null, 2) : null
  const response = await fetch(path, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    credentials: 'omit', // an app's server has no cookies of the portal
    ...(body !== null && { body }),
  })
  const text = await response.text()
  const parsed = objectOf(text)
  const received = shownHeaders.flatMap((name): Header[] => {
    const value = response.headers.get(name)
    return value === null ? [] : [[name, value]]
  })
  const shown = form ? (body ?? '').replaceAll('&', '\n&') : body
  return {
    exchange: {
      request: written(`${method} ${path}`, [['Host', location.host], ...headers], shown),
      response: written(
        `HTTP ${response.status}`,
        received,
        parsed ? JSON.stringify(parsed, null, 2) : text,
      ),
      isGood: response.ok,
      error: typeof parsed?.['error'] === 'string' ? parsed['error'] : null,
      proof: headers.find(([name]) => name === 'DPoP')?.[1] ?? null,
      secrets: secrets.filter((secret) => secret !== '').flatMap((it) => [it, encoded(it)]),
    },
    body: parsed,
    text,
    nonce: response.headers.get('dpop-nonce'),
  }
}

export async function sendOnce(outgoing: Outgoing): Promise<AnsweredAll> {
  const answered = await send(outgoing)
  return { ...answered, exchanges: [answered.exchange] }
}

const encode = (form: readonly Header[]): string =>
  new URLSearchParams(form.map(([name, value]) => [name, value])).toString()

/** As it stands in a form. */
const encoded = (value: string): string => encode([['', value]]).slice(1)

const written = (start: string, headers: readonly Header[], body: string | null): string =>
  [
    start,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === null || body === '' ? [] : ['', body]),
  ].join('\n')

export function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** The same text with the secrets in it covered. A long one is looked for first: it may hold a short one. */
export const covered = (text: string, secrets: readonly string[]): string =>
  [...secrets]
    .sort((one, other) => other.length - one.length)
    .reduce((so, secret) => so.replaceAll(secret, '••••••••'), text)
