/**
 * What has to be made before the portal can run, and how to tell whether it has been.
 *
 * A step is stale when what it makes is not there, or when the content of anything that it is made
 * from differs from what its stamp says. Times of files play no part: a checkout changes them all.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { locked } from './lock.mjs'
import { root, run } from './run.mjs'

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} says     what it is doing, for people
 * @property {string[]} from   files and folders that it reads; those that do not exist are left out
 * @property {string} makes    a file or folder that exists afterwards
 * @property {string} stamp    where to remember what it was made from
 * @property {[string, ...string[]]} command
 * @property {NodeJS.ProcessEnv} [env]
 * @property {() => boolean} [wasDone]  true when somebody else did it; asked if the stamp differs
 */

const ignored = new Set(['node_modules', 'generated', '.DS_Store'])

function filesIn(path) {
  let entries
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true })
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    if (error.code === 'ENOENT') return []
    throw error
  }
  return entries
    .filter((entry) => !ignored.has(entry.name))
    .flatMap((entry) => {
      const inner = `${path}/${entry.name}`
      return entry.isDirectory() ? filesIn(inner) : [inner]
    })
}

/** SHA-256 over the names and the content of everything that the step is made from. */
function fingerprint(step) {
  const hash = createHash('sha256').update(JSON.stringify([step.command, step.env]))
  for (const file of step.from.flatMap(filesIn).sort()) {
    const content = readFileSync(join(root, file))
    hash.update(`\n${file} ${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

function stampOf(step) {
  try {
    return readFileSync(join(root, step.stamp), 'utf8')
  } catch {
    return null
  }
}

function remember(step, found) {
  mkdirSync(dirname(join(root, step.stamp)), { recursive: true })
  writeFileSync(join(root, step.stamp), found)
}

/** @param {Step} step */
function isFresh(step) {
  if (!existsSync(join(root, step.makes))) return false
  const found = fingerprint(step)
  if (stampOf(step) === found) return true
  if (!step.wasDone?.()) return false
  remember(step, found)
  return true
}

/** @param {Step} step */
async function make(step) {
  const before = fingerprint(step)
  const started = performance.now()
  process.stdout.write(`${step.says} … `)
  rmSync(join(root, step.stamp), { force: true }) // whoever is interrupted here starts over

  const [command, ...args] = step.command
  const { ok, output } = await run(command, args, { env: step.env })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (!ok || !existsSync(join(root, step.makes))) {
    process.stdout.write(`failed after ${seconds} s\n\n${output.trimEnd()}\n\n`)
    process.stdout.write(`${step.says} failed; nothing after it was tried.\n`)
    process.exit(1)
  }
  process.stdout.write(`${seconds} s\n`)
  remember(step, before) // from before: an edit in the meantime is not in what was made
}

/**
 * Makes what is stale, one after the other. Two processes in one folder take turns, and the second
 * finds everything made. A step that fails ends the process with its output and exit code 1.
 *
 * @param {Step[]} steps
 */
export async function makeStale(steps) {
  if (steps.every(isFresh)) return
  await locked(async () => {
    for (const step of steps) if (!isFresh(step)) await make(step)
  })
}
