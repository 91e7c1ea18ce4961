import { describe, expect, it } from 'vitest'

import { bodyLimit, readBody } from '@/oauth/body'

const type = 'application/json'

const post = (body: RequestInit['body'], headers: Record<string, string> = {}) =>
  new Request('http://localhost/', {
    method: 'POST',
    body: body ?? null,
    headers: { 'Content-Type': type, ...headers },
    duplex: 'half',
  } as RequestInit)

const stream = (chunks: readonly string[]) =>
  new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
      controller.close()
    },
  })

describe('a body', () => {
  it('is read as UTF-8, in however many pieces it comes', async () => {
    expect(await readBody(post('{"a":"é"}'), type)).toBe('{"a":"é"}')
    const bytes = new TextEncoder().encode('é💡')
    const pieces = new ReadableStream({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
        controller.close()
      },
    })
    expect(await readBody(post(pieces), type)).toBe('é💡')
    expect(await readBody(post(null), type)).toBe('')
  })

  it('of exactly 64 KiB is read, one byte more is not, announced or not', async () => {
    for (const announced of [true, false]) {
      const send = (length: number) =>
        readBody(
          post(stream(['x'.repeat(length)]), announced ? { 'Content-Length': String(length) } : {}),
          type,
        )
      expect(await send(bodyLimit)).toHaveLength(bodyLimit)
      await expect(send(bodyLimit + 1)).rejects.toMatchObject({ reason: 'too-large' })
    }
  })

  it('is counted in bytes, not characters', async () => {
    const body = stream(['é'.repeat(bodyLimit / 2 + 1)])
    await expect(readBody(post(body), type)).rejects.toMatchObject({ reason: 'too-large' })
  })

  it.each(['text/plain', 'application/jsonx', 'application/json+x', 'x', ''])(
    'of the type %j is not read at all',
    async (sent) => {
      const request = post('{}', { 'Content-Type': sent })
      await expect(readBody(request, type)).rejects.toMatchObject({ reason: 'wrong-type' })
      expect(request.bodyUsed).toBe(false)
    },
  )

  it('that breaks off is interrupted', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
    await expect(readBody(post(broken), type)).rejects.toMatchObject({ reason: 'interrupted' })
  })
})
