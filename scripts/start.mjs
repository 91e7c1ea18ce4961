/**
 * `npm start`: makes what is missing or stale, then becomes the server.
 */
import { setFlagsFromString } from 'node:v8'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Portico needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

const { build } = await import('./build.mjs')
const { leaveOnSignals } = await import('./run.mjs')

const keepSignals = leaveOnSignals()
await build()
keepSignals() // from here on they are the server's: it finishes the requests under way

// The one WebAssembly here, Prisma's query compiler, is asked once for each kind of query. Optimizing it gains nothing
// and leaves 70 MB of memory behind (docs/performance.md).
setFlagsFromString('--liftoff-only')

process.env.NODE_ENV = 'production'
process.env.NEXT_TELEMETRY_DISABLED ??= '1'
await import('../dist/server/main.js')
