// Runs next-auth's core for one leg of a round trip. Its own three cookies live as long as the call: what they hold goes
// into one of ours, so that several tabs can be away at once and a browser sends little.
import { Auth, customFetch, raw, skipCSRFCheck, type AuthConfig } from '@auth/core'
import { decode, encode } from '@auth/core/jwt'

import { randomSecret } from '@/crypto/random'

import type { AuthProvider } from './auth-modules'

/** What has to be there again when the browser comes back. */
export type Secrets = {
  readonly state: string
  /** Null: the provider knows no PKCE. */
  readonly verifier: string | null
  /** Null: the provider knows no nonce. */
  readonly nonce: string | null
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Any origin does: no URL that it is part of leaves this file. */
const here = 'http://localhost/api/auth'

const cookieNames = { state: 'state', pkceCodeVerifier: 'verifier', nonce: 'nonce' } as const

type Result = { readonly redirect?: string; readonly cookies?: readonly Cookie[] }
type Cookie = { readonly name: string; readonly value: string }

const run = async (
  request: Request,
  provider: AuthProvider,
  secret: string,
  fetch: Fetch,
  signIn: NonNullable<AuthConfig['callbacks']>['signIn'],
): Promise<Result> =>
  (await Auth(request, {
    raw,
    secret,
    skipCSRFCheck,
    basePath: '/api/auth',
    trustHost: true,
    session: { strategy: 'jwt' },
    providers: [
      {
        ...provider,
        [customFetch]: (input, init = {}) =>
          fetch(input instanceof Request ? input.url : String(input), init),
      },
    ],
    callbacks: { ...(signIn && { signIn }) },
    cookies: Object.fromEntries(
      Object.entries(cookieNames).map(([check, name]) => [check, { name, options: {} }]),
    ),
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  })) as Result

/** Where to send the browser. @throws what next-auth throws */
export async function leave(
  provider: AuthProvider,
  fetch: Fetch,
): Promise<{ readonly location: string; readonly secrets: Secrets }> {
  const secret = randomSecret()
  const request = new Request(`${here}/signin/${provider.id}`, { method: 'POST' })
  const { redirect, cookies = [] } = await run(request, provider, secret, fetch, undefined)
  const held = async (name: string): Promise<string | null> => {
    const token = cookies.find((cookie) => cookie.name === name)?.value
    if (token === undefined) return null
    const payload = await decode({ token, secret, salt: name })
    return typeof payload?.['value'] === 'string' ? payload['value'] : null
  }
  const [state, verifier, nonce] = await Promise.all(Object.values(cookieNames).map(held))
  if (redirect === undefined || !state) throw new Error('next-auth sent nobody anywhere')
  return {
    location: redirect,
    secrets: { state, verifier: verifier ?? null, nonce: nonce ?? null },
  }
}

/**
 * Redeems an answer.
 *
 * @returns whether next-auth found somebody in what it was given by `fetch`
 * @throws what next-auth throws
 */
export async function comeBack(
  provider: AuthProvider,
  { state, verifier, nonce }: Secrets,
  answer: URLSearchParams,
  fetch: Fetch,
): Promise<boolean> {
  const secret = randomSecret()
  const cookie = async (name: string, value: string | null) => {
    const token = { value, provider: provider.id }
    return value === null
      ? ''
      : `${name}=${await encode({ token, secret, salt: name, maxAge: 60 })}`
  }
  const cookies = await Promise.all([
    cookie(cookieNames.state, state),
    cookie(cookieNames.pkceCodeVerifier, verifier),
    cookie(cookieNames.nonce, nonce),
  ])
  const request = new Request(`${here}/callback/${provider.id}?${answer.toString()}`, {
    headers: { Cookie: cookies.filter((one) => one !== '').join('; ') },
  })
  let isSomebody = false
  await run(request, provider, secret, fetch, () => {
    isSomebody = true
    return '/' // no session and no user of next-auth's
  })
  return isSomebody
}
