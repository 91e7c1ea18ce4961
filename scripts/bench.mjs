/**
 * `npm run bench`: measures the portal beside its peers, on this machine and in one run.
 *
 *     npm run bench -- [ROW …] [--rounds N] [--seconds N] [--connections N]
 *
 * Without names all rows are measured, and written to bench/results/latest.json.
 */
import { parseArgs } from 'node:util'

import { build } from './build.mjs'
import { leaveOnSignals } from './run.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '32' },
  },
})

leaveOnSignals()
await build()
const { runBench } = await import('../bench/run.mjs')
const isGood = await runBench(positionals, {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  connections: Number(values.connections),
})
process.exit(isGood ? 0 : 1)
