import type { Provider } from '@/oauth/provider'

/** Milliseconds: a sign-out that this process has seen is told of at once; this is for retries, and for what others saw. */
const interval = 3_000

/** Has the courier look every few seconds for what is due. Answers how to stop, with what is under way ended. */
export function startLogoutWorker({ logouts }: Pick<Provider, 'logouts'>): () => Promise<void> {
  void logouts.deliver() // what is left of the last run
  const timer = setInterval(() => void logouts.deliver(), interval)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await logouts.stop()
  }
}
