import type { RequestListener } from 'node:http'

import * as nextModule from 'next'
import { PHASE_PRODUCTION_SERVER } from 'next/constants'
import * as configModule from 'next/dist/server/config.js'

import type { Settings } from '@/config/settings'

type MakeNext = (options: { dev: boolean; dir: string; hostname: string; port: number }) => {
  prepare(): Promise<void>
  getRequestHandler(): RequestListener
}

type LoadConfig = (phase: string, dir: string) => Promise<unknown>

/** Next in this process, for the pages of the signed-in portal. */
export async function nextListener({ host, port }: Settings): Promise<RequestListener> {
  const makeNext = insideOf(nextModule) as MakeNext
  const loadConfig = insideOf(configModule) as LoadConfig
  const dir = process.cwd()
  await loadConfig(PHASE_PRODUCTION_SERVER, dir) // read without a word, and kept: else Next prints how long it took
  const app = makeNext({ dev: false, dir, hostname: host, port })
  await app.prepare()
  return app.getRequestHandler()
}

/** Next is CommonJS: what an ES module sees of it depends on who loads it. */
function insideOf(module: unknown): unknown {
  let found = module
  while (typeof found === 'object' && found !== null && 'default' in found) found = found.default
  return found
}
