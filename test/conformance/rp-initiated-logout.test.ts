import { randomBytes } from 'node:crypto'
import { SignJWT, generateKeyPair } from 'jose'
import { describe, expect } from 'vitest'

import type { Answer } from '../test-browser'
import { checkErrorPage, postLogout, suiteFor, type Suite } from './checks'
import { candidates, modulesOf, type Candidate } from './driver'

type World = Suite & { readonly hint: string; readonly before: Awaited<ReturnType<Suite['flow']>> }

const state = randomBytes(64).toString('hex') // 128 characters

/** Somebody who has signed in to the client of the suite. */
async function signedInTo(candidate: Candidate): Promise<World> {
  const suite = await suiteFor('query', {}, candidate)
  const before = await suite.flow()
  return { ...suite, before, hint: before.tokens.id_token }
}

const end = ({ browser }: World, fields: Readonly<Record<string, string>>): Promise<Answer> =>
  browser.open(`/oauth/end_session?${new URLSearchParams(fields).toString()}`)

/** A page that asks the person; nothing leads to the client. */
function checkConfirmation(answer: Answer): void {
  expect([answer.status, answer.location]).toEqual([200, ''])
  expect(answer.text).toContain('action="/sign-out"')
}

/** Nothing leads to the client: an error page, or one that asks. */
const checkStays = (answer: Answer): void =>
  answer.status >= 400 ? checkErrorPage(answer) : checkConfirmation(answer)

const isLoggedOut = ({ refused }: World) => refused({ prompt: 'none' }, ['login_required'])

for (const candidate of candidates) {
  describe(`oidcc-rp-initiated-logout-certification-test-plan: ${candidate.name}`, () => {
    const it = modulesOf(candidate)
    const signedIn = () => signedInTo(candidate)

    it('oidcc-rp-initiated-logout-discovery-endpoint-verification', async () => {
      const { op } = await suiteFor('query', {}, candidate)
      const { body } = await op.get('/.well-known/openid-configuration')
      expect(body.end_session_endpoint).toMatch(/^https:\/\//)
    })

    it('oidcc-rp-initiated-logout', async () => {
      const world = await signedIn()
      const fields = { id_token_hint: world.hint, post_logout_redirect_uri: postLogout, state }
      expect((await end(world, fields)).location).toBe(`${postLogout}?state=${state}`)
      await isLoggedOut(world)
    })

    it('oidcc-rp-initiated-logout-bad-post-logout-redirect-uri', async () => {
      const world = await signedIn()
      const post_logout_redirect_uri = `${postLogout}/${randomBytes(5).toString('hex')}`
      checkStays(await end(world, { id_token_hint: world.hint, post_logout_redirect_uri, state }))
    })

    it('oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri', async () => {
      const world = await signedIn()
      const post_logout_redirect_uri = `${postLogout}?foo=bar`
      checkStays(await end(world, { id_token_hint: world.hint, post_logout_redirect_uri, state }))
    })

    it('oidcc-rp-initiated-logout-modified-id-token-hint', async () => {
      const world = await signedIn()
      const [, payload] = world.hint.split('.')
      const header = Buffer.from('{"alg":"none"}').toString('base64url')
      const fields = { post_logout_redirect_uri: postLogout, state }
      checkStays(await end(world, { id_token_hint: `${header}.${payload}.`, ...fields }))
    })

    it('oidcc-rp-initiated-logout-bad-id-token-hint', async () => {
      const world = await signedIn()
      const { privateKey } = await generateKeyPair('ES256')
      const forged = await new SignJWT(world.before.idToken)
        .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: 'of the suite' })
        .sign(privateKey)
      const fields = { post_logout_redirect_uri: postLogout, state }
      checkStays(await end(world, { id_token_hint: forged, ...fields }))
    })

    it('oidcc-rp-initiated-logout-no-id-token-hint', async () => {
      const world = await signedIn()
      checkStays(await end(world, { post_logout_redirect_uri: postLogout, state }))
      const client_id = world.first.id
      checkConfirmation(
        await end(world, { post_logout_redirect_uri: postLogout, client_id, state }),
      )
    })

    it('oidcc-rp-initiated-logout-no-params', async () => {
      const world = await signedIn()
      checkConfirmation(await end(world, {}))
      const answer = await world.browser.submit('/sign-out', {})
      expect([answer.status, answer.location]).toEqual([200, ''])
      await isLoggedOut(world)
    })

    it('oidcc-rp-initiated-logout-only-state', async () => {
      const world = await signedIn()
      checkConfirmation(await end(world, { state }))
      const answer = await world.browser.submit('/sign-out', {})
      expect([answer.status, answer.location]).toEqual([200, ''])
      await isLoggedOut(world)
    })

    it('oidcc-rp-initiated-logout-no-post-logout-redirect-uri', async () => {
      const world = await signedIn()
      const answer = await end(world, { id_token_hint: world.hint, state })
      expect([answer.status, answer.location]).toEqual([200, ''])
      await isLoggedOut(world)
    })

    it('oidcc-rp-initiated-logout-no-state', async () => {
      const world = await signedIn()
      const fields = { id_token_hint: world.hint, post_logout_redirect_uri: postLogout }
      expect((await end(world, fields)).location).toBe(postLogout)
      await isLoggedOut(world)
    })
  })
}
