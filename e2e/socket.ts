// A bare connection, for what no HTTP client would send.
import { once } from 'node:events'
import { connect } from 'node:net'

export type Connection = {
  readonly send: (text: string) => void
  /** Everything received, as soon as the text is in it. Throws when the connection ends before. */
  readonly receives: (text: string) => Promise<string>
  /** Everything received until the other side closed the connection. */
  readonly closed: Promise<string>
}

export async function open(port: number): Promise<Connection> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  await once(socket, 'connect')
  let received = ''
  const watchers = new Set<() => void>()
  const notify = () => watchers.forEach((watcher) => watcher())
  socket.on('data', (chunk: string) => {
    received += chunk
    notify()
  })
  socket.on('error', () => undefined) // a reset closes it, too
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => {
      resolve(received)
      notify()
    })
  })
  return {
    send: (text) => void socket.write(text, 'latin1'),
    closed,
    receives: (text) =>
      new Promise((resolve, reject) => {
        const watcher = () => {
          if (received.includes(text)) resolve(received)
          else if (socket.closed) reject(new Error(`closed after: ${received}`))
          else return
          watchers.delete(watcher)
        }
        watchers.add(watcher)
        watcher()
      }),
  }
}

/** Resolves when nothing listens on the port any more. */
export async function untilRefused(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (!isOpen) return
  }
}
