/** What was fetched, by its URL, while it is good. */
export type Kept<V> = {
  /**
   * What is kept, or fetched now. Whoever comes meanwhile waits for the same answer; one that failed is not kept.
   *
   * @param notOlderThan  milliseconds since 1970: what was fetched before does not do
   */
  get(url: string, notOlderThan: number, fetch: () => Promise<V>): Promise<V>
  /** When what is kept was asked for; null: nothing is. */
  askedAt(url: string): number | null
}

/** No more than these are kept in one process. */
const most = 200

export function keeping<V>(now: () => Date): Kept<V> {
  const entries = new Map<string, { readonly askedAt: number; readonly value: Promise<V> }>()
  return {
    askedAt: (url) => entries.get(url)?.askedAt ?? null,
    get: (url, notOlderThan, fetch) => {
      const known = entries.get(url)
      if (known && known.askedAt >= notOlderThan) return known.value
      const value = fetch()
      const entry = { askedAt: now().getTime(), value }
      entries.delete(url)
      for (const oldest of entries.keys()) {
        if (entries.size < most) break
        entries.delete(oldest)
      }
      entries.set(url, entry)
      value.catch(() => {
        if (entries.get(url) === entry) entries.delete(url)
      })
      return value
    },
  }
}
