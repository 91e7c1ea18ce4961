/**
 * `npm run check`: formatting, lint and types, in some seconds.
 */
import { prepare } from './build.mjs'
import { check, checkNames } from './checks.mjs'
import { leaveOnSignals } from './run.mjs'

leaveOnSignals()
await prepare()
const { failed } = await check(checkNames)
process.exit(failed === 0 ? 0 : 1)
