/**
 * Where to go on after a page: a path and query of ours, such as the authorization request that brought the person.
 * Anything that a browser could read as another host is the home page.
 */
export const wayBack = (text: string | undefined): string =>
  text !== undefined && text.length <= 32_768 && pattern.test(text) ? text : '/'

/** A path without backslashes, then a query; visible ASCII only. */
const pattern = /^\/(?![/\\])[\x21-\x3e\x40-\x5b\x5d-\x7e]*(?:\?[\x21-\x7e]*)?$/

/** The path with parameters of ours in its query, in place of earlier ones of these names; null takes one away. */
export function withOwnParameters(
  path: string,
  parameters: Readonly<Record<string, string | null>>,
): string {
  const [base, query] = splitQuery(path)
  const kept = query
    .split('&')
    .filter((pair) => pair !== '' && !Object.hasOwn(parameters, pair.split('=')[0] ?? ''))
  const set = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  )
  const all = [...kept, new URLSearchParams(set).toString()].filter((pair) => pair !== '')
  return all.length === 0 ? base : `${base}?${all.join('&')}`
}

/** A path and its query, without `?`. */
export function splitQuery(path: string): [path: string, query: string] {
  const start = path.indexOf('?')
  return start < 0 ? [path, ''] : [path.slice(0, start), path.slice(start + 1)]
}
