// What `npm start` runs: reads the settings, opens the database, listens, says where it is, and leaves in good order.
import { createServer } from 'node:net'
import { relative } from 'node:path'

import { environment, readSettings, UnusableSettings } from '@/config/env'
import type { Settings } from '@/config/settings'
import type { Provider } from '@/oauth/provider'

import { frontServer } from './front-server'
import { leaveInOrder } from './leave-in-order'
import { setupLink } from './links'
import { startLogoutWorker } from './logout-worker'
import { misspeltSettings } from './misspelt-settings'
import { nextListener } from './next-listener'
import { makePortal, portal } from './provider'
import { startSweeper } from './sweeper'

try {
  await start()
} catch (cause) {
  const problems = cause instanceof UnusableSettings ? cause.problems : [sentence(cause)]
  for (const problem of problems) console.error(problem)
  process.exit(1)
}

async function start(): Promise<void> {
  const settings = await usableSettings()
  const { provider } = await portal(() => makePortal(settings))
  const server = frontServer(provider, await nextListener(settings))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(settings.port, settings.host, resolve)
  })
  leaveInOrder(server, provider, [startSweeper(provider), startLogoutWorker(provider)])
  warnOfPrivateNetwork(provider)
  console.log(await banner(provider))
}

/** Whoever can register an app can then have us ask whatever this machine reaches. */
function warnOfPrivateNetwork({ settings, log }: Provider): void {
  if (!settings.allowPrivateNetwork) return
  const setting = 'PORTICO_ALLOW_PRIVATE_NETWORK'
  log.warn(
    { setting },
    'requests to loopback and private addresses, and over http, are let through',
  )
}

/** The settings, with misspelt names and a taken port among what stands against them: all at once. */
async function usableSettings(): Promise<Settings> {
  const env = environment()
  const problems = misspeltSettings(env)
  let settings: Settings | undefined
  try {
    settings = readSettings(env)
  } catch (cause) {
    if (!(cause instanceof UnusableSettings)) throw cause
    problems.push(...cause.problems)
  }
  const port = settings?.port ?? Number(env['PORT'] ?? 3000)
  const taken = await findListenProblem(port, settings?.host ?? env['HOST'] ?? '127.0.0.1')
  if (taken !== null) problems.push(taken)
  if (!settings || problems.length > 0) throw new UnusableSettings(problems)
  return settings
}

/** Tries the port before anything is opened. Null: it is free, or it is no port and was complained of already. */
async function findListenProblem(port: number, host: string): Promise<string | null> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return null
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', (cause: NodeJS.ErrnoException) => {
      resolve(
        cause.code === 'EADDRINUSE'
          ? `Port ${port} is taken: end what listens there, or set PORT to another one.`
          : `Portico cannot listen on ${host}, port ${port}: ${cause.message}.`,
      )
    })
    probe.listen(port, host, () => probe.close(() => resolve(null)))
  })
}

async function banner(provider: Provider): Promise<string> {
  const { issuer, database, playground } = provider.settings
  const link = await setupLink(provider)
  const data =
    database.kind === 'sqlite' ? `${shortPath(database.file)} (SQLite)` : databaseName(database.url)
  return [
    `Portico is ready at ${issuer}`,
    ...(link === null ? [] : [`  First administrator   ${link}   (once)`]),
    ...(playground ? [`  Try it as an app      ${issuer}/playground`] : []),
    `  Data                  ${data}`,
  ].join('\n')
}

function shortPath(file: string): string {
  const path = relative(process.cwd(), file)
  return path.startsWith('..') ? file : `./${path}`
}

/** Host and name only: the URL may hold a password. */
function databaseName(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname} (PostgreSQL)`
}

function sentence(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause)
  return `Portico cannot start: ${text.trim()}`
}
