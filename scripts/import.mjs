/**
 * `npm run import -- --from FILE [--dry-run]` and `npm run import -- --clients FILE [--format …]`: moves people and apps in
 * from another server.
 */
import { buildServer } from './build.mjs'
import { fromWhereNpmWasCalled } from './run.mjs'

/** Options that are followed by a file. */
const withFile = ['--from', '--clients', '--report']

await buildServer()
const words = process.argv.slice(2).flatMap((word) => {
  const [, option, value] = /^(--[a-z]+)=(.*)$/s.exec(word) ?? []
  return option === undefined ? [word] : [option, value]
})
const isFile = (index) => withFile.includes(words[index - 1])
process.argv.splice(
  2,
  Infinity,
  ...words.map((word, index) => (isFile(index) ? fromWhereNpmWasCalled(word) : word)),
)
await import('../dist/server/import.js')
