import type { Client, ScopeName } from '@/model/client'
import { scopesIn } from '@/oauth/scope'

/** The bits of a scope that is written as a number. 0 is `openid` alone: just who the user is. */
const bits: readonly (readonly [number, ScopeName])[] = [
  [1, 'profile'],
  [2, 'email'],
  [4, 'phone'],
  [8, 'address'],
  [16, 'offline_access'],
]

const allBits = bits.reduce((sum, [bit]) => sum | bit, 0)

/**
 * The scope that a client gets for what it asked: a bit mask or names, `openid` always among them, narrowed to what
 * its registration allows. Null: a number that is no mask.
 */
export function grantedScope(asked: string | number | undefined, client: Client): string | null {
  const names = namesOf(asked ?? '')
  return names === null ? null : allowedScope(names, client)
}

/** The names that a client's registration allows by now. */
export function allowedScope(names: string, client: Client): string {
  const allowed = new Set<ScopeName>(['openid', ...client.scopes])
  return scopesIn(`openid ${names}`)
    .filter((name) => allowed.has(name))
    .join(' ')
}

function namesOf(asked: string | number): string | null {
  if (typeof asked === 'string' && !/^\s*-?\d/.test(asked)) return asked
  const mask = typeof asked === 'number' ? asked : /^\d{1,3}$/.test(asked) ? Number(asked) : -1
  if (!Number.isInteger(mask) || mask < 0 || mask > allBits) return null
  return bits
    .filter(([bit]) => (mask & bit) !== 0)
    .map(([, name]) => name)
    .join(' ')
}
