import { describe, expect, it } from 'vitest'

import { isConsentPage, isSignInPage, signedInWorld } from './relying-party'

type World = Awaited<ReturnType<typeof given>>

/** A grant with everything that can come of it, nothing used yet but the first code. */
async function given() {
  const made = await signedInWorld()
  const { app, browser } = made
  const offline = { scope: 'openid offline_access', prompt: 'consent' }
  const tokens = await app.tokens(browser, offline)
  const code = await app.code(browser, offline)
  return { ...made, tokens, code }
}

/** Whatever ends a grant. */
const endings: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  'the user is disabled': ({ op, alice }) => op.stores.users.setDisabled(alice.id, op.now()),
  'the client is disabled': ({ op, app }) => op.stores.clients.setDisabled(app.id, op.now()),
  'the client is deleted': ({ op, app }) => op.stores.clients.delete(app.id),
  'the consent is withdrawn': ({ op, app, alice }) =>
    op.stores.consents.withdraw(alice.id, app.id, op.now()),
  'the person ends all sessions': ({ op, alice }) =>
    op.stores.sessions.endAll(alice.id, null, op.now()),
  'the password is changed': ({ op, alice }) =>
    op.stores.users.changePassword(alice.id, 'hash', op.now(), null),
}

describe.each(Object.entries(endings))('when %s', (_name, end) => {
  it('every path is closed at the next request', async () => {
    const world = await given()
    const { app, tokens, code } = world
    expect(await app.isLive(tokens.access_token)).toBe(true)
    await end(world)
    expect((await app.userinfo(tokens.access_token)).body.error).toBe('invalid_token')
    const errors = /^invalid_(grant|client)$/
    expect((await app.refresh(tokens.refresh_token)).body.error).toMatch(errors)
    expect((await app.redeem(code)).body.error).toMatch(errors)
    for (const token of [tokens.access_token, tokens.refresh_token]) {
      const { body } = await app.introspect(token)
      expect(body.error ?? body).toSatisfy(
        (it: unknown) => it === 'invalid_client' || JSON.stringify(it) === '{"active":false}',
      )
    }
  })

  it('nothing new is given without asking', async () => {
    const world = await given()
    await end(world)
    const answer = await world.browser.open(world.app.path())
    const isPage = isSignInPage(answer) || isConsentPage(answer) || answer.status >= 400
    expect([isPage, answer.location]).toEqual([true, ''])
  })
})

describe('what was ended', () => {
  it('stays ended when the user or the client is enabled again; what was only stopped goes on', async () => {
    const { op, app, alice, tokens } = await given()
    await op.stores.clients.setDisabled(app.id, op.now())
    await op.stores.clients.setDisabled(app.id, null)
    expect(await app.isLive(tokens.access_token)).toBe(true)
    await op.stores.consents.withdraw(alice.id, app.id, op.now())
    const { access_token: fresh } = await app.tokens(await op.signedIn(alice))
    expect(await app.isLive(fresh)).toBe(true)
    expect(await app.isLive(tokens.access_token)).toBe(false)
  })

  it('with its session is what was given in it without offline_access, and nothing else', async () => {
    const { op, app, alice, browser, tokens, code } = await given()
    const bound = await app.tokens(browser)
    const boundCode = await app.code(browser)
    const [session] = await op.stores.sessions.listOfUser(alice.id, op.now())
    await op.stores.sessions.end(alice.id, session!.id, op.now())
    expect(await app.isLive(bound.access_token)).toBe(false)
    expect((await app.redeem(boundCode)).body.error).toBe('invalid_grant')
    expect(await app.isLive(tokens.access_token)).toBe(true)
    expect((await app.refresh(tokens.refresh_token)).status).toBe(200)
    expect((await app.redeem(code)).body.refresh_token).toMatch(/^prt_/)
  })

  it('takes nothing from other people and other apps', async () => {
    const { op, app, alice } = await given()
    const bob = await op.signedIn(await op.user({ username: 'bob' }))
    const theirs = await app.tokens(bob)
    await op.stores.users.setDisabled(alice.id, op.now())
    await op.stores.consents.withdraw(alice.id, app.id, op.now())
    expect(await app.isLive(theirs.access_token)).toBe(true)
  })
})
