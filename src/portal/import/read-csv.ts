// CSV with a header. The lines are cut here and not by the parser, so that a quote that is never closed costs one line.
import { parse } from 'csv-parse/sync'

import { atLine, type Chunks, type Entry, linesOf, UnusableFile } from './entries'

type Line = readonly [number: number, text: string]

/** A field with line breaks in it goes over so many lines at most. */
const mostLines = 50

/**
 * @param needed  whether a column is one of those without which the file says nothing
 * @throws {UnusableFile} when the header cannot be read, or has none of them
 */
export async function* readCsv(
  chunks: Chunks,
  needed: (column: string) => boolean,
): AsyncGenerator<Entry> {
  const lines = new Lookahead(linesOf(chunks))
  let columns: readonly string[] | null = null
  let delimiter = ','
  for (let line = await lines.take(); line; line = await lines.take()) {
    const [number, text] = line
    if (text.trim() === '') continue
    if (columns === null) {
      delimiter = delimiterOf(text)
      columns = headerOf(await recordFrom(line, lines, delimiter))
      if (!columns.some(needed)) {
        throw new UnusableFile('The first line names no column that says who: is it a header?')
      }
      continue
    }
    const record = await recordFrom(line, lines, delimiter)
    yield typeof record === 'string'
      ? { at: atLine(number), problem: record }
      : entryFrom(record, columns, atLine(number))
  }
}

/** Lines that can be looked at before they are taken. */
class Lookahead {
  readonly #source: AsyncIterator<Line>
  readonly #seen: Line[] = []

  constructor(source: AsyncIterable<Line>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async take(): Promise<Line | null> {
    const seen = this.#seen.shift()
    if (seen) return seen
    const next = await this.#source.next()
    return next.done ? null : next.value
  }

  async look(ahead: number): Promise<Line | null> {
    while (this.#seen.length <= ahead) {
      const next = await this.#source.next()
      if (next.done) return null
      this.#seen.push(next.value)
    }
    return this.#seen[ahead] ?? null
  }

  drop(count: number): void {
    this.#seen.splice(0, count)
  }
}

/** The fields of the record that begins in a line; or what is wrong with it, and only that line is used up. */
async function recordFrom(
  [, first]: Line,
  lines: Lookahead,
  delimiter: string,
): Promise<readonly string[] | string> {
  if (!first.includes('"')) return first.split(delimiter)
  let text = first
  for (let more = 0; more < mostLines; more += 1) {
    const read = fieldsOf(text, delimiter)
    if (read !== 'open') {
      if (typeof read !== 'string') lines.drop(more)
      return read
    }
    const next = await lines.look(more)
    if (!next) break
    text += `\n${next[1]}`
  }
  return 'has a quote that is never closed'
}

function fieldsOf(text: string, delimiter: string): readonly string[] | string {
  try {
    const [fields] = parse(text, { delimiter, relax_column_count: true })
    return fields ?? []
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null
    if (code === 'CSV_QUOTE_NOT_CLOSED') return 'open'
    return 'has a quote in the middle of a field: quote the whole field, and double the quotes in it'
  }
}

/** The one that the header has most of. */
const delimiterOf = (header: string): string =>
  [',', ';', '\t'].toSorted((a, b) => header.split(b).length - header.split(a).length)[0] ?? ','

function headerOf(record: readonly string[] | string): readonly string[] {
  if (typeof record === 'string') throw new UnusableFile(`The first line ${record}`)
  const names = record.map((name) => name.trim())
  const twice = names.findIndex((name, index) => name !== '' && names.indexOf(name) !== index)
  if (twice !== -1) {
    throw new UnusableFile(`The first line names column ${twice + 1} as one before it`)
  }
  return names
}

function entryFrom(record: readonly string[], columns: readonly string[], at: string): Entry {
  if (record.length !== columns.length) {
    const problem = `has ${record.length} fields, and the first line names ${columns.length} columns`
    return { at, problem }
  }
  return { at, values: Object.fromEntries(columns.map((name, index) => [name, record[index]])) }
}
