/** The text of a file, YAML or JSON (which is YAML too), as a value and with the lines on which its parts stand. */
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'

import type { Path } from './problems'

export type Source =
  | { readonly ok: true; readonly value: unknown; readonly lineOf: (path: Path) => number | null }
  | {
      readonly ok: false
      readonly errors: readonly { readonly line: number; readonly message: string }[]
    }

/** Parses the text. Says what no parser can read, and keys that stand twice, with their lines. */
export function parseSource(text: string): Source {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false, // they quote the line, and it may hold a secret
    resolveKnownTags: false,
  })
  const errors = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    line: lines.linePos(pos[0]).line,
    message,
  }))
  if (errors.length > 0) return { ok: false, errors }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 1_000 })
    return { ok: true, value, lineOf: (path) => lineOf(document.contents, path, lines) }
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : 'it cannot be read'
    return { ok: false, errors: [{ line: 1, message }] } // an alias of nothing, or too many of them
  }
}

/** The line of a part, as far as the way to it is plain; an alias leads elsewhere. */
function lineOf(node: unknown, path: Path, lines: LineCounter): number | null {
  const [key, ...rest] = path
  if (key === undefined) return startOf(node, lines)
  if (isMap(node)) {
    const pair = node.items.find((one) => isScalar(one.key) && one.key.value === key)
    if (!pair) return startOf(node, lines)
    return rest.length === 0 || (!isMap(pair.value) && !isSeq(pair.value))
      ? startOf(pair.key, lines)
      : lineOf(pair.value, rest, lines)
  }
  if (isSeq(node) && typeof key === 'number') {
    return lineOf(node.items[key], rest, lines) ?? startOf(node, lines)
  }
  return startOf(node, lines)
}

const startOf = (node: unknown, lines: LineCounter): number | null =>
  isNode(node) && node.range ? lines.linePos(node.range[0]).line : null
