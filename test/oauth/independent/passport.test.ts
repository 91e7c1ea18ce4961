// passport-openidconnect shares no code with us: it is the judge. A small server of its own keeps a session per browser,
// as an app would.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { Passport } from 'passport'
import { Strategy, type Profile, type VerifyCallback } from 'passport-openidconnect'
import { afterEach, describe, expect, it } from 'vitest'

import { listeningInStep } from '../listening'
import { relyingParty } from '../relying-party'
import { changedIdToken, inBetween, type Tamper } from './in-between'

const closings: (() => void)[] = []
afterEach(() => {
  for (const close of closings.splice(0)) close()
})

type Outcome =
  | { readonly signedIn: Profile; readonly issuer: string }
  | { readonly refused: unknown; readonly status?: number | undefined }

/** An app with one browser's session: `/login` sends to us, `/callback` tells what came of it. */
async function startApp(strategy: (callbackURL: string) => Strategy) {
  const session = {}
  const server = createServer()
  server.listen(0, 'localhost')
  await once(server, 'listening')
  closings.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const callbackURL = `${origin}/callback`
  const passport = new Passport()
  passport.use('portico', strategy(callbackURL))
  server.on('request', (message, response) => {
    const query = Object.fromEntries(new URL(message.url!, origin).searchParams)
    const request = Object.assign(message, { session, query })
    const answer = (outcome: Outcome) => response.end(JSON.stringify(outcome))
    const authenticate = passport.authenticate(
      'portico',
      { session: false },
      (error: unknown, user: object | false, info: unknown, status?: number) =>
        answer(
          user
            ? (user as Outcome)
            : { refused: error instanceof Error ? error.message : info, status },
        ),
    ) as (request: object, response: object, next: () => void) => void
    authenticate(request, response, () => undefined)
  })
  return { origin, callbackURL }
}

async function world(tamper?: Tamper) {
  const { op, issuer } = await listeningInStep()
  const alice = await op.user()
  const app = await relyingParty(op, { pkce: 'optional' }) // it knows none
  const place = tamper ? await inBetween(issuer, tamper) : issuer
  const { origin, callbackURL } = await startApp(
    (callbackURL) =>
      new Strategy(
        {
          issuer,
          authorizationURL: `${issuer}/oauth/authorize`,
          tokenURL: `${place}/oauth/token`,
          userInfoURL: `${place}/oauth/userinfo`,
          clientID: app.id,
          clientSecret: app.secret!,
          callbackURL,
          scope: 'profile email',
          nonce: 'yes', // a new one for each request
          skipUserProfile: false,
        },
        (issued: string, profile: Profile, done: VerifyCallback) =>
          done(null, { signedIn: profile, issuer: issued } satisfies Outcome),
      ),
  )
  await op.stores.clients.update(app.id, { ...app.client, redirectUris: [callbackURL] })

  /** Goes to the app, is sent to us, allows it, and is sent back. */
  const visit = async (changed: (url: URL) => void = () => undefined): Promise<Outcome> => {
    const sent = await fetch(`${origin}/login`, { redirect: 'manual' })
    const { pathname, search } = new URL(sent.headers.get('location')!)
    const browser = await op.signedIn(alice)
    await browser.open(pathname + search)
    const back = new URL((await browser.submit('/consent', { decision: 'allow' })).location)
    changed(back)
    return (await (await fetch(back)).json()) as Outcome
  }
  return { alice, issuer, visit }
}

describe('passport-openidconnect', () => {
  it('signs a person in: code, ID token with nonce, UserInfo', async () => {
    const { alice, issuer, visit } = await world()
    const outcome = await visit()
    expect(outcome).toMatchObject({ issuer, signedIn: { id: alice.id, displayName: 'alice' } })
  })

  it('is told of a refusal in our words', async () => {
    const { visit } = await world()
    const outcome = await visit((url) => url.searchParams.set('code', 'pac_another'))
    expect(outcome).toEqual({ refused: 'the code is not known' })
  })
})

describe('passport-openidconnect refuses', () => {
  const refusals: readonly (readonly [string, object, string])[] = [
    ['another issuer', { iss: 'https://evil.example' }, 'not issued by expected OpenID provider'],
    ['another client', { aud: 'another' }, 'not intended for this relying party'],
    ['another request', { nonce: 'another' }, 'invalid nonce'],
    ['the past', { exp: 1 }, 'has expired'],
  ]
  for (const [whose, change, message] of refusals) {
    it(`an ID token of ${whose}`, async () => {
      const { visit } = await world(changedIdToken(change))
      const refused = { message: expect.stringContaining(message) }
      expect(await visit()).toEqual({ refused, status: 403 })
    })
  }

  it('an answer to a request that it has not made', async () => {
    const { visit } = await world()
    const outcome = await visit((url) => url.searchParams.set('state', 'another'))
    expect(outcome).toMatchObject({ status: 403 })
  })
})
