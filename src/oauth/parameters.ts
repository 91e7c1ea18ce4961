/**
 * Parameters as RFC 6749 §3.1 and §3.2 want them read: an empty one counts as absent, an unknown one is nobody's
 * business, and one that is repeated is known to be.
 */
export type Parameters = {
  /** The value, or undefined where it is absent, empty or repeated. */
  get(name: string): string | undefined
  isRepeated(name: string): boolean
  /** All values of one that may be repeated: `resource`, `audience`. */
  all(name: string): readonly string[]
  /** Whether any of the names was sent with a value. */
  hasAny(names: readonly string[]): boolean
  /** As they came, without `?`: for a way back to the same request. */
  readonly raw: string
}

/** Reads a query or a form: `application/x-www-form-urlencoded`. Never throws: what is no UTF-8 becomes U+FFFD. */
export function readParameters(raw: string): Parameters {
  const values = new Map<string, string>()
  const repeated = new Map<string, string[]>()
  for (const [name, value] of pairsOf(raw)) {
    if (value === '') continue
    const first = values.get(name)
    if (first === undefined) values.set(name, value)
    else repeated.set(name, [...(repeated.get(name) ?? [first]), value])
  }
  return {
    raw,
    get: (name) => (repeated.has(name) ? undefined : values.get(name)),
    isRepeated: (name) => repeated.has(name),
    all: (name) => repeated.get(name) ?? [values.get(name)].filter((one) => one !== undefined),
    hasAny: (names) => names.some((name) => values.has(name)),
  }
}

/** What URLSearchParams reads, in a third of its time where nothing is encoded: tokens and secrets are not. */
const pairsOf = (raw: string): Iterable<readonly [string, string]> =>
  /^\?|[%+\ud800-\udfff]/.test(raw)
    ? new URLSearchParams(raw)
    : raw.split('&').filter(Boolean).map(pairOf)

function pairOf(text: string): readonly [string, string] {
  const end = text.indexOf('=')
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)]
}

/** The query of a request, raw, without `?`. */
export function rawQuery(request: Request): string {
  const start = request.url.indexOf('?')
  return start < 0 ? '' : request.url.slice(start + 1)
}

export const queryParameters = (request: Request): Parameters => readParameters(rawQuery(request))
