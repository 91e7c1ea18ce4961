import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach } from 'vitest'

import type { Settings } from '@/config/settings'
import { frontServer } from '@/server/front-server'

import type { TestOptions } from '../test-provider'
import { oauthProvider } from './relying-party'

const closings: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closings.splice(0).map((close) => close()))
})

/** The front server on a port of its own, which is its issuer's; what it leaves to Next is answered `next`. */
export async function listening(
  settings: Partial<Settings> = {},
  more: Pick<TestOptions, 'stores'> = {},
) {
  const server = createServer()
  server.listen(0, 'localhost')
  await once(server, 'listening')
  closings.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  const issuer = `http://localhost:${port}`
  const op = await oauthProvider({ settings: { issuer, port, ...settings }, ...more })
  const front = frontServer(op.provider, (_message, response) => response.end('next'))
  server.on('request', (message, response) => front.emit('request', message, response))
  /** Seconds by which the provider's clock is ahead of the machine's, for clients that look at the latter. */
  const skew = () => Math.round((op.now().getTime() - Date.now()) / 1000)
  return { op, issuer, skew }
}

/**
 * The same in step with the machine's clock, for clients that ask nothing else; half a second behind, so that nothing was
 * issued in their future.
 */
export async function listeningInStep(settings: Partial<Settings> = {}) {
  const { op, issuer } = await listening(settings)
  op.passes({ seconds: (Date.now() - op.now().getTime()) / 1000 - 0.5 })
  return { op, issuer }
}
