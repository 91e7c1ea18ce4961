import type { Server } from 'node:http'

import type { Provider } from '@/oauth/provider'

/** Requests under way have this long to finish: milliseconds. */
const patience = 15_000

/**
 * On SIGTERM and SIGINT: takes no new connections, finishes the requests under way and then what else is at work, closes
 * the database, exits 0.
 */
export function leaveInOrder(
  server: Server,
  { stores, log }: Provider,
  stops: readonly (() => Promise<void>)[],
): void {
  let isLeaving = false
  const leave = async (): Promise<void> => {
    if (isLeaving) return
    isLeaving = true
    setTimeout(() => server.closeAllConnections(), patience).unref()
    setInterval(() => server.closeIdleConnections(), 50).unref() // those whose answer was under way, too
    server.prependListener('request', (_message, response) => {
      response.shouldKeepAlive = false // a connection that is kept alive ends with its next answer
    })
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeIdleConnections()
    })
    await Promise.all(stops.map((stop) => stop()))
    await stores.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      leave().catch((err: unknown) => {
        log.error({ err }, 'leaving failed')
        process.exit(1)
      })
    })
  }
}
