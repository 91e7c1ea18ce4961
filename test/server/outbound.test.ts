import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

import { afterEach, describe, expect, it } from 'vitest'

import { OutboundProblem } from '@/oauth/provider'
import { isPublicAddress, outboundOf, type Surroundings } from '@/server/outbound'

/** For `keys.example` and `localhost`, signed by itself; this key opens nothing else. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgeakaaBnd0rxsyZA6
l9O3mtAnH9bCOL/fOdr8Llq2pyGhRANCAARFmgFdXSnxUTlgisJ6Q+sEE7Ef1U/V
FV+xqXirjE6twi6b9o6Xwb2zvQgOpB/xaVyCwNE5f/1tia7qlMzMwupd
-----END PRIVATE KEY-----`
const certificate = `-----BEGIN CERTIFICATE-----
MIIBdDCCARugAwIBAgIBATAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxrZXlzLmV4
YW1wbGUwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBcxFTATBgNV
BAMMDGtleXMuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEWaAV1d
KfFROWCKwnpD6wQTsR/VT9UVX7GpeKuMTq3CLpv2jpfBvbO9CA6kH/FpXILA0Tl/
/W2JruqUzMzC6l2jVjBUMCIGA1UdEQQbMBmCDGtleXMuZXhhbXBsZYIJbG9jYWxo
b3N0MA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFMazg4yOn8CwaJ2cVj4E47Sj
wc9uMAoGCCqGSM49BAMCA0cAMEQCIDmtPGZL+sjps+5Btjeh3BGCIMOmwrWG8Z+o
pSS127TYAiBv/EnWsDONDh6/KH973ihvnez8X4pOPOjTN6/1pHoU2Q==
-----END CERTIFICATE-----`

const closings: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closings.splice(0).map((close) => close()))
})

/** A site on loopback, and every request that it got. */
async function site(answer: RequestListener, protocol: 'http' | 'https' = 'https') {
  const asked: { url: string; method: string; headers: Record<string, unknown>; body: string }[] =
    []
  const server =
    protocol === 'http' ? createHttpServer() : createHttpsServer({ key, cert: certificate })
  server.on('request', (request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      const { url = '', method = '', headers } = request
      asked.push({ url, method, headers, body })
      answer(request, response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closings.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return {
    asked,
    port,
    url: (host: string, path = '/jwks') => `${protocol}://${host}:${port}${path}`,
  }
}

/** Surroundings in which `keys.example` is a site of the test's own, and public. */
const surroundings: Surroundings = {
  addressesOf: () => Promise.resolve(['127.0.0.1']),
  isPublic: () => true,
  ca: certificate,
  patience: 5_000,
}

const guarded = (more: Partial<Surroundings> = {}) =>
  outboundOf({ allowPrivateNetwork: false }, { ...surroundings, ...more })

/** As in production, but for the names: nothing leaves the machine. */
const strict = (addresses: readonly string[] = ['127.0.0.1']) =>
  guarded({ isPublic: isPublicAddress, addressesOf: () => Promise.resolve(addresses) })

const fails = async (asked: Promise<unknown>, reason: OutboundProblem['reason']) => {
  const cause = await asked.then(
    () => 'an answer',
    (problem: unknown) => problem,
  )
  expect(cause).toBeInstanceOf(OutboundProblem)
  expect(cause).toMatchObject({ reason })
}

describe('a request to a URL that somebody else gave', () => {
  it('gets what is there, with nothing of ours in it', async () => {
    const { asked, url } = await site((_, response) => response.end('{"keys":[]}'))
    expect(await guarded().get(url('keys.example', '/jwks?v=1#x'))).toEqual({
      status: 200,
      text: '{"keys":[]}',
    })
    const [first] = asked
    expect(first).toMatchObject({ method: 'GET', url: '/jwks?v=1', body: '' })
    expect(Object.keys(first!.headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
    ])
    expect(first!.headers).toMatchObject({ 'accept-encoding': 'identity', connection: 'close' })
  })

  it('posts a form', async () => {
    const { asked, url } = await site((_, response) => response.writeHead(204).end())
    const answer = await guarded().post(url('keys.example', '/logout'), { logout_token: 'a b&c' })
    expect(answer).toEqual({ status: 204, text: '' })
    expect(asked[0]).toMatchObject({ method: 'POST', body: 'logout_token=a+b%26c' })
    expect(asked[0]!.headers['content-type']).toBe('application/x-www-form-urlencoded')
  })

  it('is made over https alone', async () => {
    const { asked, port } = await site((_, response) => response.end('x'), 'http')
    for (const url of [
      `http://keys.example:${port}/`,
      'ftp://keys.example/',
      'file:///etc/passwd',
      'data:,x',
      'keys.example',
      '',
      '//keys.example/',
    ]) {
      await fails(guarded().get(url), 'not-https')
      await fails(guarded().post(url, {}), 'not-https')
    }
    expect(asked).toEqual([])
  })

  it('goes to nobody whose certificate is not good', async () => {
    const { asked, url } = await site((_, response) => response.end('x'))
    await fails(guarded({ ca: undefined }).get(url('keys.example')), 'unreachable')
    await fails(guarded().get(url('other.example')), 'unreachable') // a certificate for another name
    expect(asked).toEqual([])
  })

  it('does not follow a redirect', async () => {
    const { asked, url } = await site((_, response) =>
      response.writeHead(302, { Location: '/else' }).end('moved'),
    )
    expect(await guarded().get(url('keys.example'))).toEqual({ status: 302, text: 'moved' })
    expect(asked.length).toBe(1)
  })

  it.each([
    ...[
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f000001',
      '0x7f.1',
      '0177.0.0.1',
      '127.0.0.1.',
      '１２７.0.0.1',
    ],
    ...[
      '0.0.0.0',
      '0',
      '10.0.0.1',
      '100.64.0.1',
      '169.254.169.254',
      '172.16.0.1',
      '192.168.1.1',
      '198.18.0.1',
    ],
    ...['192.0.2.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '255.255.255.255'],
    ...[
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[::127.0.0.1]',
      '[64:ff9b::7f00:1]',
      '[64:ff9b:1::1]',
    ],
    ...[
      '[fe80::1]',
      '[fc00::1]',
      '[fd00:ec2::254]',
      '[ff02::1]',
      '[2002:7f00:1::]',
      '[2001::1]',
      '[2001:db8::1]',
      '[3fff::1]',
      '[100::1]',
    ],
  ])('is not made to %s', async (host) => {
    const { asked, port } = await site((_, response) => response.end('x'))
    await fails(strict().get(`https://${host}:${port}/`), 'private-address')
    await fails(strict().get(`https://${host}/`), 'private-address')
    expect(asked).toEqual([])
  })

  it.each(['localhost', 'localhost.', 'a.localhost', 'LOCALHOST', 'intern.example'])(
    'is not made to %s, whose address is private',
    async (host) => {
      const { asked, port } = await site((_, response) => response.end('x'))
      await fails(strict().get(`https://${host}:${port}/`), 'private-address')
      expect(asked).toEqual([])
    },
  )

  it('is not made where any of several addresses is private', async () => {
    const { asked, url } = await site((_, response) => response.end('x'))
    for (const addresses of [
      ['192.0.43.10', '127.0.0.1'],
      ['127.0.0.1', '192.0.43.10'],
      ['2001:500:88:200::10', '::1'],
      ['192.0.43.10', '::ffff:10.0.0.1'],
      ['192.0.43.10', 'no address'],
    ]) {
      await fails(strict(addresses).get(url('keys.example')), 'private-address')
    }
    expect(asked).toEqual([])
  })

  it('asks for the address once, and connects to what it was told', async () => {
    const { asked, url } = await site((_, response) => response.end('x'))
    const names: string[] = []
    const rebinding = guarded({
      addressesOf: (name) => {
        names.push(name)
        return Promise.resolve([names.length === 1 ? '127.0.0.1' : '127.0.0.2'])
      },
    })
    await rebinding.get(url('keys.example'))
    expect(names).toEqual(['keys.example'])
    expect(asked.length).toBe(1)
  })

  it('says when a name leads nowhere', async () => {
    await fails(strict([]).get('https://keys.example/'), 'unresolvable')
    const broken = guarded({ addressesOf: () => Promise.reject(new Error('SERVFAIL')) })
    await fails(broken.get('https://keys.example/'), 'unresolvable')
  })

  it('reads 64 KiB and no more, however they come', async () => {
    const whole = await site((_, response) => response.end('x'.repeat(65_536)))
    expect((await guarded().get(whole.url('keys.example'))).text.length).toBe(65_536)
    const long = await site((_, response) => response.end('x'.repeat(65_537)))
    await fails(guarded().get(long.url('keys.example')), 'too-large')
    const endless = await site((_, response) => {
      const more = () => {
        if (!response.destroyed) response.write('x'.repeat(10_000), () => setImmediate(more))
      }
      more()
    })
    await fails(guarded().get(endless.url('keys.example')), 'too-large')
  })

  it('unpacks nothing', async () => {
    const packed = await site((_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('packed'),
    )
    expect((await guarded().get(packed.url('keys.example'))).text).toBe('packed')
  })

  it('gives up where headers have no end', async () => {
    const huge = await site((_, response) =>
      response.writeHead(200, { 'X-Long': 'x'.repeat(20_000) }).end(),
    )
    await fails(guarded().get(huge.url('keys.example')), 'unreachable')
  })

  it('gives up when the time is over: before an answer, in the middle of one, at the name', async () => {
    const hasty = { patience: 100 }
    const silent = await site(() => undefined)
    await fails(guarded(hasty).get(silent.url('keys.example')), 'timeout')
    const slow = await site((_, response) => void response.writeHead(200).write('x'))
    await fails(guarded(hasty).get(slow.url('keys.example')), 'timeout')
    const unresolved = { ...hasty, addressesOf: () => new Promise<never>(() => undefined) }
    await fails(guarded(unresolved).get('https://keys.example/'), 'timeout')
  })

  it('says so when the connection is cut', async () => {
    const cut = await site(
      (_, response) =>
        void response
          .writeHead(200, { 'Content-Length': '10' })
          .write('x', () => response.destroy()),
    )
    await fails(guarded().get(cut.url('keys.example')), 'unreachable')
    const closed = await site((request) => void request.socket.destroy())
    await fails(guarded().get(closed.url('keys.example')), 'unreachable')
  })
})

describe('requests at once', () => {
  /** A site that answers when it is told to, at any name. */
  async function heldSite() {
    const held: (() => void)[] = []
    let arrived = () => {}
    const { asked, port } = await site((_, response) => {
      held.push(() => response.end('x'))
      arrived()
    }, 'http')
    return {
      asked,
      answer: () => held.shift()?.(),
      url: (host: string) => `http://${host}:${port}/`,
      /** When so many have come. */
      has: async (count: number) => {
        while (held.length < count) await new Promise<void>((resolve) => (arrived = resolve))
      },
    }
  }
  const open = (room: NonNullable<Surroundings['room']>) =>
    outboundOf({ allowPrivateNetwork: true }, { ...surroundings, room })
  const [one, other] = ['127.0.0.1', 'localhost']

  it('are so many for each host and wait in turn, and a slow host holds up no other', async () => {
    const slow = await heldSite()
    const way = open({ everywhere: 3, perHost: 2, waiting: 10 })
    const asked = [1, 2, 3, 4].map(() => way.get(slow.url(one)))
    await slow.has(2)
    const quick = await site((_, response) => response.end('quick'), 'http')
    expect((await way.get(quick.url(other))).text).toBe('quick') // its connection came after those that wait
    expect(slow.asked).toHaveLength(2)
    slow.answer()
    await asked[0]
    await slow.has(2)
    expect(slow.asked).toHaveLength(3)
    for (const _ of [1, 2]) slow.answer()
    await slow.has(1)
    slow.answer()
    expect((await Promise.all(asked)).map(({ text }) => text)).toEqual(['x', 'x', 'x', 'x'])
  })

  it('are so many altogether', async () => {
    const slow = await heldSite()
    const way = open({ everywhere: 2, perHost: 2, waiting: 10 })
    const first = [way.get(slow.url(one)), way.get(slow.url(other))]
    await slow.has(2)
    const third = way.get(slow.url('[::ffff:127.0.0.1]'))
    slow.answer()
    slow.answer()
    await Promise.all(first)
    await slow.has(1)
    slow.answer()
    expect((await third).text).toBe('x')
  })

  it('that too many wait for are refused at once', async () => {
    const slow = await heldSite()
    const way = open({ everywhere: 1, perHost: 1, waiting: 1 })
    const taken = [way.get(slow.url(one)), way.get(slow.url(one))]
    await fails(way.get(slow.url(one)), 'busy')
    for (const each of taken) {
      await slow.has(1)
      slow.answer()
      await each
    }
  })

  it('leave their places whatever becomes of them', async () => {
    const way = open({ everywhere: 1, perHost: 1, waiting: 0 })
    const cut = await site((request) => void request.socket.destroy(), 'http')
    const well = await site((_, response) => response.end('x'), 'http')
    for (let round = 0; round < 3; round += 1) {
      await fails(way.get(cut.url(one)), 'unreachable')
      await fails(way.get('ftp://127.0.0.1/'), 'not-https')
      expect((await way.get(well.url(one))).text).toBe('x')
    }
  })
})

describe('PORTICO_ALLOW_PRIVATE_NETWORK', () => {
  it('lets http and loopback through, and keeps everything else', async () => {
    const open = outboundOf({ allowPrivateNetwork: true })
    const { url } = await site(
      (_, response) => response.writeHead(307, { Location: '/x' }).end('plain'),
      'http',
    )
    expect(await open.get(url('127.0.0.1'))).toEqual({ status: 307, text: 'plain' })
    expect(await open.post(url('localhost'), { a: 'b' })).toEqual({ status: 307, text: 'plain' })
    const long = await site((_, response) => response.end('x'.repeat(65_537)), 'http')
    await fails(open.get(long.url('127.0.0.1')), 'too-large')
    await fails(open.get('ftp://127.0.0.1/'), 'not-https')
    const unknown = await site((_, response) => response.end('x'))
    await fails(open.get(unknown.url('localhost')), 'unreachable') // nobody knows its certificate
  })
})
