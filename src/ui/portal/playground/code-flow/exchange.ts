/** A request and its answer as they went over the wire, for reading. */
export type Exchange = {
  readonly request: string
  readonly response: string
  readonly isGood: boolean
}

type Outgoing = {
  readonly path: string
  /** Posted as a form; left out: a GET. */
  readonly form?: Readonly<Record<string, string>>
  readonly bearer?: string
}

/** Headers of an answer that are worth reading here. */
const shownHeaders = ['content-type', 'cache-control', 'www-authenticate']

/** Sends a request and writes both sides down. @throws when there is no answer */
export async function exchange({ path, form, bearer }: Outgoing): Promise<{
  readonly exchange: Exchange
  /** The JSON of the answer; null when it is none. */
  readonly body: Readonly<Record<string, unknown>> | null
}> {
  const method = form ? 'POST' : 'GET'
  const headers = {
    ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
    ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
  }
  const sent = form && new URLSearchParams(form).toString()
  const response = await fetch(path, {
    method,
    headers,
    credentials: 'omit', // an app's server has no cookies of the portal
    ...(sent !== undefined && { body: sent }),
  })
  const text = await response.text()
  const body = parsed(text)
  const request = [
    `${method} ${path}`,
    ...linesOf(Object.entries(headers)),
    ...(sent === undefined ? [] : ['', sent.replaceAll('&', '\n&')]),
  ]
  const received = shownHeaders.flatMap((name) => {
    const value = response.headers.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  const answer = [
    `HTTP ${response.status}`,
    ...linesOf(received),
    ...(text === '' ? [] : ['', body ? JSON.stringify(body, null, 2) : text]),
  ]
  return {
    exchange: { request: request.join('\n'), response: answer.join('\n'), isGood: response.ok },
    body,
  }
}

const linesOf = (headers: readonly (readonly [string, string])[]): string[] =>
  headers.map(([name, value]) => `${name}: ${value}`)

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
