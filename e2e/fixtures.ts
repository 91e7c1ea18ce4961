// What every flow starts from: portals, apps and browsers that are gone when it ends.
import {
  test as base,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright/test'

import { lacks, makeHome, type Database, type Home } from './home'
import { becomeAdministrator } from './people'
import { startPortico, type Portico, type StartOptions } from './portico'
import { startRelyingParty, type RelyingParty } from './relying-party'
import type { Visitor } from './visitor'

export { expect } from 'playwright/test'

type PerTest = {
  /** Makes a place for a portal; skips the test where there is no such database. */
  readonly home: (database?: Database) => Promise<Home>
  /** Starts a portal; every one that still runs at the end has to leave in good order. */
  readonly start: (home: Home, options?: StartOptions) => Promise<Portico>
  /** Opens a clean browser, in English unless told otherwise. */
  readonly openBrowser: (options?: BrowserContextOptions) => Promise<Page>
  /** Starts an app. */
  readonly relyingParty: () => Promise<RelyingParty>
}

/** A portal with an administrator, for all tests of a worker that share nothing else. */
export type Shared = Portico & { readonly administrator: Visitor; readonly home: Home }

type PerWorker = { readonly shared: Shared }

export type OpenBrowser = PerTest['openBrowser']

export const test = base.extend<PerTest, PerWorker>({
  home: async ({}, provide) => {
    const homes: Home[] = []
    await provide(async (database = 'sqlite') => {
      const reason = lacks(database)
      base.skip(reason !== null, reason ?? '')
      const home = await makeHome(database)
      homes.push(home)
      return home
    })
    for (const home of homes) await home.remove()
  },

  start: async ({ home: _ }, provide) => {
    const started = new Set<Portico>()
    await provide(async (home, options) => {
      const portico = await startPortico(home, options)
      const gone = (end: () => Promise<void>) => async () => {
        started.delete(portico)
        await end()
      }
      started.add(portico)
      return { ...portico, stop: gone(portico.stop), kill: gone(portico.kill) }
    })
    const endings = await Promise.allSettled([...started].map(({ stop }) => stop()))
    for (const ending of endings) if (ending.status === 'rejected') throw ending.reason
  },

  openBrowser: async ({ browser }, provide) => {
    const contexts: BrowserContext[] = []
    await provide(async (options = {}) => {
      const context = await browser.newContext({ locale: 'en-US', ...options })
      contexts.push(context)
      return context.newPage()
    })
    for (const context of contexts) await context.close()
  },

  relyingParty: async ({}, provide) => {
    const started: RelyingParty[] = []
    await provide(async () => {
      const app = await startRelyingParty()
      started.push(app)
      return app
    })
    for (const app of started) await app.close()
  },

  shared: [
    async ({}, provide) => {
      const home = await makeHome('sqlite')
      const portico = await startPortico(home, { settings: { PORTICO_LOG_LEVEL: 'debug' } })
      await provide({ ...portico, home, administrator: await becomeAdministrator(portico) })
      await portico.stop().finally(home.remove)
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})
