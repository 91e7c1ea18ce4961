import { nextMessage, startForked } from '../stores/forked'
import type { Start } from './portal-process'

export type PortalProcesses = {
  /** One for each process. */
  readonly urls: readonly string[]
  stop(): Promise<void>
}

/** Starts front servers in processes of their own, all on one database. */
export async function startPortals(count: number, start: Start): Promise<PortalProcesses> {
  const { children, stop } = await startForked('test/oauth/portal-process.ts', count, start)
  const ports = await Promise.all(children.map(nextMessage))
  return { urls: ports.map((port) => `http://127.0.0.1:${String(port)}`), stop }
}
