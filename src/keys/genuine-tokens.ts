import { sha256 } from '@/crypto/digest'

/** What a token said whose signature was found genuine, and by which key. */
export type GenuineToken = {
  readonly kid: string
  readonly typ: string
  readonly claims: Readonly<Record<string, unknown>>
}

/** How many are remembered at least; at most twice as many. */
const capacity = 4096

/**
 * Remembers which tokens were found genuine, by their hash: an API asks about the same token again and again, and to
 * check a signature takes longer than all the rest of an answer. A token that is not genuine is never kept, so that
 * nobody can drive the others out with it. Whether a genuine one is still good is for whoever asks, each time.
 */
export function genuineTokens() {
  let recent = new Map<string, GenuineToken>()
  let older = new Map<string, GenuineToken>()

  function keep(hash: string, token: GenuineToken): void {
    if (recent.size >= capacity) {
      older = recent
      recent = new Map()
    }
    recent.set(hash, token)
  }

  return {
    /** What it said, or what `check` finds out now; null: it is not genuine. */
    find(jwt: string, check: () => GenuineToken | null): GenuineToken | null {
      const hash = sha256(jwt)
      const known = recent.get(hash)
      if (known) return known
      const token = older.get(hash) ?? check()
      if (token) keep(hash, token)
      return token
    },
  }
}
