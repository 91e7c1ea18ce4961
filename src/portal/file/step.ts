import type { PasswordHasher } from '@/crypto/password-hasher'
import type { Provider } from '@/oauth/provider'
import type { Stores } from '@/stores/stores'

/** What it takes to make a file come true. */
export type Rooms = {
  readonly stores: Pick<Stores, 'clients' | 'users' | 'upstreams'>
  readonly settings: Pick<Provider['settings'], 'secret' | 'allowPrivateNetwork'>
  readonly passwords: PasswordHasher
  readonly now: () => Date
}

/** A client, a person or an upstream that differs from what the file wants. */
export type Step = {
  /** What happens, a line for each: `changed  client notes: redirect_uris`. */
  readonly lines: readonly string[]
  /** Makes it so. Answers what is said once, beside the lines: a secret that was made. */
  run(): Promise<readonly string[]>
}

/** What an entry comes to: nothing, where all is as it says already; null, where it cannot be, and the reasons were said. */
export type Planned = Step | 'unchanged' | null

export const line = (
  what: string,
  noun: 'client' | 'user' | 'upstream',
  name: string,
  more = '',
): string => `${what.padEnd(8)} ${noun.padEnd(6)} ${name}${more}`

/** Whether two values say the same: nothing and null are one, and the order of a mapping's keys is none. */
export const isAlike = (one: unknown, other: unknown): boolean => inOrder(one) === inOrder(other)

const inOrder = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
