import { describe, expect, it } from 'vitest'

import { sealEnded, signedOutPath } from '@/oauth/logout/signed-out'
import { hostedEn } from '@/ui/messages/hosted.en'
import { hostedFr } from '@/ui/messages/hosted.fr'

import { added } from '../../stores/fixtures'
import type { Answer, Browser } from '../../test-browser'
import type { TestProvider } from '../../test-provider'
import { callbackOf, oauthProvider, relyingParty } from '../relying-party'
import { toldApp } from './told-app'

const { signedOut: texts } = hostedEn

/** What the page says, group by group; null: it tells of no app. */
function said({ status, text }: Answer) {
  expect(status).toBe(200)
  expect(text).toContain(texts.title)
  if (text.includes(texts.intro)) return null
  const groups = [
    ...text.matchAll(/<p id="(\w+)"[^>]*>(.*?)<\/p><ul aria-labelledby="\1">(.*?)<\/ul>/gs),
  ]
  return Object.fromEntries(
    groups.map(([, group = '', heading, list = '']) => {
      expect(heading).toBe(texts.apps[group as keyof typeof texts.apps].heading)
      return [group, [...list.matchAll(/<bdi[^>]*>(.*?)<\/bdi>/g)].map(([, name]) => name)]
    }),
  )
}

async function world() {
  const op = await oauthProvider()
  const alice = await op.user()
  const browser = await op.signedIn(alice)
  /** Signs out by the portal's own form. Answers the page and where it is. */
  const signOut = async (from: Browser = browser) => {
    await from.open('/sign-out')
    const { cookies } = from
    const fields = from.hidden('/sign-out')
    const headers = { 'Sec-Fetch-Site': 'same-origin' }
    const { location } = await op.post('/sign-out', fields, { cookies, headers })
    return { path: location, page: await op.get(location) }
  }
  return { op, alice, browser, signOut }
}

const seal = (op: TestProvider, ...sessionIds: string[]) => sealEnded(sessionIds, op.provider)

describe('the page after signing out', () => {
  it('says which apps know of it, which could not be reached yet, and which are not told', async () => {
    const { op, browser, signOut } = await world()
    const [wiki, notes] = [
      await toldApp(op, { name: 'Wiki' }),
      await toldApp(op, { name: 'Notes' }),
    ]
    const tasks = await toldApp(op, { name: 'Tasks' })
    const photos = await relyingParty(op, { name: 'Photos' })
    const other = await toldApp(op, { name: 'Never opened' })
    tasks.told.says = 500
    for (const app of [wiki.app, notes.app, tasks.app, photos]) await app.tokens(browser)
    const { page } = await signOut()
    expect(said(page)).toEqual({
      signedOut: ['Notes', 'Wiki'],
      unreached: ['Tasks'],
      untold: ['Photos'],
    })
    expect(page.text).toContain(texts.apps.unreached.hint)
    expect(other.posts).toEqual([])
  })

  it('waits two seconds for an app that does not answer, and no longer', async () => {
    const { op, browser, signOut } = await world()
    const wiki = await toldApp(op, { name: 'Wiki' })
    await wiki.app.tokens(browser)
    wiki.told.says = 'nothing'
    const { page } = await signOut()
    expect(said(page)).toEqual({ unreached: ['Wiki'] })
    expect(await wiki.deliveries()).toMatchObject([{ attempts: 1, problem: null }]) // it still has three
  })

  it('says how it stands when it is loaded again', async () => {
    const { op, browser, signOut } = await world()
    const wiki = await toldApp(op, { name: 'Wiki' })
    await wiki.app.tokens(browser)
    wiki.told.says = 503
    const { path, page } = await signOut()
    expect(said(page)).toEqual({ unreached: ['Wiki'] })
    wiki.told.says = 200
    op.passes({ seconds: 10 })
    await op.provider.logouts.deliver()
    expect(said(await op.get(path))).toEqual({ signedOut: ['Wiki'] })
  })

  it('delivers what nobody has delivered: it does not rely on a timer', async () => {
    const { op, alice, browser } = await world()
    const wiki = await toldApp(op, { name: 'Wiki' })
    await wiki.app.tokens(browser)
    const [session] = await op.stores.sessions.listOfUser(alice.id, op.now())
    await op.stores.sessions.end(alice.id, session!.id, op.now())
    expect(wiki.posts).toEqual([])
    const page = await op.get(signedOutPath(seal(op, session!.id)))
    expect(said(page)).toEqual({ signedOut: ['Wiki'] })
  })

  it('counts an app that was given up among those that are not told', async () => {
    const { op, browser, signOut } = await world()
    const wiki = await toldApp(op, { name: 'Wiki' })
    await wiki.app.tokens(browser)
    wiki.told.says = 500
    const { path } = await signOut()
    await op.stores.clients.setDisabled(wiki.app.id, op.now())
    op.passes({ minutes: 1 })
    await op.provider.logouts.deliver()
    expect(said(await op.get(path))).toEqual({ untold: ['Wiki'] })
  })

  it('says of several sessions that an app knows only when it knows of each', async () => {
    const { op, alice, browser } = await world()
    const there = await op.signedIn(alice)
    const [wiki, notes] = [
      await toldApp(op, { name: 'Wiki' }),
      await toldApp(op, { name: 'Notes' }),
    ]
    for (const { app } of [wiki, notes]) {
      await app.tokens(browser)
      await app.tokens(there)
    }
    let count = 0
    wiki.told.says = (response) => response.writeHead((count += 1) === 1 ? 200 : 500).end()
    await browser.open('/sign-out')
    const { token } = browser.hidden('/sign-out')
    const page = await browser.post('/account/sessions/end', { token: token!, session_id: 'all' })
    expect(said(page)).toEqual({ signedOut: ['Notes'], unreached: ['Wiki'] })
    expect([wiki.posts.length, notes.posts.length]).toEqual([2, 2])
  })

  it('does not name a page of ours, which knows nobody any more', async () => {
    const { op, browser, signOut } = await world()
    const ours = { name: 'Playground', redirectUris: [`${op.settings.issuer}/playground`] }
    const playground = await relyingParty(op, ours)
    callbackOf(await playground.visit(browser))
    expect(said((await signOut()).page)).toBeNull()
  })

  it('knows nothing without its seal, or with one that is not ours, or of long ago', async () => {
    const { op, browser, signOut } = await world()
    const photos = await relyingParty(op, { name: 'Photos' })
    await photos.tokens(browser)
    const { path } = await signOut()
    const sealed = new URLSearchParams(path.split('?')[1]).get('of')!
    const foreign = seal(
      await oauthProvider({ settings: { secret: 'another secret, of 32 letters.' } }),
      'x',
    )
    for (const of of ['', 'x', sealed.slice(1), `${sealed}AA`, sealed.slice(0, 40), foreign]) {
      const page = await op.get(`/signed-out?${new URLSearchParams({ of }).toString()}`)
      expect(said(page)).toBeNull()
    }
    expect(said(await op.get(`${path}&of=${sealed}`))).toBeNull()
    op.passes({ seconds: 599 })
    expect(said(await op.get(path))).toEqual({ untold: ['Photos'] })
    op.passes({ seconds: 1 })
    expect(said(await op.get(path))).toBeNull()
  })

  it('has nothing of the session in its address, and stays in no cache', async () => {
    const { op, alice, browser, signOut } = await world()
    const photos = await relyingParty(op, { name: 'Photos' })
    await photos.tokens(browser)
    const [session] = await op.stores.sessions.listOfUser(alice.id, op.now())
    const { path, page } = await signOut()
    const opened = Buffer.from(new URLSearchParams(path.split('?')[1]).get('of')!, 'base64url')
    for (const text of [path, opened.toString('latin1')]) {
      expect(text).not.toContain(session!.id)
      expect(text).not.toContain('Photos')
    }
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('is in the language that was asked for', async () => {
    const { op } = await world()
    const page = await op.get(signedOutPath(seal(op, 'x'), 'fr'))
    expect(page.text).toContain(hostedFr.signedOut.title)
  })

  it('tells of twenty sessions at most, so that its address stays short', async () => {
    const { op, alice } = await world()
    const add = added(op.stores)
    const client = await add.client({ name: 'Photos' })
    const last = await add.session(alice.id)
    await add.grant(alice.id, client.id, { sessionId: last.id })
    const many = Array.from({ length: 20 }, (_, index) => `session-${index}`)
    expect(said(await op.get(signedOutPath(seal(op, ...many.slice(1), last.id))))).not.toBeNull()
    expect(said(await op.get(signedOutPath(seal(op, ...many, last.id))))).toBeNull()
  })
})
