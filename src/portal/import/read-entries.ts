import { namesSomebody } from './columns'
import { type Entry, isMapping, UnusableFile } from './entries'
import { keycloakUser } from './keycloak-user'
import { readCsv } from './read-csv'
import { readJsonArray, readNdjson } from './read-json'

/** A file that can be read from its beginning more than once. */
export type Source = {
  readonly name: string
  readonly open: () => AsyncIterable<Uint8Array>
}

/** The people of a file: CSV, JSON, or JSON in lines; by its name, and JSON also by how it begins. @throws {UnusableFile} */
export async function readEntries(source: Source): Promise<AsyncIterable<Entry>> {
  const [, ending = ''] = /\.([a-z]+)$/i.exec(source.name) ?? []
  switch (ending.toLowerCase()) {
    case 'csv':
    case 'tsv':
      return readCsv(textOf(source), namesSomebody)
    case 'ndjson':
    case 'jsonl':
      return readNdjson(textOf(source))
    case 'json':
      return readJson(source)
    default:
      throw new UnusableFile('The name of the file has to end in .csv, .tsv, .json or .ndjson')
  }
}

/** UTF-8, without the mark that some begin a file with. */
export async function* textOf({ open }: Source): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const chunk of open()) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

export async function wholeText(source: Source): Promise<string> {
  const parts: string[] = []
  for await (const text of textOf(source)) parts.push(text)
  return parts.join('')
}

async function readJson(source: Source): Promise<AsyncIterable<Entry>> {
  for await (const text of textOf(source)) {
    const start = text.trimStart().charAt(0)
    if (start === '[') return readJsonArray(textOf(source))
    if (start !== '') break
  }
  const whole = parsed(await wholeText(source))
  const users = isMapping(whole) ? whole['users'] : null
  if (!Array.isArray(users)) return readNdjson(textOf(source)) // some name it so
  return keycloakEntries(users)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The `users` of a realm's export. */
export async function* keycloakEntries(users: readonly unknown[]): AsyncGenerator<Entry> {
  for (const [index, user] of users.entries()) {
    const at = `users[${index}]`
    yield await Promise.resolve(
      isMapping(user)
        ? { at, values: keycloakUser(user) }
        : { at, problem: 'is no mapping: { … }' },
    )
  }
}
