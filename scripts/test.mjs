/**
 * `npm test`: everything that the project promises. Goes on after a failure, and names every one
 * again at the end; the last line is the sum. `npm test -- lint unit` runs only what is named:
 * formatting, lint, types, unit, e2e.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, prepare } from './build.mjs'
import { check, checkNames } from './checks.mjs'
import { readPlaywright, readVitest } from './reports.mjs'
import { leaveOnSignals, root, run } from './run.mjs'

const deadline = Date.now() + 19 * 60_000
const secondsLeft = () => Math.max(1, (deadline - Date.now()) / 1000)

const wanted = process.argv.slice(2)
const isWanted = (part) => wanted.length === 0 || wanted.includes(part)
const total = { passed: 0, failed: 0, skipped: 0 }
const notes = []

function add({ passed = 0, failed = 0, skipped = 0, failures = [] }) {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  notes.push(...failures.map((failure) => `FAILED: ${failure}`))
}

function skip(what, why) {
  add({ skipped: 1 })
  notes.push(`SKIPPED: ${what}: ${why}`)
}

/**
 * Runs a test runner and counts what its JSON report says. A runner that ends badly without having
 * reported a failure, or without a report, is itself a failure.
 */
async function runner(name, command, args, env, read) {
  const report = join(root, 'test-results', `${name}.json`)
  mkdirSync(join(root, 'test-results'), { recursive: true })
  rmSync(report, { force: true })
  console.log(`\n— ${name} —`)
  const { ok } = await run(command, args, { env, shows: true, limitSeconds: secondsLeft() })
  let result = { failed: 0 }
  try {
    result = read(JSON.parse(readFileSync(report, 'utf8')))
  } catch {
    notes.push(`FAILED: ${name} ended without a report`)
  }
  if (!ok && result.failed === 0) result.failed = 1
  add(result)
}

async function unit(env) {
  const json = '--outputFile.json=test-results/unit.json'
  await runner(
    'unit',
    'vitest',
    ['run', '--reporter=default', '--reporter=json', json],
    env,
    readVitest,
  )
}

async function e2e(env) {
  const { findChromium } = await import('./chromium.mjs')
  const chromium = await findChromium()
  if (chromium.skipped) return skip('e2e, everything in a browser', chromium.skipped)
  await runner(
    'e2e',
    'playwright',
    ['test', '--config', 'e2e/playwright.config.ts'],
    { ...env, PORTICO_TEST_CHROMIUM: chromium.executablePath },
    readPlaywright,
  )
}

leaveOnSignals()
if (isWanted('e2e')) await build()
else await prepare()

const checks = checkNames.filter(isWanted)
if (checks.length > 0) add(await check(checks, secondsLeft()))

if (isWanted('unit') || isWanted('e2e')) {
  const { startPostgres } = await import('./postgres.mjs')
  const postgres = await startPostgres()
  if (postgres.skipped) skip('everything on PostgreSQL', postgres.skipped)
  const env = postgres.url ? { PORTICO_TEST_POSTGRES_URL: postgres.url } : {}

  if (isWanted('unit')) await unit(env)
  if (isWanted('e2e')) await e2e(env)
  await postgres.stop?.()
}

for (const note of notes) console.log(`\n${note}`)
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
process.exit(total.failed === 0 ? 0 : 1)
