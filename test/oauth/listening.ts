import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach } from 'vitest'

import { frontServer } from '@/server/front-server'

import { oauthProvider } from './relying-party'

const closings: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closings.splice(0).map((close) => close()))
})

/** The front server on a port of its own, which is its issuer's; what it leaves to Next is answered `next`. */
export async function listening() {
  const server = createServer()
  server.listen(0, 'localhost')
  await once(server, 'listening')
  closings.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  const issuer = `http://localhost:${port}`
  const op = await oauthProvider({ settings: { issuer, port } })
  const front = frontServer(op.provider, (_message, response) => response.end('next'))
  server.on('request', (message, response) => front.emit('request', message, response))
  /** Seconds by which the provider's clock is ahead of the machine's, for clients that look at the latter. */
  const skew = () => Math.round((op.now().getTime() - Date.now()) / 1000)
  return { op, issuer, skew }
}
