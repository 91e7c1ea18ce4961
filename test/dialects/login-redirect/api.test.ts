import { describe, expect, it } from 'vitest'

import { expectApiError } from '../../test-browser'
import { testProvider } from '../../test-provider'
import { world } from './world'

describe('POST /api/token with something else', () => {
  it.each([undefined, '', 'token', 'CODE', 7, null, [['code']]])(
    'refuses response_type %j',
    async (responseType) => {
      const { ask } = await world()
      const answer = await ask({ response_type: responseType })
      expectApiError(answer, 400, 'invalid_request')
      expect(answer.body.field).toBe('response_type')
    },
  )

  it.each([
    ['no body', ''],
    ['no JSON', 'response_type=code'],
    ['half of it', '{"response_type":"code"'],
    ['an array', '[{"response_type":"code"}]'],
    ['null', 'null'],
    ['a text', '"code"'],
    ['a number', '7'],
    ['10,000 arrays in one another', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['10,000 objects in one another', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['a byte that is no UTF-8', '\ufffd'],
  ])('refuses %s: 400', async (_, body) => {
    const op = await testProvider()
    expectApiError(await op.json('/api/token', body), 400, 'invalid_request')
  })

  it('refuses a field that is 10,000 objects deep', async () => {
    const { op } = await world()
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`
    const answer = await op.json('/api/token', `{"response_type":"code","username":${deep}}`)
    expectApiError(answer, 400, 'invalid_request')
  })

  it('is not confused by fields that objects have of their own', async () => {
    const { op } = await world()
    const body = '{"__proto__":{"response_type":"code","username":"alice"},"constructor":1}'
    expectApiError(await op.json('/api/token', body), 400, 'invalid_request')
  })

  it('refuses 1 MB: 413, with and without Content-Length', async () => {
    const op = await testProvider()
    const body = JSON.stringify({ response_type: 'code', username: 'x'.repeat(1_000_000) })
    expectApiError(await op.json('/api/token', body), 413, 'request_too_large')
    const headers = { 'Content-Length': String(body.length) }
    expectApiError(await op.json('/api/token', body, { headers }), 413, 'request_too_large')
  })

  it('stops reading at 64 KiB, whatever else would come', async () => {
    const op = await testProvider()
    let sent = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 16_384
        controller.enqueue(new Uint8Array(16_384).fill(32))
      },
    })
    const request = new Request(`${op.settings.issuer}/api/token`, {
      method: 'POST',
      body: endless,
      headers: { 'Content-Type': 'application/json' },
      duplex: 'half',
    } as RequestInit)
    expectApiError(await op.dispatch(request), 413, 'request_too_large')
    expect(sent).toBeLessThan(262_144)
  })

  it('answers 400 when the body breaks off', async () => {
    const op = await testProvider()
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new Error('connection reset')),
    })
    const request = new Request(`${op.settings.issuer}/api/token`, {
      method: 'POST',
      body: broken,
      headers: { 'Content-Type': 'application/json' },
      duplex: 'half',
    } as RequestInit)
    expectApiError(await op.dispatch(request), 400, 'invalid_request')
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    '',
    'text/json',
  ])(
    'refuses the content type %j, so that no form of another site can be taken for JSON',
    async (type) => {
      const { op, body } = await world()
      const answer = await op.json('/api/token', body, { headers: { 'Content-Type': type } })
      expectApiError(answer, 400, 'invalid_request')
    },
  )

  it.each([
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/json;charset=UTF-8',
  ])('takes the content type %j', async (type) => {
    const { op, body } = await world()
    const answer = await op.json('/api/token', body, { headers: { 'Content-Type': type } })
    expect(answer.status).toBe(200)
  })
})
