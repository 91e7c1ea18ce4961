import type { IncomingMessage } from 'node:http'

import { bodyLimit } from '@/oauth/body'

/**
 * Goes on when the body is there, if it is announced as one that a handler would read. Hono's listener takes `rawBody` as
 * it is, where it reads a stream with eight listeners. What is larger, or of unknown length, is left to the handler; a
 * request whose body never comes is ended by the server's `requestTimeout`.
 */
export function whenSmallBodyIsThere(message: IncomingMessage, goOn: () => void): void {
  const length = Number(message.headers['content-length'] ?? 0)
  const isSmall = length > 0 && length <= bodyLimit && message.headers.expect === undefined
  if (!isSmall) {
    goOn()
    return
  }
  const chunks: Buffer[] = []
  message.on('data', (chunk: Buffer) => chunks.push(chunk))
  message.on('end', () => {
    const [first] = chunks
    const rawBody = chunks.length === 1 ? first : Buffer.concat(chunks)
    Object.assign(message, { rawBody })
    goOn()
  })
}
