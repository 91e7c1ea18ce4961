import { atLine, type Chunks, type Entry, entryOf, linesOf } from './entries'

/** JSON, one in each line. */
export async function* readNdjson(chunks: Chunks): AsyncGenerator<Entry> {
  for await (const [number, text] of linesOf(chunks)) {
    if (text.trim() !== '') yield entryOf(atLine(number), text)
  }
}

/** The parts of one JSON array, each as soon as it is there, with the line on which it begins. */
export async function* readJsonArray(chunks: Chunks): AsyncGenerator<Entry> {
  const scanner = { line: 1, depth: 0, isInString: false, isEscaped: false }
  let part = ''
  let startsAt = 0
  const cut = function* (text: string): Generator<Entry> {
    part += text
    if (part.trim() !== '') yield entryOf(atLine(startsAt), part)
    part = ''
    startsAt = 0
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const letter = chunk.charAt(at)
      const wasAtTop = scanner.depth === 1
      const ends = advance(scanner, letter)
      const isInside = wasAtTop && !ends && letter.trim() !== ''
      if (isInside && startsAt === 0) startsAt = scanner.line
      if (scanner.depth === 1 && !wasAtTop && letter === '[') from = at + 1
      if (!ends) continue
      yield* cut(chunk.slice(from, at))
      from = at + 1
    }
    if (scanner.depth > 0) part += chunk.slice(from)
  }
  if (part.trim() !== '') {
    yield { at: atLine(startsAt), problem: 'is no JSON: the file ends in the middle of it' }
  }
}

type Scanner = { line: number; depth: number; isInString: boolean; isEscaped: boolean }

/** Takes a letter in. True: a part of the array ends before it. */
function advance(scanner: Scanner, letter: string): boolean {
  if (letter === '\n') scanner.line += 1
  if (scanner.isInString) {
    if (scanner.isEscaped) scanner.isEscaped = false
    else if (letter === '\\') scanner.isEscaped = true
    else if (letter === '"') scanner.isInString = false
    return false
  }
  if (letter === '"') scanner.isInString = true
  if (letter === '[' || letter === '{') scanner.depth += 1
  if (letter === ']' || letter === '}') scanner.depth -= 1
  return (letter === ',' && scanner.depth === 1) || (letter === ']' && scanner.depth === 0)
}
