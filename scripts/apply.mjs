/**
 * `npm run apply -- FILE [--dry-run]`: makes clients, users and upstreams be what the file says.
 */
import { buildServer } from './build.mjs'
import { fromWhereNpmWasCalled } from './run.mjs'

await buildServer()
process.argv.splice(2, Infinity, ...process.argv.slice(2).map(fromWhereNpmWasCalled))
await import('../dist/server/apply.js')
