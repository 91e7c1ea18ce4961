// A site with an OAuth server plugin: a login form of its own and the plugin's three endpoints. It shares no code with
// Portico. Its refresh tokens work once: the strictest that such a site can be.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export const member = {
  ID: 17,
  user_login: 'nora',
  user_email: 'nora@wp.example',
  display_name: 'Nora Lind',
  user_roles: ['editor', 'shop_manager'],
  user_pass: '$P$BmoreThanAnybodyShouldSee',
}
export const memberPassword = 'correct-horse-4'

export const client = { id: 'portico-at-the-site', secret: 'the-secret-at-the-site' }

export type WordPress = {
  readonly site: string
  /** What is wrong with it. `down`: nothing answers; `refusing`: it has forgotten its refresh tokens. */
  mood: 'well' | 'down' | 'refusing'
  /** The grant types of what its token endpoint was asked. */
  readonly asked: string[]
  readonly close: () => Promise<void>
}

export async function startWordPress(): Promise<WordPress> {
  const codes = new Map<string, string>()
  const refreshTokens = new Set<string>()
  const accessTokens = new Set<string>()
  const give = () => {
    const given = { access_token: randomUUID(), refresh_token: randomUUID() }
    accessTokens.add(given.access_token)
    refreshTokens.add(given.refresh_token)
    return { ...given, expires_in: 3600, token_type: 'Bearer', scope: 'basic' }
  }

  type Answer = { status: number; body: object | string; location?: string }
  const refused = (error: string, status = 400): Answer => ({ status, body: { error } })

  const answers: Record<string, (url: URL, request: IncomingMessage) => Promise<Answer>> = {
    'GET /oauth/authorize': async (url) => {
      if (url.searchParams.get('client_id') !== client.id) return refused('invalid_client')
      return { status: 200, body: loginForm }
    },
    'POST /oauth/authorize': async (url, request) => {
      const form = await formOf(request)
      const back = new URL(url.searchParams.get('redirect_uri')!)
      back.searchParams.set('state', url.searchParams.get('state')!)
      if (form.get('deny') !== null) {
        back.searchParams.set('error', 'access_denied')
      } else if (form.get('log') === member.user_login && form.get('pwd') === memberPassword) {
        const code = randomUUID()
        codes.set(code, url.searchParams.get('redirect_uri')!)
        back.searchParams.set('code', code)
      } else return { status: 200, body: loginForm }
      return { status: 302, body: '', location: back.href }
    },
    'POST /oauth/token': async (_url, request) => {
      const form = await formOf(request)
      wordPress.asked.push(form.get('grant_type') ?? '')
      if (!isClient(request, form)) return refused('invalid_client', 401)
      if (form.get('grant_type') === 'authorization_code') {
        const redirectUri = codes.get(form.get('code') ?? '')
        codes.delete(form.get('code') ?? '')
        const isGood = redirectUri !== undefined && redirectUri === form.get('redirect_uri')
        return isGood ? { status: 200, body: give() } : refused('invalid_grant')
      }
      const isGood =
        wordPress.mood === 'well' && refreshTokens.delete(form.get('refresh_token') ?? '')
      return isGood ? { status: 200, body: give() } : refused('invalid_grant')
    },
    'POST /oauth/me': async (_url, request) => {
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
      return accessTokens.has(token ?? '')
        ? { status: 200, body: member }
        : refused('invalid_token', 401)
    },
  }

  const server = createServer((request, response) => {
    if (wordPress.mood === 'down') {
      request.socket.destroy()
      return
    }
    const url = new URL(request.url ?? '/', 'http://site')
    const answer = answers[`${request.method} ${url.pathname}`]?.(url, request)
    void (answer ?? Promise.resolve(refused('not_found', 404))).then(
      ({ status, body, location }) => {
        const isPage = typeof body === 'string'
        response.writeHead(status, {
          'Content-Type': isPage ? 'text/html' : 'application/json',
          ...(location !== undefined && { Location: location }),
        })
        response.end(isPage ? body : JSON.stringify(body))
      },
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const wordPress: WordPress = {
    site: `http://localhost:${(server.address() as AddressInfo).port}`,
    mood: 'well',
    asked: [],
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return wordPress
}

const loginForm = `<!doctype html><title>Log in</title><h1>The site</h1><form method="post">
  <label>Username <input name="log"></label><label>Password <input name="pwd" type="password"></label>
  <button>Log In</button><button name="deny" value="1">Not now</button></form>`

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return new URLSearchParams(text)
}

/** By Basic or in the body, as the plugin takes them. */
function isClient(request: IncomingMessage, form: URLSearchParams): boolean {
  const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`
  if (request.headers.authorization === basic) return true
  return form.get('client_id') === client.id && form.get('client_secret') === client.secret
}
