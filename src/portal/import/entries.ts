/** One person or app as a file has it. `at` says where, such as "line 12". */
export type Entry =
  | { readonly at: string; readonly values: Readonly<Record<string, unknown>> }
  | { readonly at: string; readonly problem: string }

/** What makes the whole file useless. The message is for the operator. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile'
}

export type Chunks = AsyncIterable<string>

export const atLine = (line: number): string => `line ${line}`

const longestLine = 1_048_576

/** Lines without their ends, and their numbers, from 1. @throws {UnusableFile} */
export async function* linesOf(chunks: Chunks): AsyncGenerator<readonly [number, string]> {
  let begun: string[] = []
  let length = 0
  let number = 0
  for await (const chunk of chunks) {
    const [first = '', ...more] = chunk.split('\n')
    begun.push(first)
    length += first.length
    if (length > longestLine) throw new UnusableFile(`Line ${number + 1} is longer than 1 MiB`)
    const rest = more.pop()
    if (rest === undefined) continue
    for (const line of [begun.join(''), ...more]) yield [++number, line.replace(/\r$/, '')]
    begun = [rest]
    length = rest.length
  }
  const last = begun.join('')
  if (last !== '') yield [number + 1, last.replace(/\r$/, '')]
}

/** One JSON text that is to be a mapping. */
export function entryOf(at: string, text: string): Entry {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { at, problem: 'is no JSON' } // the parser's own words quote the text
  }
  return isMapping(value) ? { at, values: value } : { at, problem: 'is no mapping: { … }' }
}

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
