/**
 * `npm run dev`: Next's development server; every request goes to it, so that edits show at once.
 */
import { watch } from 'node:fs'
import { join } from 'node:path'
import { prepare } from './build.mjs'
import { leaveOnSignals, root, run } from './run.mjs'

leaveOnSignals()
await prepare()

let pending
watch(join(root, 'src', 'ui'), { recursive: true }, (_event, file) => {
  if (file?.startsWith('generated')) return // our own doing
  clearTimeout(pending)
  pending = setTimeout(compileStyles, 100)
})

async function compileStyles() {
  const { ok, output } = await run('node', ['scripts/build-styles.mjs'])
  if (!ok) console.error(output)
}

const { PORT = '3000', HOST = 'localhost' } = process.env
const args = ['dev', '--port', PORT, '--hostname', HOST]
const { code } = await run('next', args, { shows: true, env: { NODE_ENV: 'development' } })
process.exit(code ?? 1)
