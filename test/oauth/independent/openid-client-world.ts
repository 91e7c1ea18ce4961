// openid-client shares no code with us: it is the judge. Its requests go over HTTP to the front server.
import * as client from 'openid-client'

import type { Settings } from '@/config/settings'
import type { Client } from '@/model/client'

import { callback } from '../../test-provider'
import { listeningInStep } from '../listening'
import { relyingParty } from '../relying-party'
import type { Tamper } from './in-between'

export type Flow = {
  /** How the request is made; by default, its parameters are in the query. */
  readonly build?: (
    config: client.Configuration,
    parameters: Record<string, string>,
  ) => URL | Promise<URL>
  /** Changes the URL that the person came back with. */
  readonly change?: (url: URL) => void
  readonly options?: client.DPoPOptions
}

/** A provider, a client that has found out about it, and a browser in which somebody has signed in. */
export async function discovered({
  values = {},
  authentication,
  settings,
  tamper,
}: {
  readonly values?: Partial<Client>
  readonly settings?: Partial<Settings>
  /** Told the secret, where there is one. */
  readonly authentication?: (secret: string) => client.ClientAuth
  /** What somebody between us changes in the answers. */
  readonly tamper?: Tamper
} = {}) {
  const { op, issuer } = await listeningInStep(settings)
  const alice = await op.user()
  const app = await relyingParty(op, values)
  const customFetch: client.CustomFetch = async (url, options) => {
    const response = await fetch(url, options as RequestInit)
    if (!tamper || !response.headers.get('content-type')?.includes('json')) return response
    const body = tamper(new URL(url).pathname, (await response.json()) as Record<string, unknown>)
    return Response.json(body, { status: response.status })
  }
  const config = await client.discovery(
    new URL(issuer),
    app.id,
    {},
    authentication?.(app.secret ?? '') ??
      (app.secret === null ? client.None() : client.ClientSecretBasic(app.secret)),
    {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out: this is http on loopback
      execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
      [client.customFetch]: customFetch,
    },
  )
  const browser = await op.signedIn(alice)

  /** The whole flow as its documentation has it. */
  const flow = async (fields: Record<string, string> = {}, how: Flow = {}) => {
    const pkceCodeVerifier = client.randomPKCECodeVerifier()
    const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()]
    const to = await (how.build ?? client.buildAuthorizationUrl)(config, {
      redirect_uri: callback,
      scope: 'openid email offline_access',
      prompt: 'consent',
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
      nonce: expectedNonce,
      ...fields,
    })
    await browser.open(to.pathname + to.search)
    const back = new URL((await browser.submit('/consent', { decision: 'allow' })).location)
    how.change?.(back)
    const checks = { pkceCodeVerifier, expectedState, expectedNonce, maxAge: 300 }
    return client.authorizationCodeGrant(
      config,
      back,
      { ...checks, idTokenExpected: true },
      undefined,
      how.options,
    )
  }
  return { op, issuer, app, alice, config, browser, flow }
}
