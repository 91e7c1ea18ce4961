import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { DatabaseLocation } from '@/stores/prisma/database'
import type { Task } from './process'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** Processes of their own, which all begin a task at the same word. */
export type Processes = {
  /** Gives every process the task, and answers their results, one list for each process. */
  run(task: Task): Promise<readonly (readonly unknown[])[]>
  stop(): Promise<void>
}

export async function startProcesses(
  count: number,
  location: DatabaseLocation,
): Promise<Processes> {
  const outfile = join(root, `node_modules/.cache/portico-test/process-${process.pid}.mjs`)
  await build({
    entryPoints: [join(root, 'test/stores/process.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { '@': join(root, 'src') },
    logLevel: 'error',
  })
  const children = Array.from({ length: count }, () =>
    fork(outfile, [JSON.stringify(location)], { cwd: root, execArgv: [] }),
  )
  await Promise.all(children.map(nextMessage))
  return {
    run: async (task) => {
      const results = children.map(nextMessage)
      for (const child of children) child.send(task)
      return Promise.all(results) as Promise<unknown[][]>
    },
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

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const listening = new AbortController()
  const { signal } = listening
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('The process has ended before it answered')
  })
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [
      { result: unknown } | { error: string },
    ]
    if ('error' in message) throw new Error(message.error)
    return message.result
  } finally {
    listening.abort()
  }
}
