import type { RequestListener } from 'node:http'

import * as nextModule from 'next'

import type { Settings } from '@/config/settings'

type MakeNext = (options: { dev: boolean; dir: string; hostname: string; port: number }) => {
  prepare(): Promise<void>
  getRequestHandler(): RequestListener
}

/** Next in this process, for the pages of the signed-in portal. */
export async function nextListener({ host, port }: Settings): Promise<RequestListener> {
  const app = makeNext()({ dev: false, dir: process.cwd(), hostname: host, port })
  await app.prepare()
  return app.getRequestHandler()
}

/** Next is CommonJS: what an ES module sees of it depends on who loads it. */
function makeNext(): MakeNext {
  let found: unknown = nextModule
  while (typeof found === 'object' && found !== null && 'default' in found) found = found.default
  return found as MakeNext
}
