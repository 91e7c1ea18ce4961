/**
 * `npm run recover -- USER`: a one-time recovery link, printed on the host.
 */
import { build } from './build.mjs'

await build()
await import('../dist/server/recover.js')
