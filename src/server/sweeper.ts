import type { Provider } from '@/oauth/provider'

/** Ten minutes, in milliseconds. */
const interval = 600_000

/** Removes from time to time what has ended. Answers how to stop. */
export function startSweeper({ stores, log, now }: Provider): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  const sweep = () => {
    running = stores.sweep(now()).then(
      (rows) => log.debug({ rows }, 'swept'),
      (err: unknown) => log.error({ err }, 'sweeping failed'),
    )
  }
  const timer = setInterval(sweep, interval)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
