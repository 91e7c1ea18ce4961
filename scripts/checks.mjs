/**
 * What can be told without running the portal: formatting, lint and types.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'

const checks = [
  { name: 'formatting', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: ['eslint', '--max-warnings', '0', '.'] },
  { name: 'types', command: ['tsc', '--noEmit', '--pretty', 'false'] },
]

export const checkNames = checks.map(({ name }) => name)

/**
 * Runs the named checks side by side, and says how each went and what it complains about.
 *
 * @param {string[]} names
 * @returns {Promise<{ passed: number, failed: number, failures: string[] }>}
 */
export async function check(names, limitSeconds = 600) {
  if (!existsSync(join(root, 'next-env.d.ts'))) await run('next', ['typegen'])
  const results = await Promise.all(
    checks
      .filter(({ name }) => names.includes(name))
      .map(async ({ name, command: [command, ...args] }) => {
        const started = performance.now()
        const { ok, output } = await run(command, args, { limitSeconds })
        const seconds = ((performance.now() - started) / 1000).toFixed(1)
        console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s)`)
        if (!ok) console.log(`\n${output.trim()}\n`)
        return { name, ok }
      }),
  )
  const failures = results.filter(({ ok }) => !ok).map(({ name }) => name)
  return { passed: results.length - failures.length, failed: failures.length, failures }
}
