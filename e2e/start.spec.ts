import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'

import { expect, test } from './fixtures'
import { becomeAdministrator, password, registerPerson, signedInVisitor } from './people'
import { failToStart, freePort, runScript } from './portico'
import { open, untilRefused } from './socket'
import { visitor } from './visitor'

test('says everything that stands against a start, a sentence each, and exits with 1', async ({
  home,
}) => {
  const { folder } = await home()
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo

  const { output, code } = await failToStart({
    PORT: String(port),
    DATA_DIR: join(file, 'data'), // below a file: not even root can write there
    PORTICO_URL: 'http://login.example.com/path',
    PORTICO_ACCESS_TOKEN_LIFETIME: 'an hour',
    PORTICO_SELF_REGISTRATION: 'perhaps',
    PORTICO_TRUSTED_PROXIES: 'the proxy',
  })
  listener.close()

  expect(code).toBe(1)
  const sentences = output.trim().split('\n')
  for (const subject of [
    `Port ${port} is taken`,
    'DATA_DIR',
    'PORTICO_URL',
    'PORTICO_ACCESS_TOKEN_LIFETIME',
    'PORTICO_SELF_REGISTRATION',
    'PORTICO_TRUSTED_PROXIES',
  ]) {
    expect(sentences.filter((sentence) => sentence.includes(subject))).toHaveLength(1)
  }
  expect(sentences).toHaveLength(6)
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].+\.$/)
})

test('demands a secret where the database is not embedded, and never shows its URL', async () => {
  const { output, code } = await failToStart({
    PORT: String(await freePort()),
    DATABASE_URL: 'postgresql://portico:hidden@127.0.0.1:1/portico',
  })
  expect(code).toBe(1)
  expect(output.trim().split('\n')).toEqual([expect.stringMatching(/^PORTICO_SECRET .+\.$/)])
  expect(output).not.toContain('hidden')
})

test('on SIGTERM finishes the request under way, takes no new one, and exits with 0', async ({
  home,
  start,
}) => {
  const { port, stop } = await start(await home())
  const body = 'identifier=nobody&password=violet-anchor-7-lantern'
  const connection = await open(port)
  connection.send(
    'POST /sign-in/password HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n' +
      `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n`,
  )
  await connection.receives('HTTP/1.1 100 Continue')
  const stopped = stop()
  await untilRefused(port)
  connection.send(body)
  expect(await connection.receives('\r\n\r\n<!doctype html>')).toContain('HTTP/1.1 403')
  await stopped
})

test('says where it is, in lines of its own and of the log only', async ({ home, start }) => {
  const { output } = await start(await home())
  for (const line of output().trim().split('\n')) {
    expect(line).toMatch(/^(\{"level":.*\}|Portico is ready at .*| {2}(First|Try|Data) .*)$/)
  }
})

test('warns when it may reach private addresses', async ({ home, start }) => {
  const place = await home()
  const quiet = await start(place)
  expect(quiet.output()).not.toContain('PORTICO_ALLOW_PRIVATE_NETWORK')
  await quiet.stop()
  const { output } = await start(place, { settings: { PORTICO_ALLOW_PRIVATE_NETWORK: 'on' } })
  await expect.poll(output).toContain('PORTICO_ALLOW_PRIVATE_NETWORK') // the log and the banner race
})

test('npm run recover prints a link that works once', async ({ home, start }) => {
  const place = await home()
  const portico = await start(place)
  await becomeAdministrator(portico)
  const username = await registerPerson(portico.url)
  const before = await signedInVisitor(portico.url, username)

  const settings = { PORT: String(portico.port) }
  const { output, code } = await runScript(place, `node scripts/recover.mjs ${username}`, settings)
  expect(code).toBe(0)
  const link = /http\S+\/recover\?code=\S+/.exec(output)![0]
  const fields = { password: `${password}-new` }
  const first = await visitor(portico.url).fillIn(link, '/recover', fields)
  expect(first.headers.get('location')).toMatch(/^\/login\?/)
  expect((await visitor(portico.url).request(link)).status).toBe(410)

  expect((await before.request('/login')).status).toBe(200) // its session has ended
  const someone = visitor(portico.url)
  const sign = (secret: string) =>
    someone.fillIn('/login', '/sign-in/password', { identifier: username, password: secret })
  expect((await sign(password)).status).toBe(401)
  expect((await sign(`${password}-new`)).status).toBe(303)
})

test('npm run recover says when there is no such user', async ({ home, start }) => {
  const place = await home()
  await start(place)
  const { output, code } = await runScript(place, 'node scripts/recover.mjs nobody', {})
  expect(code).toBe(1)
  expect(output.trim()).toBe('There is no user "nobody".')
})
