import type { ChildProcess } from 'node:child_process'
import type { DatabaseLocation } from '@/stores/prisma/database'
import { nextMessage, startForked } from './forked'
import type { Task } from './process'

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
  const { children, stop } = await startForked('test/stores/process.ts', count, location)
  await Promise.all(children.map(nextResult))
  return {
    run: async (task) => {
      const results = children.map(nextResult)
      for (const child of children) child.send(task)
      return Promise.all(results) as Promise<unknown[][]>
    },
    stop,
  }
}

async function nextResult(child: ChildProcess): Promise<unknown> {
  const message = (await nextMessage(child)) as { result: unknown } | { error: string }
  if ('error' in message) throw new Error(message.error)
  return message.result
}
