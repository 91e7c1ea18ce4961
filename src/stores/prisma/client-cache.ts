import type { PreparedReads } from './prepared-reads'

/** How many of a kind are kept; the one that was read first makes room. */
const limit = 1000

/**
 * Keeps what was read, until the database says that anybody else has committed anything: what that was about is not
 * asked.
 *
 * @param version  is another one after each commit that may have changed it, whichever process it was in
 */
function keeping<T>(
  read: (key: string) => Promise<T | null>,
  version: () => unknown,
): (key: string) => Promise<T | null> {
  const kept = new Map<string, T>()
  let keptVersion: unknown

  const keep = (key: string, found: T) => {
    const [first] = kept.size < limit ? [] : kept.keys()
    if (first !== undefined) kept.delete(first)
    kept.set(key, found)
  }

  return async (key) => {
    const current = version()
    if (current !== keptVersion) {
      kept.clear()
      keptVersion = current
    }
    const known = kept.get(key)
    if (known !== undefined) return known
    const found = await read(key)
    // What was read before a commit that somebody has noticed meanwhile is old already.
    if (found !== null && current === keptVersion) keep(key, found)
    return found
  }
}

/** Clients: every request of an app begins with one. */
export function withClientCache(reads: PreparedReads, version: () => unknown): PreparedReads {
  const find = keeping((id) => reads.findClientWithSecrets(id), version)
  return {
    ...reads,
    findClient: async (id) => (await find(id))?.client ?? null,
    findClientWithSecrets: find,
  }
}

/** Grants, with all that decides whether they are still good: an API asks about one token many times. */
export const withGrantCache = (reads: PreparedReads, version: () => unknown): PreparedReads => ({
  ...reads,
  findGrant: keeping((id) => reads.findGrant(id), version),
})
