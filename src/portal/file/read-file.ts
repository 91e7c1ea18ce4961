import { type WantedClient, readClientEntry } from './client-entry'
import { nearestOf } from './nearest'
import { pathText, type Problem, type Spot, topOf } from './problems'
import { parseSource } from './source'
import { readUpstreamEntry, type WantedUpstream } from './upstream-entry'
import { readUserEntry, type WantedUser } from './user-entry'

/** Everything that a file wants. */
export type Wanted = {
  readonly clients: readonly WantedClient[]
  readonly users: readonly WantedUser[]
  readonly upstreams: readonly WantedUpstream[]
}

/** A file that was read as far as it can be. Whoever looks further adds to its problems. */
export type ReadFile = {
  readonly wanted: Wanted
  readonly problems: readonly Problem[]
  /** Whether there are people in the file who could not be read. */
  readonly hasUnreadable: boolean
  /** The problems as sentences with their lines, in the order of the file. */
  readonly complaints: () => readonly Complaint[]
}

export type Complaint = { readonly line: number; readonly sentence: string }

/** Reads the text of a file, YAML or JSON, without looking at what is there already. */
export function readFile(text: string): ReadFile {
  const source = parseSource(text)
  if (!source.ok) {
    const problems = source.errors.map(({ message }) => ({ path: [], message }))
    const complaints = source.errors.map(({ line, message }) => ({ line, sentence: message }))
    const wanted = { clients: [], users: [], upstreams: [] }
    return { wanted, problems, hasUnreadable: true, complaints: () => complaints }
  }
  const problems: Problem[] = []
  const top = topOf(problems)
  const lists = readTop(source.value, top)
  const wanted = {
    clients: entriesOf(lists['clients'], top.at('clients'), readClientEntry),
    users: entriesOf(lists['users'], top.at('users'), readUserEntry),
    upstreams: entriesOf(lists['upstreams'], top.at('upstreams'), readUpstreamEntry),
  }
  const hasUnreadable = problems.some(({ path }) => path[0] === 'users')
  checkTwins(wanted)
  const complaints = () =>
    problems
      .map(({ path, message }) => ({
        line: source.lineOf(path) ?? 1,
        sentence: path.length === 0 ? message : `${pathText(path)}: ${message}`,
      }))
      .sort((a, b) => a.line - b.line)
  return { wanted, problems, hasUnreadable, complaints }
}

const names = ['clients', 'users', 'upstreams']

function readTop(value: unknown, top: Spot): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    top.refuse('the file wants clients:, users: or upstreams:, each with a list')
    return {}
  }
  for (const name of Object.keys(value).filter((name) => !names.includes(name))) {
    const nearest = nearestOf(name, names)
    const hint =
      nearest === null ? 'There are clients, users and upstreams' : `Did you mean ${nearest}?`
    top.at(name).refuse(`unknown key. ${hint}`)
  }
  return { ...value }
}

function entriesOf<T>(
  value: unknown,
  spot: Spot,
  read: (value: unknown, spot: Spot) => T | null,
): readonly T[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) {
    spot.refuse('wants a list: begin each entry with a dash')
    return []
  }
  return value
    .map((entry: unknown, index) => read(entry, spot.at(index)))
    .filter((entry) => entry !== null)
}

/** What is there once, and cannot be two. */
function checkTwins({ clients, users, upstreams }: Wanted): void {
  refuseTwins(clients, 'client_id', ({ id }) => id)
  refuseTwins(users, 'user_id', ({ id }) => id)
  refuseTwins(users, 'username', ({ usernameKey }) => usernameKey)
  refuseTwins(users, 'email', ({ email }) => email)
  refuseTwins(upstreams, 'id', ({ id }) => id || null)
  refuseTwins(upstreams, 'default', ({ isDefault }) => (isDefault ? 'one' : null))
  refuseTwins(upstreams, 'broker', ({ isBroker }) => (isBroker ? 'one' : null))
  const ids = new Set(clients.map(({ id }) => id))
  for (const { id, spot } of users) {
    if (id !== undefined && ids.has(id)) spot.at('user_id').refuse(sharedId)
  }
}

/** The `sub` of a token is a user's id, or the client's own: one must never pass for the other. */
export const sharedId =
  'is the id of an app: a token of the one could pass for a token of the other'

function refuseTwins<T extends { readonly spot: Spot }>(
  entries: readonly T[],
  key: string,
  valueOf: (entry: T) => string | null | undefined,
): void {
  const seen = new Map<string, Spot>()
  for (const entry of entries) {
    const value = valueOf(entry) ?? null
    if (value === null) continue
    const first = seen.get(value)
    if (first) entry.spot.at(key).refuse(`is that of ${pathText(first.path)} too`)
    else seen.set(value, entry.spot)
  }
}
