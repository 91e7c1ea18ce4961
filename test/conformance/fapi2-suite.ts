// What the modules of the FAPI 2.0 plans have in common: two clients that sign with private_key_jwt and DPoP, a person, and
// the flow from the pushed request to the resource.
import { randomBytes } from 'node:crypto'

import type { JWTPayload } from 'jose'
import { expect } from 'vitest'

import { defaultClientOptions, type ClientOptions } from '@/model/client'

import { isConsentPage, isSignInPage, signIn, type Fields } from '../oauth/relying-party'
import { jwksOf, keyNamed, SigningParty, type Members } from '../oauth/signing-party'
import type { Answer, Browser } from '../test-browser'
import {
  checkCallback,
  checkEntropy,
  checkErrorPage,
  checkIdToken,
  checkToken,
  checkUserInfoAnswer,
} from './checks'
import { issuer, portico, type Candidate } from './driver'

const suite = 'https://suite.example/test/a/portico'

export type Fapi2Suite = Awaited<ReturnType<typeof fapi2Suite>>

export async function fapi2Suite(
  candidate: Candidate = portico,
  options: Partial<ClientOptions> = {},
) {
  const op = await candidate.start()
  const alice = await op.user()
  const browser = op.browser()

  const party = async (name: string, redirectUri: string): Promise<SigningParty> => {
    const key = await keyNamed(name)
    const jwks = jwksOf(key, await keyNamed(name, 'RS256'))
    const { client } = await op.relyingParty({
      authenticationMethod: 'private_key_jwt',
      idTokenAlgorithm: 'PS256',
      redirectUris: [redirectUri],
      options: {
        ...defaultClientOptions,
        ...{ jwks, dpop: 'required', requiresPushedRequests: true },
        ...options,
      },
    })
    return new SigningParty(op, client, key, await keyNamed(`${name}, proof`), issuer)
  }
  const first = await party('first', `${suite}/callback`)
  const second = await party('second', `${suite}/callback?dummy1=lorem&dummy2=ipsum`)

  /** Signs in and decides where it is asked. */
  const visit = async (url: string, decision = 'allow', in_: Browser = browser) => {
    let answer = await in_.open(url)
    if (isSignInPage(answer)) answer = await signIn(in_, alice)
    return isConsentPage(answer) ? in_.submit('/consent', { decision }) : answer
  }

  /** The answer of the authorization endpoint, with every check; what was sent may stand beside the pushed request. */
  const authorized = async (fields: Fields = {}, client = first, beside: Members = {}) => {
    const answer = await client.push(fields)
    checkPushed(answer)
    const url = client.pushedPath(answer.body.request_uri, beside as Record<string, string>)
    const callback = checkCallback(await visit(url), client.request(fields), 'query')
    expect(callback.parameters['iss']).toBe(issuer)
    return callback.parameters['code']!
  }

  /** PAR → authorization → token → UserInfo. */
  const flow = async (
    fields: Fields = {},
    client = first,
    beside: Members = {},
  ): Promise<Flown> => {
    const code = await authorized(fields, client, beside)
    const answer = await client.redeem(code)
    checkBoundTokens(answer)
    const { nonce } = client.request(fields)
    const idToken = await checkIdToken(op, client, answer.body.id_token, nonce)
    const userinfo = checkUserInfoAnswer(await client.proven(answer.body.access_token), idToken)
    return { code, tokens: answer.body, idToken, userinfo }
  }

  return { op, alice, browser, first, second, visit, authorized, flow }
}

export type Flown = {
  readonly code: string
  readonly tokens: any // eslint-disable-line @typescript-eslint/no-explicit-any -- as it came
  readonly idToken: JWTPayload
  readonly userinfo: Readonly<Record<string, unknown>>
}

/** RFC 9126 §2.2 */
export function checkPushed({ status, headers, body }: Answer): void {
  expect([status, body?.error]).toEqual([201, undefined])
  expect(headers.get('content-type')).toMatch(/^application\/json/)
  checkEntropy(body.request_uri)
  expect(body.expires_in).toBeGreaterThanOrEqual(5)
  expect(body.expires_in).toBeLessThanOrEqual(600)
}

/** C-07, for tokens that are bound to a key. */
export function checkBoundTokens({ status, headers, body }: Answer): void {
  expect([status, body?.error]).toEqual([200, undefined])
  expect(headers.get('content-type')).toMatch(/^application\/json/)
  expect(headers.get('cache-control')).toContain('no-store')
  expect(body.token_type).toBe('DPoP')
  expect(body.expires_in).toBeGreaterThan(0)
  checkToken(body.access_token)
  if ('refresh_token' in body) checkToken(body.refresh_token)
}

/** An error as JSON: one of these, with a status of these. */
export function checkError(
  { status, body, headers }: Answer,
  errors: readonly string[],
  statuses: readonly number[] = [400],
): void {
  expect(errors).toContain(body?.error)
  expect(statuses).toContain(status)
  expect(headers.get('content-type')).toMatch(/^application\/json/)
  expect(body.error_description ?? '').toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/)
}

/** A page of the provider's, or an error at the client: nothing that would help anybody. */
export function checkNoCode(answer: Answer, errors: readonly string[]): void {
  if (answer.status !== 303 && answer.status !== 302) {
    checkErrorPage(answer)
    return
  }
  const { searchParams } = new URL(answer.location)
  expect(searchParams.has('code')).toBe(false)
  expect(errors).toContain(searchParams.get('error'))
}

/** A nonce or state of this length. */
export const randomText = (length: number): string =>
  randomBytes(length).toString('base64url').slice(0, length)
