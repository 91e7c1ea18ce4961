// What the tests of single handlers cannot see: how the whole server takes what no app or browser would send. That no
// request fails on our side is checked for all of it when the shared portal stops: its log says so.
import { expect, test } from './fixtures'
import {
  createApp,
  loginLink,
  newName,
  password,
  registerPerson,
  signedInVisitor,
  signIn,
} from './people'
import { open } from './socket'
import { visitor } from './visitor'

const form = 'Content-Type: application/x-www-form-urlencoded\r\n'
const json = 'Content-Type: application/json\r\n'

test('ends a request that stalls, in its head or in its body', async ({ shared }) => {
  const stalling = [
    'GET /login HTTP/1.1\r\nHost: localhost\r\nX-Slow',
    `POST /api/token HTTP/1.1\r\nHost: localhost\r\n${json}Content-Length: 100\r\n\r\n{"a":`,
    `POST /api/users HTTP/1.1\r\nHost: localhost\r\n${json}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":`,
    `POST /sign-in/password HTTP/1.1\r\nHost: localhost\r\n${form}Content-Length: 100\r\n\r\na=b`,
    `POST / HTTP/1.1\r\nHost: localhost\r\n${form}Content-Length: 100\r\n\r\na=b`, // a page of Next's
  ]
  const started = performance.now()
  const answers = await Promise.all(
    stalling.map(async (text) => {
      const connection = await open(shared.port)
      connection.send(text)
      return connection.closed
    }),
  )
  expect(performance.now() - started).toBeLessThan(20_000)
  for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1\.1 4\d\d|$)/)
  expect(answers[0]).toContain('HTTP/1.1 408')
  expect(answers[1]).toContain('HTTP/1.1 408')
})

/** The first line of the answer, and the rest. */
async function answerTo(port: number, text: string): Promise<[string, string]> {
  const connection = await open(port)
  connection.send(text)
  const [first = '', ...rest] = (await connection.closed).split('\r\n')
  return [first, rest.join('\r\n')]
}

const hosts = ['', 'a b', '[', '[::1', 'evil.example/', 'evil.example:99999', '\x7f', 'a@b', '..']
hosts.push('localhost\r\nHost: evil.example') // two of them

test('answers malformed requests with 4xx, and goes on', async ({ shared }) => {
  const close = 'Connection: close\r\n\r\n'
  const texts: string[] = [
    '\r\n\r\n\r\nnonsense\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    `GET /login HTTP/1.1\r\n${close}`, // no Host — RFC 9112 §3.2
    `GET /login HTTP/1.1\r\nHost: localhost\r\nX: \x00\r\n${close}`,
    `GET /login\x00 HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `POST /api/token HTTP/1.1\r\nHost: localhost\r\n${json}Content-Length: -1\r\n${close}`,
    `POST /api/token HTTP/1.1\r\nHost: localhost\r\n${json}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n${close}0\r\n\r\n`,
    `POST /api/token HTTP/1.1\r\nHost: localhost\r\n${json}Transfer-Encoding: chunked\r\n${close}zz\r\n`,
    `POST /api/token HTTP/1.1\r\nHost: localhost\r\n${json}Content-Encoding: gzip\r\nContent-Length: 4\r\n${close}\x1f\x8b\x00\x00`,
    `POST /sign-in/password HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data\r\nContent-Length: 2\r\n${close}ab`,
    `POST /sign-in/password HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n${close}ab`,
    `TRACE /login HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `DELETE /login HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `PUT /api/users HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n${close}`,
    `OPTIONS * HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET /apps/%E0%A4%A HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET /%00 HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET /_next/image?url=http%3A%2F%2Fevil.example%2F&w=64&q=75 HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET /_next/static/../../package.json HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET /_next/static/%2e%2e%2f%2e%2e%2fpackage.json HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `GET http://evil.example/login HTTP/1.1\r\nHost: localhost\r\n${close}`,
    `POST / HTTP/1.1\r\nHost: localhost\r\nNext-Action: 00\r\nContent-Length: 2\r\n${close}[]`,
    `POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n${close}`,
  ]
  const wrong: string[] = []
  for (const text of texts) {
    const [answer] = await answerTo(shared.port, text)
    if (!/^(HTTP\/1\.1 4\d\d |$)/.test(answer)) wrong.push(`${answer} to ${text}`)
  }
  for (const path of ['/login', '/', '/nothing-here', '/oauth/jwks']) {
    for (const host of hosts) {
      const text = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${close}`
      const [answer, rest] = await answerTo(shared.port, text)
      const isGood = /^HTTP\/1\.1 [234]\d\d /.test(answer) && !rest.includes('evil')
      if (!isGood) wrong.push(`${answer} to ${text}`)
    }
  }
  expect(wrong).toEqual([])
  expect((await fetch(`${shared.url}/health/ready`)).status).toBe(200)
})

test('takes no header for a pass: pages behind the sign-in stay there', async ({ shared }) => {
  const tricks: Record<string, string>[] = [
    { 'x-middleware-subrequest': Array.from({ length: 5 }, () => 'proxy').join(':') },
    { 'x-middleware-subrequest': 'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy' },
    { 'x-middleware-next': '1', 'x-middleware-rewrite': '/security' },
    { rsc: '1', 'next-router-state-tree': 'nonsense' },
    { rsc: '1', 'next-router-prefetch': '1' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    { 'x-original-url': '/security', 'x-rewrite-url': '/security' },
    { cookie: `portico-session=${'A'.repeat(43)}; portico-session=; =; ;;` },
  ]
  for (const headers of tricks) {
    for (const path of ['/', '/security', '/apps', '/apps/new']) {
      const response = await fetch(shared.url + path, { headers, redirect: 'manual' })
      const text = await response.text()
      const said = `${path} with ${JSON.stringify(headers)}`
      expect(response.status, said).toBeLessThan(500)
      expect(response.headers.get('location') ?? '', said).not.toContain('evil')
      expect(text.includes('evil') || text.includes('Signed in as'), said).toBe(false)
    }
  }
})

test('refuses what is too large', async ({ shared }) => {
  const huge = JSON.stringify({ username: 'x'.repeat(1_000_000) })
  for (const [path, type] of [
    ['/api/token', 'application/json'],
    ['/api/users', 'application/json'],
    ['/sign-in/password', 'application/x-www-form-urlencoded'],
    ['/register', 'application/x-www-form-urlencoded'],
  ] as const) {
    const headers = { 'Content-Type': type }
    const init = { method: 'POST', headers, body: huge }
    expect((await fetch(shared.url + path, init)).status, path).toBe(413)
    const body = new Blob([huge]).stream() // chunked: without a Content-Length
    const chunked = { ...init, body, duplex: 'half' } as RequestInit
    const status = await fetch(shared.url + path, chunked).then(
      (response) => response.status,
      () => 'closed', // answered before it was all sent, and the rest refused
    )
    expect([413, 'closed'], path).toContain(status)
  }
  const cookie = `X-Long: ${'x'.repeat(40_000)}\r\n`
  for (const path of ['/login', '/', '/oauth/jwks']) {
    const connection = await open(shared.port)
    connection.send(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${cookie}\r\n`)
    expect(await connection.closed).toContain('HTTP/1.1 431')
  }
})

test('refuses JSON that is none, or another shape', async ({ shared }) => {
  const deep = '['.repeat(30_000) + ']'.repeat(30_000)
  const bodies = [
    '',
    '{',
    'null',
    '[]',
    '[{}]',
    '"text"',
    '1',
    deep,
    `{"username":${deep}}`,
    '\xff',
  ]
  for (const path of ['/api/token', '/api/users']) {
    for (const body of bodies) {
      const headers = { 'Content-Type': 'application/json' }
      const response = await fetch(shared.url + path, { method: 'POST', headers, body })
      expect([400, 422], body.slice(0, 20)).toContain(response.status)
      expect(await response.json()).toMatchObject({
        success: false,
        status_code: response.status,
      })
    }
  }
})

test('never redirects to a place that is not registered', async ({
  openBrowser,
  shared,
  relyingParty,
}) => {
  const { redirectUri, origin, requests } = await relyingParty()
  const { id } = await createApp(shared.administrator, shared.url, redirectUri)
  const someone = await registerPerson(shared.url)
  const page = await openBrowser()
  await page.goto(`${shared.url}/login`)
  await signIn(page, someone) // so that nothing but the redirect URI stands against it

  const { host, port } = new URL(origin)
  const nearMisses = [
    `http://localhost:${Number(port) + 1}/back`,
    `http://127.0.0.1:${port}/back`,
    `${redirectUri}/`,
    `${redirectUri}?a=b`,
    `${redirectUri}#fragment`,
    `${redirectUri}%20`,
    `${redirectUri}\n`,
    ` ${redirectUri}`,
    `${origin}/Back`,
    `${origin}/back/../back`,
    `${origin}/%62ack`,
    `${origin}/x/%2e%2e/back`,
    `${origin}\\back`,
    `http://LOCALHOST:${port}/back`,
    `http://evil@${host}/back`,
    `http://${host}@127.0.0.1:${port}/back`,
    `https://${host}/back`,
    `//${host}/back`,
    '/back',
    'javascript:alert(1)',
    'data:text/html,<h1>x</h1>',
  ]
  for (const sent of nearMisses) {
    const answer = await page.goto(loginLink(shared.url, id, sent))
    expect(answer!.status(), sent).toBe(400)
    expect(new URL(page.url()).origin, sent).toBe(shared.url)
    await expect(page.locator('.drawing mark').first()).toBeVisible()
  }
  for (const link of [
    loginLink(shared.url, 'nobody', redirectUri),
    `${loginLink(shared.url, id, redirectUri)}&redirect_uri=${encodeURIComponent(redirectUri)}`,
    `${loginLink(shared.url, id, redirectUri)}&client_id=${id}`,
    `${shared.url}/login?client_id=${id}`,
    `${shared.url}/login?client_id=&redirect_uri=${encodeURIComponent(redirectUri)}`,
  ]) {
    const answer = await page.goto(link)
    expect(answer!.status(), link).toBe(400)
  }
  expect(requests).toEqual([])
})

test('brings a state of 10 kB back as it was', async ({ shared, relyingParty }) => {
  const { redirectUri } = await relyingParty()
  const app = await createApp(shared.administrator, shared.url, redirectUri)
  const state = `é&=+ ${'x'.repeat(10_000)}`
  const link = `${app.loginLink}&${new URLSearchParams({ state }).toString()}`
  const someone = await signedInVisitor(shared.url, await registerPerson(shared.url))
  const answer = await someone.fillIn(link, '/consent', { decision: 'allow' })
  const end = await someone.request(answer.headers.get('location')!)
  expect(new URL(end.headers.get('location')!).searchParams.get('state')).toBe(state)
})

test('closes the setup for good once there is an administrator', async ({
  openBrowser,
  shared,
}) => {
  const page = await openBrowser()
  for (const link of [shared.setupLink!, `${shared.url}/setup`, `${shared.url}/setup?code=x`]) {
    const answer = await page.goto(link)
    expect(answer!.status()).toBe(403)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/set up/i)
  }
  const code = new URL(shared.setupLink!).searchParams.get('code')!
  const fields = { code, username: newName(), email: 'x@example.com', password }
  const answer = await visitor(shared.url).post('/setup', new URLSearchParams(fields))
  expect(answer.status).toBe(403)
})
