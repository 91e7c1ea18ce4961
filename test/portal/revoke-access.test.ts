// What a person revokes on the home page that no consent of theirs let in: places of the broker, apps of the token API.
import { describe, expect, it, onTestFinished } from 'vitest'

import { addBroker, app, list, ways } from '../dialects/broker/broker-world'
import { person, playedUpstream } from '../dialects/broker/played-upstream'
import { expectRefusal, tokenApiWorld } from '../dialects/token-api/world'
import { temporarySqlite } from '../stores/temporary-database'
import { newAccount } from '../stores/upstream-fixtures'
import { expectApiError, type Browser } from '../test-browser'
import { testProvider } from '../test-provider'

const path = '/account/apps/revoke'

async function revoke(browser: Browser, fields: Readonly<Record<string, string>>) {
  await browser.open('/sign-out')
  const token = browser.hidden('/sign-out')['token']!
  const { location } = await browser.post(path, { token, ...fields })
  expect(location).toBe('/?done=access-revoked')
}

/** Nora, who is known at the broker's upstream, and Bob; and a second node on the same database. */
async function brokered() {
  const database = await temporarySqlite()
  onTestFinished(() => database.close())
  const upstream = playedUpstream()
  const options = { database, upstreams: upstream, settings: { followWhitelist: list } }
  const [op, other] = [await testProvider(options), await testProvider(options)]
  await addBroker(op.stores)
  const nora = await op.user({ username: 'nora' })
  const { issuer, subject } = person
  await op.stores.accounts.link(newAccount(nora.id, { issuer, subject, upstreamId: 'wp' }))
  return { op, nora, browser: await op.signedIn(nora), here: ways(op), there: ways(other) }
}

const shop = 'https://shop.example'

describe('POST /account/apps/revoke, of a place of the broker', () => {
  it('ends all that it holds at once and on every node, and nothing that another place holds', async () => {
    const { op, nora, browser, here, there } = await brokered()
    const first = await here.signIn()
    const second = await there.signIn()
    const kept = await here.signIn(`${shop}/in?x=1`)
    const listed = () => op.stores.brokerGrants.listPlaces(nora.id, op.now())
    expect(await listed()).toMatchObject([
      { audience: app, upstream: { id: 'wp', label: 'The site' } },
      { audience: shop },
    ])

    await revoke(browser, { place: app, upstream_id: 'wp' })

    for (const { refreshToken } of [first, second]) {
      expectApiError(await here.refresh(refreshToken), 401, 'invalid_refresh_token')
      expectApiError(await there.refresh(refreshToken), 401, 'invalid_refresh_token')
    }
    expect((await there.refresh(kept.refreshToken)).status).toBe(200)
    expect(await listed()).toMatchObject([{ audience: shop }])
    const again = await here.signIn()
    expect((await there.refresh(again.refreshToken)).status).toBe(200)
  })

  it('is of one’s own only, and exactly of the one that is named', async () => {
    const { op, browser, here } = await brokered()
    const { refreshToken } = await here.signIn()
    const bob = await op.signedIn(await op.user({ username: 'bob' }))
    await revoke(bob, { place: app, upstream_id: 'wp' })
    for (const fields of [
      { place: app },
      { place: app, upstream_id: 'other' },
      { place: `${app}/`, upstream_id: 'wp' },
      { place: '\0', upstream_id: '\0' },
      { place: 'x'.repeat(10_000), upstream_id: 'wp' },
      { upstream_id: 'wp', client_id: app },
    ]) {
      await revoke(browser, fields)
    }
    expect((await here.refresh(refreshToken)).status).toBe(200)
  })
})

describe('POST /account/apps/revoke, of an app of the token API', () => {
  it('ends its refresh tokens and all its tokens, those that have no refresh token too', async () => {
    const { op, offline, redeem, isGood, tokenOf, alice, root, client } = await tokenApiWorld()
    const [mine, theirs] = [await offline(), await offline(root)]
    const year = { client_id: client.id, expiration: 31_536_000 }
    const [alone, ofNobody] = [await tokenOf(alice, year), await tokenOf(alice)]
    const listed = () => op.stores.grants.listConnectedClients(alice.id, op.now())
    expect(await listed()).toMatchObject([{ client: { id: client.id }, holdsApiTokens: true }])

    await revoke(await op.signedIn(alice), { client_id: client.id })

    expectRefusal(await redeem(mine.refresh_token), 401, 'unauthorized')
    const good = [mine.token, alone, ofNobody, theirs.token].map(isGood)
    expect(await Promise.all(good)).toEqual([false, false, true, true])
    expect((await redeem(theirs.refresh_token)).status).toBe(200)
    expect(await listed()).toEqual([])
  })

  it('ends a token for a year that is all that the app holds, and lists the app before', async () => {
    const { op, isGood, tokenOf, alice, client } = await tokenApiWorld()
    const token = await tokenOf(alice, { client_id: client.id, expiration: 31_536_000 })
    op.passes({ days: 200 })
    const listed = () => op.stores.grants.listConnectedClients(alice.id, op.now())
    expect(await listed()).toMatchObject([{ client: { id: client.id }, scope: '' }])
    await revoke(await op.signedIn(alice), { client_id: client.id })
    expect(await isGood(token)).toBe(false)
    expect(await listed()).toEqual([])
  })
})
