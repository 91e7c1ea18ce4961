// What runs in each of several processes that serve one database: see portal-processes.ts.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import type { Settings } from '@/config/settings'
import { passwordHasher } from '@/crypto/password-hasher'
import { deriveKey } from '@/crypto/seal'
import { signingKeys } from '@/keys/signing-keys'
import { logoutCourier } from '@/oauth/logout/courier'
import type { Provider } from '@/oauth/provider'
import { frontServer } from '@/server/front-server'
import { localeOf } from '@/server/locale'
import { makeLog } from '@/server/log'
import { outboundOf } from '@/server/outbound'
import { hostedPages } from '@/server/pages'
import { upstreamEngine } from '@/server/upstreams/engine'
import { openStores } from '@/stores/prisma/open'

/** What a process is started with: the settings, and the moment at which its clock stands still. */
export type Start = { readonly settings: Settings; readonly now: string }

const { settings, now: moment } = JSON.parse(process.argv[2]!) as Start
const now = () => new Date(moment)
const { stores } = await openStores({ database: settings.database })
const parts = {
  settings,
  stores,
  keys: signingKeys(stores.signingKeys, now, {
    sealingKey: deriveKey(settings.secret, 'signing-keys'),
    signingLifetime: settings.lifetimes.signingKey,
    longestToken: 366 * 86_400,
  }),
  outbound: outboundOf(settings),
  log: makeLog({ logLevel: 'silent' }),
  now,
}
const provider: Provider = {
  ...parts,
  upstreams: upstreamEngine(parts),
  logouts: logoutCourier(parts),
  passwords: passwordHasher(2, 8),
  pages: hostedPages(settings),
  localeOf,
}
const server = frontServer(provider, (_message, response) => response.end('next'))
server.listen(0, '127.0.0.1')
await once(server, 'listening')
process.send!((server.address() as AddressInfo).port)
process.on('disconnect', () => {
  server.closeAllConnections()
  server.close()
  void stores.close()
})
