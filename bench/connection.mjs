/**
 * One HTTP/1.1 connection to a server on this machine, as lean as it can be in plain Node, so that it measures the
 * server and not itself: no streams, one buffer for what comes, no parsing beyond status, length and body.
 */
import { connect } from 'node:net'

const headEnd = Buffer.from('\r\n\r\n')
const lastChunk = Buffer.from('0\r\n\r\n')
const patience = 30_000

/** @typedef {{ status: number, head: string, body: Buffer }} Answer  the body is good until the next one comes */

export class Connection {
  #port
  #request
  /** What has come of an answer that is not whole yet. */
  #partial = null

  /** @param {Buffer} request  the first, and every one that is not said to be another */
  constructor(port, request) {
    this.#port = port
    this.#request = request
  }

  /**
   * Sends the request, hands over its answer and the milliseconds that it took, and sends it again, or the next one that
   * it is given, until it is told `false`.
   *
   * @param {(answer: Answer, milliseconds: number) => boolean | Buffer} take
   */
  repeat(take) {
    return new Promise((resolve, reject) => {
      let sent = 0
      const send = (request) => {
        sent = performance.now()
        socket.write(request)
      }
      const receive = (length, buffer) => {
        try {
          const answer = this.#whole(buffer.subarray(0, length))
          if (answer === null) return true
          const next = take(answer, performance.now() - sent)
          if (next) send(next === true ? this.#request : next)
          else {
            resolve()
            socket.destroy()
          }
        } catch (error) {
          socket.destroy(error)
        }
        return true
      }
      const socket = connect({
        host: '127.0.0.1',
        port: this.#port,
        noDelay: true,
        onread: { buffer: Buffer.alloc(65_536), callback: receive },
      })
      socket.once('connect', () => send(this.#request))
      socket.setTimeout(patience, () => socket.destroy(new Error('no answer within 30 s')))
      socket.once('error', reject)
      socket.once('close', () => reject(new Error('the server closed the connection')))
    })
  }

  /** @returns {Answer | null} null until it is whole */
  #whole(chunk) {
    const bytes = this.#partial ? Buffer.concat([this.#partial, chunk]) : chunk
    const end = bytes.indexOf(headEnd)
    if (end >= 0) {
      const head = bytes.latin1Slice(0, end)
      const body = bytes.subarray(end + headEnd.length)
      if (isWhole(head, body)) {
        this.#partial = null
        return { status: Number(head.slice(9, 12)), head, body }
      }
    }
    this.#partial = Buffer.from(bytes) // the buffer is used again
    return null
  }
}

/** An answer says its length, or is chunked; then its last chunk is an empty one. */
function isWhole(head, body) {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)
  if (length) return body.length >= Number(length[1])
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) return body.subarray(-5).equals(lastChunk)
  throw new Error(`an answer does not say its length:\n${head}`)
}
