/**
 * `npm run export [-- FILE]`: writes clients, users and upstreams to the file, or to standard output.
 */
import { buildServer } from './build.mjs'
import { fromWhereNpmWasCalled } from './run.mjs'

// What the build says is no part of the export.
const { write } = process.stdout
process.stdout.write = process.stderr.write.bind(process.stderr)
await buildServer()
process.stdout.write = write

process.argv.splice(2, Infinity, ...process.argv.slice(2).map(fromWhereNpmWasCalled))
await import('../dist/server/export.js')
