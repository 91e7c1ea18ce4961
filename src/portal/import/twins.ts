import type { Person } from './person'

/** Remembers who came before in the same file: the first of two counts. */
export class Twins {
  readonly #at = {
    username: new Map<string, string>(),
    email: new Map<string, string>(),
    id: new Map<string, string>(),
  }

  hasUsername(key: string): boolean {
    return this.#at.username.has(key)
  }

  /** Reasons why somebody is there twice; none: it is remembered. */
  add({ at, user, hasOwnId }: Person): readonly string[] {
    const own = [
      ['username', user.usernameKey],
      ['email', user.email],
      ['id', hasOwnId ? user.id : null],
    ] as const
    const reasons = own.flatMap(([name, value]) => {
      const before = value === null ? undefined : this.#at[name].get(value)
      return before === undefined ? [] : [`${name} is that of ${before} too`]
    })
    if (reasons.length > 0) return reasons
    for (const [name, value] of own) if (value !== null) this.#at[name].set(value, at)
    return []
  }
}
