// The one Provider of the process. Next bundles its own copy of every module, so it is kept on `globalThis`: the front
// server makes it before it listens, and under another host whoever comes first does.
import { availableParallelism } from 'node:os'

import { environment, readSettings } from '@/config/env'
import type { Settings } from '@/config/settings'
import { ensurePlayground } from '@/clients/playground'
import { passwordHasher } from '@/crypto/password-hasher'
import { deriveKey } from '@/crypto/seal'
import { signingKeys } from '@/keys/signing-keys'
import { logoutCourier } from '@/oauth/logout/courier'
import type { Log, Provider } from '@/oauth/provider'
import { openStores } from '@/stores/prisma/open'

import { localeOf } from './locale'
import { makeLog } from './log'
import { outboundOf } from './outbound'
import { hostedPages } from './pages'
import { upstreamEngine } from './upstreams/engine'

/** The provider, and the database as next-auth's adapter wants it. */
export type Portal = {
  readonly provider: Provider
  readonly authDatabase: Awaited<ReturnType<typeof openStores>>['authDatabase']
}

/** One for each core, and one that is at hand when a core is free, so that it never waits for the event loop. */
const hashesAtOnce = availableParallelism() + 1

/** How many passwords may wait for a core before the answer is 503. */
const passwordQueue = 256

/** No access token lives longer: seconds. A signing key stays published for as long after its last signature. */
const longestAccessToken = 366 * 86_400

/** Opens the database, migrates it, and puts the rooms together. */
export async function makePortal(
  settings: Settings,
  log: Log = makeLog(settings),
): Promise<Portal> {
  const now = () => new Date()
  const { stores, authDatabase } = await openStores({ database: settings.database, log })
  const keys = signingKeys(stores.signingKeys, now, {
    sealingKey: deriveKey(settings.secret, 'signing-keys'),
    signingLifetime: settings.lifetimes.signingKey,
    longestToken: longestAccessToken,
  })
  await keys.jwks() // made now, so that a wrong secret stops the start and not the first sign-in
  const parts = { settings, stores, keys, outbound: outboundOf(settings), log, now }
  const provider: Provider = {
    ...parts,
    upstreams: upstreamEngine(parts),
    logouts: logoutCourier(parts),
    passwords: passwordHasher(hashesAtOnce, passwordQueue),
    pages: hostedPages(settings),
    localeOf,
  }
  await ensurePlayground(stores, settings, now)
  return { provider, authDatabase }
}

const place = Symbol.for('portico.portal')
const shared = globalThis as { [place]?: Promise<Portal> | undefined }

/** The portal of this process; made from the environment when nobody has made it. */
export function portal(make: () => Promise<Portal> = fromEnvironment): Promise<Portal> {
  shared[place] ??= make().catch((cause: unknown) => {
    shared[place] = undefined // the next request tries again
    throw cause
  })
  return shared[place]
}

const fromEnvironment = (): Promise<Portal> => makePortal(readSettings(environment()))

export const provider = async (): Promise<Provider> => (await portal()).provider
