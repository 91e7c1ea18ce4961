// An app that runs in the browser alone, on oidc-client-ts: pages at an origin of its own that hold no secret. The
// library shares no code with Portico: it is the judge of what Portico answers.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import type * as oidcClient from 'oidc-client-ts'

import { root } from './home'

export type BrowserApp = {
  readonly origin: string
  /** Where people, and hidden frames, come back to. */
  readonly back: string
  readonly frame: string
  /** Where people are after they have signed out. */
  readonly goodbye: string
  readonly close: () => Promise<void>
}

/** What the library's script makes of a window. */
export type AppWindow = { readonly oidc: typeof oidcClient }

const libraryFile = 'node_modules/oidc-client-ts/dist/browser/oidc-client-ts.min.js'

/** The library and no more: what the app does with it stands in the tests. */
const page = '<!doctype html><title>An app</title><script src="/oidc-client-ts.js"></script>'

/** What comes back in a hidden frame is told to the page around it. */
const frame = `${page}<script>
  const settings = { authority: 'of no importance here', client_id: '', redirect_uri: '' }
  new oidc.UserManager(settings).signinSilentCallback()
</script>`

export async function startBrowserApp(): Promise<BrowserApp> {
  const library = readFileSync(join(root, libraryFile))
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://app')
    if (pathname === '/oidc-client-ts.js') {
      response.setHeader('Content-Type', 'text/javascript').end(library)
    } else {
      response.setHeader('Content-Type', 'text/html').end(pathname === '/frame' ? frame : page)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    origin,
    back: `${origin}/back`,
    frame: `${origin}/frame`,
    goodbye: `${origin}/goodbye`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
