import { median, inTurns } from '../rounds.mjs'
import { stop } from '../children.mjs'

/** From the start of the process to the first 200, with everything made before: ours at /health/ready. */
export async function restart({ startPortico, startOidcProvider }, { rounds }) {
  const timed = async (start) => {
    const started = performance.now()
    const { child } = await start()
    const took = performance.now() - started
    await stop(child)
    return took
  }
  const results = await inTurns(
    rounds,
    () => timed(startPortico),
    () => timed(startOidcProvider),
  )
  const ours = median(results.ours)
  const peer = median(results.theirs)
  return {
    row: {
      name: 'restart_ms',
      ours,
      peer,
      peerName: 'oidc-provider in memory',
      ratio: ours / peer,
      unit: 'ms',
    },
    goal: { oursAtMost: 2000 },
    note: `slowest of ${rounds}: ${Math.round(Math.max(...results.ours))} ms`,
  }
}
