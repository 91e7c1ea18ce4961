// The modules of the FAPI 2.0 Message Signing plan (request objects, no JARM) that the Security Profile plan does not have.
// Named without the prefix `fapi2-security-profile-final-`.
import { describe, it } from 'vitest'

import { callbackOf } from '../oauth/relying-party'
import { keyNamed, seconds, type Members } from '../oauth/signing-party'
import type { Answer } from '../test-browser'
import { checkBoundTokens, checkError, checkPushed, fapi2Suite } from './fapi2-suite'

const suite = () => fapi2Suite(undefined, { requiresRequestObjects: true })

/** Pushes a request object with these claims and this header. */
async function pushed(
  claims: (now: number, issuer: string) => Members = () => ({}),
  key?: Parameters<typeof keyNamed>,
): Promise<{ answer: Answer; suite: Awaited<ReturnType<typeof suite>> }> {
  const made = await suite()
  const { op, first } = made
  const signer = key ? await keyNamed(...key) : first.key
  const own = claims(seconds(op.now()), first.issuer)
  const request = await first.requestObject({}, own, {}, signer)
  return { answer: await first.post('/oauth/par', { client_id: first.id, request }), suite: made }
}

async function succeeds(claims?: (now: number, issuer: string) => Members): Promise<void> {
  const {
    answer,
    suite: { first, visit },
  } = await pushed(claims)
  checkPushed(answer)
  const { parameters } = callbackOf(await visit(first.pushedPath(answer.body.request_uri)))
  checkBoundTokens(await first.redeem(parameters['code']!))
}

async function fails(
  claims?: (now: number, issuer: string) => Members,
  key?: Parameters<typeof keyNamed>,
): Promise<void> {
  checkError((await pushed(claims, key)).answer, ['invalid_request_object'])
}

describe('fapi2-message-signing-final-test-plan', () => {
  it('ensure-request-object-with-multiple-aud-succeeds', () =>
    succeeds((_, issuer) => ({ aud: [issuer, 'https://other.example'] })))
  it('ensure-request-object-with-nbf-8-seconds-in-the-future-is-accepted', () =>
    succeeds((now) => ({ nbf: now + 8, exp: now + 300 })))

  it('ensure-request-object-without-exp-fails', () => fails(() => ({ exp: undefined })))
  it('ensure-request-object-without-nbf-fails', () => fails(() => ({ nbf: undefined })))
  it('ensure-expired-request-object-fails', () =>
    fails((now) => ({ nbf: now - 600, exp: now - 300 })))
  it('ensure-request-object-with-bad-aud-fails', () =>
    fails(() => ({ aud: 'https://other.example' })))
  it('ensure-request-object-with-exp-over-60-fails', () =>
    fails((now) => ({ nbf: now, exp: now + 70 * 60 })))
  it('ensure-request-object-with-nbf-over-60-fails', () =>
    fails((now) => ({ nbf: now - 70 * 60, exp: now + 60 })))
  it('ensure-signed-request-object-with-RS256-fails', () => fails(undefined, ['first', 'RS256']))
  it('ensure-matching-key-in-authorization-request', () => fails(undefined, ['second']))
  it('par-authorization-request-containing-request_uri', () =>
    fails(() => ({ request_uri: 'urn:ietf:params:oauth:request_uri:random' })))

  it('ensure-request-object-signature-algorithm-is-not-none', async () => {
    const { first } = await suite()
    const [, payload] = (await first.requestObject()).split('.')
    const header = Buffer.from('{"alg":"none"}').toString('base64url')
    const fields = { client_id: first.id, request: `${header}.${payload}.` }
    checkError(await first.post('/oauth/par', fields), ['invalid_request_object'])
  })

  it('ensure-request-object-with-invalid-signature-fails', async () => {
    const { first } = await suite()
    const request = await first.requestObject()
    const changed = request.replace(/.(?=.{10}$)/, (one) => (one === 'A' ? 'B' : 'A'))
    const answer = await first.post('/oauth/par', { client_id: first.id, request: changed })
    checkError(answer, ['invalid_request_object'])
  })

  it('ensure-unsigned-request-at-par-endpoint-fails', async () => {
    const { first } = await suite()
    checkError(await first.push(), ['invalid_request'])
  })
})
