import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

export type Forked = {
  readonly children: readonly ChildProcess[]
  /** Asks them to leave, and waits until they have. */
  stop(): Promise<void>
}

/**
 * Starts a module of ours in processes of their own.
 *
 * @param entry  a path in the project
 * @param argument  handed over as JSON; the process reads it at its start
 */
export async function startForked(entry: string, count: number, argument: object): Promise<Forked> {
  const name = `${basename(entry, '.ts')}-${process.pid}.mjs`
  const outfile = join(root, 'node_modules/.cache/portico-test', name)
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { '@': join(root, 'src') },
    logLevel: 'error',
  })
  const children = Array.from({ length: count }, () =>
    fork(outfile, [JSON.stringify(argument)], { cwd: root, execArgv: [] }),
  )
  return {
    children,
    stop: async () => {
      await Promise.all(
        children.map(async (child) => {
          const ended = once(child, 'exit')
          child.disconnect()
          await ended
        }),
      )
      rmSync(outfile, { force: true })
    },
  }
}

/** What a process says next. Rejects when it ends before. */
export async function nextMessage(child: ChildProcess): Promise<unknown> {
  const listening = new AbortController()
  const { signal } = listening
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('The process has ended before it answered')
  })
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [unknown]
    return message
  } finally {
    listening.abort()
  }
}
