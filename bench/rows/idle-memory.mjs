import { setTimeout as sleep } from 'node:timers/promises'

import { residentMegabytes } from '../children.mjs'
import { loginPath } from '../portico.mjs'

const idleSeconds = 6

/**
 * Resident memory of both processes when they are idle: some seconds after they are ready, and again some seconds after
 * each kind of page was served once. The larger counts. Both have only just started.
 */
export async function idleMemory({ portico, administrator, oidcProvider }) {
  await sleep(idleSeconds * 1000)
  const fresh = sides(portico, oidcProvider)
  await visitEverything(portico, administrator)
  await fetch(`http://localhost:${oidcProvider.port}/.well-known/openid-configuration`)
  await sleep(idleSeconds * 1000)
  const used = sides(portico, oidcProvider)

  const ours = Math.max(fresh.ours, used.ours)
  const peer = Math.max(fresh.peer, used.peer)
  return {
    row: {
      name: 'idle_memory_mb',
      ours,
      peer,
      peerName: 'oidc-provider in memory',
      ratio: ours / peer,
      unit: 'MB',
    },
    goal: { oursAtMost: 200 },
    note: `${Math.round(fresh.ours)} MB before the first page, ${Math.round(used.ours)} MB after each kind of page`,
  }
}

const sides = (portico, oidcProvider) => ({
  ours: residentMegabytes(portico.child) ?? 0,
  peer: residentMegabytes(oidcProvider.child) ?? 0,
})

/** One of each kind: pages before a session, pages behind it, and what apps ask for. */
async function visitEverything({ origin }, administrator) {
  const open = [
    '/.well-known/openid-configuration',
    '/oauth/jwks',
    '/health/ready',
    loginPath(origin),
  ]
  const closed = [
    '/register',
    '/sign-out',
    '/signed-out',
    '/recover?code=none',
    '/login?client_id=none',
  ]
  const portal = ['/', '/security', '/apps', '/apps/new', '/apps/portico-playground', '/playground']
  for (const path of [...open, ...closed]) await (await fetch(origin + path)).arrayBuffer()
  for (const path of portal) {
    const { status } = await administrator.get(path)
    if (status >= 500) throw new Error(`${path} answered ${status}`)
  }
}
