import { sha256 } from '@/crypto/digest'

/** How often something may be tried in a window. */
export type Limit = { readonly attempts: number; readonly windowSeconds: number }

/**
 * Failed sign-ins. One address gets few tries at one account and cannot use up what the account has for all; a browser
 * that is known to the account has a count of its own. So strangers who guess lock out only one another, never a person
 * who has signed in with this browser before; and each window ends by itself.
 */
export const signInLimits = {
  accountFromAddress: { attempts: 10, windowSeconds: 900 },
  account: { attempts: 100, windowSeconds: 900 },
  address: { attempts: 100, windowSeconds: 900 },
  knownBrowser: { attempts: 10, windowSeconds: 900 },
} as const satisfies Record<string, Limit>

/** Registrations from one address. */
export const registrationLimit: Limit = { attempts: 60, windowSeconds: 3600 }

/**
 * User codes that did not work — RFC 8628 §5.1. Only somebody who is signed in can try one; with all that everybody may
 * try in a window, a thousand codes that wait for their person are found with a chance of one in five thousand.
 */
export const userCodeLimits = {
  session: { attempts: 10, windowSeconds: 900 },
  address: { attempts: 50, windowSeconds: 900 },
  everywhere: { attempts: 5000, windowSeconds: 900 },
} as const satisfies Record<string, Limit>

/** Apps that register themselves, from one address. */
export const clientRegistrationLimit: Limit = { attempts: 30, windowSeconds: 3600 }

/**
 * What is kept for clients that prove nothing: codes for devices, and pushed requests. A device that nobody looks at asks six
 * times an hour; so a hundred of them are at home at one address, and two thousand are one client's.
 */
export const unprovenLimits = {
  address: { attempts: 600, windowSeconds: 3600 },
  client: { attempts: 12_000, windowSeconds: 3600 },
} as const satisfies Record<string, Limit>

/** Keys hold hashes: the table of attempts names nobody. */
export const attemptKeys = {
  account: (login: string): string => `sign-in:account:${sha256(login)}`,
  accountFromAddress: (login: string, address: string): string =>
    `sign-in:account-address:${sha256(`${network(address)}\n${login}`)}`,
  knownBrowser: (login: string, browser: string): string =>
    `sign-in:browser:${sha256(`${browser}\n${login}`)}`,
  address: (address: string): string => `sign-in:address:${sha256(network(address))}`,
  registration: (address: string): string => `register:address:${sha256(network(address))}`,
  clientRegistration: (address: string): string =>
    `register-client:address:${sha256(network(address))}`,
  userCodeSession: (sessionId: string): string => `user-code:session:${sha256(sessionId)}`,
  userCodeAddress: (address: string): string => `user-code:address:${sha256(network(address))}`,
  userCodeEverywhere: (): string => 'user-code:everywhere',
  unprovenAddress: (kind: string, address: string): string =>
    `${kind}:address:${sha256(network(address))}`,
  unprovenClient: (kind: string, clientId: string): string => `${kind}:client:${sha256(clientId)}`,
}

/** An IPv4 address, or the /64 of an IPv6 address, which is what one household or machine holds. */
function network(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array<string>(gap).fill('0'), ...right].slice(0, 4).join(':')
}
