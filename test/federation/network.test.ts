import { describe, expect, it } from 'vitest'

import type { UpstreamProblem, UpstreamStage } from '@/oauth/provider'
import { outboundOf } from '@/server/outbound'

import { failure, redirectUri, testEngine } from './engine'
import { openIdStandIn } from './open-id-stand-in'
import { mapped, spoiled, strict, type Played } from './stand-ins'

const places: [UpstreamStage, string][] = [
  ['discovery', '/.well-known/openid-configuration'],
  ['token', '/token'],
  ['keys', '/jwks'],
  ['userinfo', '/userinfo'],
]

const wrongs: [string, Played, UpstreamProblem, RegExp][] = [
  ['HTML', spoiled.html, 'not-json', /answered 200 with "text\/html", which is not JSON/],
  ['10 MB', spoiled.huge, 'too-large', /more than 1 MiB/],
  ['a slow drip', spoiled.drip, 'timeout', /did not answer in/],
  ['a redirect', spoiled.redirect, 'redirect', /302 to "https:\/\/elsewhere\.example\/"/],
  ['that it is down', spoiled.down, 'unreachable', /answered 503/],
]

/** As in development, without patience. */
const hurried = outboundOf(
  { allowPrivateNetwork: true },
  { addressesOf: () => Promise.resolve([]), isPublic: () => false, ca: undefined, patience: 300 },
)

describe.each(places)('an upstream whose %s answers', (stage, path) => {
  it.each(wrongs)('with %s is refused', async (_name, played, problem, detail) => {
    const op = await openIdStandIn()
    op.played[path] = played
    const refused = await failure(testEngine(hurried).trip(op.upstream(), op.answer))
    expect(refused).toMatchObject({ problem, stage, detail: expect.stringMatching(detail) })
    expect(refused.detail).toContain(`${op.url}${path}`)
    expect(refused.detail).not.toContain('secret')
  })
})

/** A sign-on in the public network; the test decides which of its endpoints are somewhere else. */
async function publicOpenId(elsewhere: Readonly<Record<string, string>>) {
  const op = await openIdStandIn({
    issuer: 'https://op.example',
    discovery: (document) => ({ ...document, ...elsewhere }),
  })
  return { op, engine: testEngine(mapped({ 'https://op.example': op.url }, strict())) }
}

describe('an upstream at an address in a private range', () => {
  it.each([
    ['token', 'token_endpoint'],
    ['keys', 'jwks_uri'],
    ['userinfo', 'userinfo_endpoint'],
  ])('is not asked, if only by its %s endpoint', async (stage, name) => {
    for (const url of ['https://10.0.0.7/x', 'https://intranet.example/x', 'https://[::1]/x']) {
      const { op, engine } = await publicOpenId({ [name]: url })
      const refused = await failure(engine.trip(op.upstream(), op.answer))
      expect(refused).toMatchObject({ problem: 'private-address', stage })
      expect(refused.detail).toContain(url)
    }
  })

  it.each([
    ['token', 'token_endpoint'],
    ['keys', 'jwks_uri'],
    ['userinfo', 'userinfo_endpoint'],
  ])('is not asked over http either, at its %s endpoint', async (stage, name) => {
    const { op, engine } = await publicOpenId({ [name]: 'http://op.example/x' })
    const refused = await failure(engine.trip(op.upstream(), op.answer))
    expect(refused).toMatchObject({ problem: 'not-https', stage })
  })

  it.each(['https://127.0.0.1:1', 'https://metadata.internal', 'https://169.254.169.254'])(
    'is not discovered: %s',
    async (issuer) => {
      const op = await openIdStandIn()
      const engine = testEngine(strict())
      const refused = await failure(engine.begin(op.upstream({ options: { issuer } }), redirectUri))
      expect(refused).toMatchObject({ problem: 'private-address', stage: 'discovery' })
      expect(await failure(engine.discover(issuer))).toMatchObject({ problem: 'private-address' })
    },
  )

  it('is spoken with when everything is well', async () => {
    const { op, engine } = await publicOpenId({})
    const { person } = await engine.trip(op.upstream(), op.answer)
    expect(person.issuer).toBe('https://op.example')
  })
})
