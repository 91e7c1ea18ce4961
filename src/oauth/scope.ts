import { scopeNames, type Client, type ScopeName } from '@/model/client'

/** The names in a scope, each once, in our order; unknown ones are left out (OpenID Connect Core §3.1.2.1). */
export function scopesIn(scope: string): readonly ScopeName[] {
  const held = ` ${scope} `
  return scopeNames.filter((name) => held.includes(` ${name} `))
}

/** The names that a client's registration allows by now; `openid` always. */
export const allowedScope = (scope: string, client: Client): string =>
  scopesIn(scope)
    .filter((name) => name === 'openid' || client.scopes.includes(name))
    .join(' ')

/** Whether a scope holds every name of another. */
export const covers = (scope: string, wanted: string): boolean => {
  const held = ` ${scope} `
  return wanted.split(' ').every((name) => name === '' || held.includes(` ${name} `))
}

/** The names of both. */
export const unionOf = (a: string, b: string): string => scopesIn(`${a} ${b}`).join(' ')
