import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import type { Provider } from 'oidc-provider'

import { answerOf, type Answer } from '../test-browser'
import type { TestUser } from '../test-provider'

/** Lets it listen on loopback, with the pages that it leaves to whoever runs it. */
export async function peerServer(
  provider: Provider,
  issuer: string,
  users: ReadonlyMap<string, TestUser>,
) {
  const answer = provider.callback()
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]
    if (path?.startsWith('/interaction/')) void showPage(provider, request, response)
    else if (path === '/sign-in/password') void signIn(provider, request, response, users)
    else if (path === '/consent') void consent(provider, request, response)
    else {
      if (path === '/sign-out') request.url = '/oauth/end_session/confirm'
      void answer(request, response)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const forwarded = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': new URL(issuer).host }

  return {
    send: async (path: string, init: RequestInit): Promise<Answer> => {
      const headers = new Headers(init.headers)
      for (const [name, value] of Object.entries(forwarded)) headers.set(name, value)
      const url = `http://127.0.0.1:${port}${path}`
      const response = await fetch(url, { redirect: 'manual', ...init, headers })
      const { location, setCookies, ...rest } = await answerOf(response)
      return {
        ...rest,
        location: location.startsWith(`${issuer}/`) ? location.slice(issuer.length) : location,
        setCookies: setCookies.map(withAge),
      }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The browser of these tests reads how long a cookie lives, and this server says when it ends. */
const withAge = (line: string): string =>
  line.replace(/expires=([^;]+)/, (_, end: string) => {
    const seconds = Math.round((Date.parse(end) - Date.now()) / 1000)
    return `Max-Age=${seconds}`
  })

async function showPage(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt } = await provider.interactionDetails(request, response)
  const action = prompt.name === 'login' ? '/sign-in/password' : '/consent'
  response.setHeader('Content-Type', 'text/html')
  response.end(
    `<!doctype html><title>${prompt.name}</title><form method="post" action="${action}"></form>`,
  )
}

const formOf = async (request: IncomingMessage) => new URLSearchParams(await text(request))

async function signIn(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  users: ReadonlyMap<string, TestUser>,
): Promise<void> {
  const form = await formOf(request)
  const user = [...users.values()].find(({ username }) => username === form.get('identifier'))
  if (user?.password !== form.get('password')) return void response.writeHead(400).end('wrong')
  const result = { login: { accountId: user.id } }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}

async function consent(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = await formOf(request)
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response)
  if (form.get('decision') !== 'allow') {
    return provider.interactionFinished(request, response, { error: 'access_denied' })
  }
  const { Grant } = provider
  const known = grantId === undefined ? undefined : await Grant.find(grantId)
  const grant =
    known ?? new Grant({ accountId: session!.accountId, clientId: String(params['client_id']) })
  const { missingOIDCScope = [], missingOIDCClaims = [] } = prompt.details as Record<
    string,
    string[] | undefined
  >
  grant.addOIDCScope(missingOIDCScope.join(' '))
  grant.addOIDCClaims(missingOIDCClaims)
  const result = { consent: { grantId: await grant.save() } }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true })
}
