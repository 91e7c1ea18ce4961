import { once } from 'node:events'
import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

import { afterEach, describe, expect, it } from 'vitest'

import { frontServer } from '@/server/front-server'
import { hostedEn } from '@/ui/messages/hosted.en'

import { cookieHeader, loginPath, testProvider, type TestOptions } from '../test-provider'

const closings: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closings.splice(0).map((close) => close()))
})

type HttpAnswer = { status: number; headers: IncomingHttpHeaders; text: string }

/** The front server on a port of its own; what it leaves to Next is answered `next` and the path. */
async function listening(options: TestOptions = {}) {
  const op = await testProvider(options)
  const server = frontServer(op.provider, (message, response) => {
    response.end(`next ${message.url}`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closings.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo

  const send = (path: string, sent: RequestOptions & { body?: string } = {}): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      const { body, ...rest } = sent
      const outgoing = httpRequest({ host: '127.0.0.1', port, path, ...rest }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
        })
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })

  /** Bytes as they are, for what no client library would send; the answer's first line. */
  const sendRaw = async (text: string) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.write(text)
    await once(socket, 'close')
    return answer.split('\r\n')[0]
  }
  return { op, port, send, sendRaw }
}

const json = { 'Content-Type': 'application/json' }

describe('the front server', () => {
  it('answers what the route table names, and leaves everything else to Next', async () => {
    const { send } = await listening()
    expect((await send('/oauth/jwks')).status).toBe(200)
    expect((await send('/login?x=1')).status).toBe(200)
    for (const path of [
      '/',
      '/security?a=b',
      '/login/',
      '/LOGIN',
      '/%6Cogin',
      '/constructor',
      '/__proto__',
    ]) {
      expect((await send(path)).text).toBe(`next ${path}`)
    }
  })

  it('hands on a query byte for byte: a redirect URI on 127.0.0.1 stays there (regression)', async () => {
    const { op, send } = await listening()
    const browser = await op.signedIn(await op.user())
    const client = await op.client({ isFirstParty: true, redirectUris: ['http://127.0.0.1/cb'] })
    const query = `client_id=${client.id}&redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcb&state=%2B%20%27%7C`
    const headers = { Cookie: cookieHeader(browser.cookies) }
    const answer = await send(`/login?${query}`, { headers })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toMatch(/^http:\/\/127\.0\.0\.1:51004\/cb\?access_token=/)
    expect(new URL(answer.headers.location!).searchParams.get('state')).toBe(`+ '|`)
  })

  it('takes a way back with every character that a browser sends', async () => {
    const { op, send } = await listening()
    const client = await op.client()
    const raw = `/login?client_id=${client.id}&redirect_uri=${encodeURIComponent(client.redirectUris[0]!)}&state='|^\`{}~!*()$,;:@/?[]`
    const { text } = await send(raw)
    const way = /name="continue" value="([^"]*)"/.exec(text)?.[1] ?? ''
    expect(way).toContain('client_id=')
  })

  it('says which methods there are: 405 with Allow (RFC 9110 §15.5.6)', async () => {
    const { send } = await listening()
    for (const [method, path, allow] of [
      ['HEAD', '/login', 'GET'],
      ['POST', '/login', 'GET'],
      ['GET', '/api/token', 'POST, OPTIONS'],
      ['PUT', '/api/users', 'POST'],
      ['DELETE', '/oauth/jwks', 'GET, HEAD, OPTIONS'],
      ['OPTIONS', '/consent', 'POST'],
    ] as const) {
      const answer = await send(path, { method })
      expect([answer.status, answer.headers.allow]).toEqual([405, allow])
      expect(answer.headers.location).toBeUndefined()
    }
  })

  it('refuses a wrong method of the token API in its words, and answers where it has nothing', async () => {
    const { send } = await listening()
    const wrong = await send('/api/auth/0.1/token', { method: 'GET' })
    expect([wrong.status, wrong.headers.allow]).toEqual([405, 'POST'])
    expect(JSON.parse(wrong.text)).toMatchObject({ error_id: 'method_not_allowed' })
    for (const path of ['/api/auth/0.1/x', '/api/auth/0.1/token/', '/api/auth/0.1/token/a/b']) {
      const nothing = await send(path)
      expect(nothing.status).toBe(404)
      expect(JSON.parse(nothing.text)).toMatchObject({ error_id: 'not_found' })
    }
    expect((await send('/api/auth/0.1/token/x', { method: 'HEAD' })).status).toBe(404)
    const patched = await send('/api/auth/0.1/users', { method: 'PATCH', body: '{}' })
    expect([patched.status, patched.headers.allow]).toEqual([405, 'GET, HEAD, POST'])
    expect((await send('/api/auth/0.10/token')).text).toBe('next /api/auth/0.10/token')
  })

  it('writes no token of the token API into the log, whose paths hold them', async () => {
    const { op, send } = await listening()
    const token = '5f0c8d5e-0f43-4b6e-9d52-3f8a7b1c2d3e'
    for (const method of ['GET', 'HEAD', 'DELETE', 'PATCH']) {
      await send(`/api/auth/0.1/token/${token}?x=1`, { method })
    }
    await send('/health/live') // its line comes after theirs
    expect(op.logged()).toContain('/api/auth/0.1/token/[token]')
    expect(op.logged()).not.toContain(token)
  })

  it('takes a token request without a body, as programs send it', async () => {
    const { op, send } = await listening()
    const alice = await op.user()
    const basic = Buffer.from(`alice:${alice.password}`).toString('base64')
    const headers = { Authorization: `Basic ${basic}` }
    const path = '/api/auth/0.1/token'
    const bare = await send(path, { method: 'POST', headers })
    expect(bare.status).toBe(200)
    const form = { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' }
    const curl = await send(path, { method: 'POST', headers: { ...form, 'Content-Length': '0' } })
    expect(curl.status).toBe(200)
    const { token } = (JSON.parse(bare.text) as { data: { token: string } }).data
    const read = await send(`${path}/${token}`)
    expect(JSON.parse(read.text)).toEqual(JSON.parse(bare.text))
    expect((await send(`${path}/${token}`, { method: 'HEAD' })).status).toBe(204)
  })

  it('answers the JWK Set past its handler as its handler answers it', async () => {
    const { op, send } = await listening()
    for (const path of ['/oauth/jwks', '/jwks', '/jwks?x=1']) {
      const quick = await send(path)
      const slow = await op.get('/oauth/jwks')
      expect([quick.status, quick.text]).toEqual([slow.status, slow.text])
      for (const [name, value] of slow.headers) expect(quick.headers[name]).toBe(value)
    }
  })

  it('answers HEAD without a body where it answers GET', async () => {
    const { send } = await listening()
    const answer = await send('/oauth/jwks', { method: 'HEAD' })
    expect([answer.status, answer.text]).toEqual([200, ''])
  })

  it('gives each request an id of its own, and takes none from outside', async () => {
    const { send } = await listening()
    const headers = { 'X-Request-Id': 'mine' }
    const ids = [
      await send('/health/live', { headers }),
      await send('/health/live', { headers }),
    ].map((answer) => answer.headers['x-request-id'])
    expect(ids[0]).toMatch(/^[\da-f]{10}-[\da-z]+$/)
    expect(ids[1]).not.toBe(ids[0])
  })

  it('shows the id on error pages', async () => {
    const { send } = await listening()
    const answer = await send('/login?client_id=nobody')
    expect(answer.text).toContain(String(answer.headers['x-request-id']))
  })

  it('asks for https for good where the issuer has it, whatever it answers', async () => {
    const secure = await listening({ settings: { issuer: 'https://login.example.com' } })
    const plain = await listening()
    for (const path of ['/oauth/jwks', '/login', '/health/live', '/register', '/security']) {
      const { headers } = await secure.send(path)
      expect(headers['strict-transport-security']).toBe('max-age=31536000')
      const other = await plain.send(path)
      expect(other.headers['strict-transport-security']).toBeUndefined()
    }
  })

  it('counts attempts by the peer: X-Forwarded-For of a stranger is nothing', async () => {
    const { op, send } = await listening()
    const alice = await op.user()
    const client = await op.client()
    const ask = (password: string, index: number) =>
      send('/api/token', {
        method: 'POST',
        headers: {
          ...json,
          'X-Forwarded-For': `203.0.113.${index}`,
          Forwarded: `for=203.0.113.${index}`,
        },
        body: JSON.stringify({
          response_type: 'code',
          username: 'alice',
          password,
          client_id: client.id,
        }),
      })
    for (let index = 0; index < 10; index += 1) expect((await ask('wrong', index)).status).toBe(401)
    expect((await ask(alice.password, 99)).status).toBe(429)
  })

  it('counts attempts by what a trusted proxy says', async () => {
    const { op, send } = await listening({ settings: { trustedProxies: ['127.0.0.0/8'] } })
    const alice = await op.user()
    const client = await op.client()
    const ask = (password: string, address: string) =>
      send('/api/token', {
        method: 'POST',
        headers: { ...json, 'X-Forwarded-For': address },
        body: JSON.stringify({
          response_type: 'code',
          username: 'alice',
          password,
          client_id: client.id,
        }),
      })
    for (let count = 0; count < 11; count += 1) await ask('wrong', `1.2.3.${count}, 203.0.113.7`)
    expect((await ask(alice.password, '203.0.113.7')).status).toBe(429)
    expect((await ask(alice.password, '203.0.113.8')).status).toBe(200)
  })

  it('waits for a body that comes in pieces, and does nothing for one whose sender leaves', async () => {
    const { port } = await listening()
    const body = JSON.stringify({ username: 'pieces', password: 'x' })
    const head = [
      'POST /api/users HTTP/1.1',
      'Host: localhost',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      '\r\n',
    ].join('\r\n')
    const [whole, leaving] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')]
    leaving.end(head + body.slice(0, 5))
    whole.write(head)
    for (const letter of body) {
      whole.write(letter)
      await new Promise((resolve) => setImmediate(resolve))
    }
    const [answer] = (await once(whole, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1.1 422 /)
    whole.destroy()
    leaving.destroy()
  })

  it('answers 1 MB with 413, announced or in chunks, and goes on', async () => {
    const { send } = await listening()
    const body = JSON.stringify({ username: 'x'.repeat(1_000_000) })
    const announced = { ...json, 'Content-Length': String(body.length) }
    const chunked = { ...json, 'Transfer-Encoding': 'chunked' }
    for (const headers of [announced, chunked]) {
      const answer = await send('/api/users', { method: 'POST', headers, body })
      expect([answer.status, JSON.parse(answer.text).error]).toEqual([413, 'request_too_large'])
    }
    expect((await send('/health/live')).status).toBe(200)
  })

  it('takes 30 kB of address, and answers 431 beyond its limit', async () => {
    const { op, send } = await listening()
    const client = await op.client()
    const state = 'x'.repeat(28_000)
    expect((await send(loginPath(client, { state }))).status).toBe(200)
    expect((await send(`/login?state=${'x'.repeat(40_000)}`)).status).toBe(431)
  })

  it.each([
    ['no Host', 'GET /login HTTP/1.1\r\n\r\n'],
    ['a Host that is none', 'GET /login HTTP/1.1\r\nHost: a b/<>\r\nConnection: close\r\n\r\n'],
    [
      'two lengths',
      'POST /api/users HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
    ],
    [
      'a length and chunks',
      'POST /api/users HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a length that is none', 'POST /api/users HTTP/1.1\r\nHost: a\r\nContent-Length: 1e3\r\n\r\n'],
    ['a bare line feed', 'GET /login HTTP/1.1\nHost: a\n\n\n'],
    ['no HTTP at all', 'hello\r\n\r\n'],
  ])('refuses %s: 400', async (_, text) => {
    const { sendRaw } = await listening()
    expect(await sendRaw(text)).toMatch(/^HTTP\/1\.1 400 /)
  })

  it('answers an address with a backslash or a control character without 5xx', async () => {
    const { send, sendRaw } = await listening()
    expect((await send('/login?a=\\')).status).toBe(200)
    const strange = 'GET /login?a=\x7f HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
    expect(await sendRaw(strange)).toMatch(/^HTTP\/1\.1 [24]/)
  })

  it('sends a browser on this machine from 127.0.0.1 to localhost, query and all', async () => {
    const { op, send } = await listening()
    const headers = { Host: '127.0.0.1:3000', 'Sec-Fetch-Mode': 'navigate' }
    const answer = await send('/login?a=%2F', { headers })
    expect([answer.status, answer.headers.location]).toEqual([
      ...[307, `${op.settings.issuer}/login?a=%2F`],
    ])
  })
})

describe('a handler that fails', () => {
  const broken: TestOptions = {
    stores: (stores) => ({
      ...stores,
      signingKeys: {
        ...stores.signingKeys,
        list: () => Promise.reject(new Error('disk I/O error')),
      },
      clients: { ...stores.clients, find: () => Promise.reject(new Error('disk I/O error')) },
    }),
  }

  it('is answered 500 without a word of why, and reported with the request’s id', async () => {
    const { op, send } = await listening(broken)
    const page = await send('/login?client_id=notes')
    const api = await send('/api/token', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ response_type: 'code', username: 'a', password: 'b', client_id: 'c' }),
    })
    const keys = await send('/oauth/jwks')
    expect([page.status, api.status, keys.status]).toEqual([500, 500, 500])
    expect(page.text).toContain(hostedEn.error.texts['server-error'].title)
    expect(JSON.parse(api.text)).toMatchObject({ status_code: 500, error: 'server_error' })
    for (const answer of [page, api, keys]) {
      expect(answer.text).not.toContain('disk')
      const reports = op
        .logged()
        .split('\n')
        .filter((line) => line.includes(`"${String(answer.headers['x-request-id'])}"`))
      expect(reports.join()).toContain('disk I/O error')
      expect(reports.join()).toContain('"level":"error"')
    }
  })
})

describe('the log of requests', () => {
  it('has method, path, status and time; never a query', async () => {
    const { op, send } = await listening()
    await send('/login?client_id=nobody&state=hunter2')
    await send('/health/live')
    const lines = op
      .logged()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines[0]).toEqual({
      level: 'debug',
      time: expect.any(String),
      requestId: expect.any(String),
      method: 'GET',
      path: '/login',
      status: 400,
      milliseconds: expect.any(Number),
      msg: 'request',
    })
    expect(op.logged()).not.toContain('hunter2')
  })

  it('is silent about ordinary requests above debug', async () => {
    const { op, send } = await listening({ settings: { logLevel: 'info' } })
    await send('/health/live')
    expect(op.logged()).toBe('')
  })
})
