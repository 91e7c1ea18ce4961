import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

const folder = import.meta.dirname
const sources = readdirSync(folder).filter((file) => /(plan|test)\.ts$/.test(file))
const tested = sources
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .flatMap((text) => [...text.matchAll(/\b(?:it|succeeds)\(\s*'([\w-]+)'/g)])
  .map(([, name = '']) => name)

const rows = [
  ...readFileSync('docs/conformance.md', 'utf8').matchAll(/^\| `([^`]+)` +\| ([^|]+?) +\|$/gm),
].map(([, name = '', state = '']) => ({ name, state }))

describe('docs/conformance.md', () => {
  it('says of a module that it passes if and only if there is a test of its name', () => {
    const passing = rows.filter(({ state }) => state === 'passes').map(({ name }) => name)
    expect([...new Set(passing)].sort()).toEqual([...new Set(tested)].sort())
  })

  it('gives every other module a reason', () => {
    const others = rows.filter(({ state }) => state !== 'passes')
    expect(others.filter(({ state }) => !/^not (applicable|yet): ./.test(state))).toEqual([])
    expect(rows.length).toBeGreaterThan(130)
  })
})
