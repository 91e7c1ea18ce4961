import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { keyTables } from '@/portal/file/table'

import { house } from './house'

const document = readFileSync('docs/configuration-file.md', 'utf8')

/** The cells of every row of a section's table, without the spaces that line them up. */
const cellsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim().replace(/^-+$/, '---')))

describe('docs/configuration-file.md', () => {
  it.each([
    ['clients', '## The keys of an app'],
    ['users', '## The keys of a person'],
    ['upstreams', '## The keys of an upstream'],
  ] as const)('holds exactly the keys of %s that the code reads', (name, heading) => {
    const section = document.split(heading)[1]?.split('\n## ')[0] ?? ''
    expect(cellsOf(section)).toEqual(cellsOf(keyTables[name]))
  })

  it('has an example that can be applied as it stands, twice', async () => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(document) ?? []
    const { applied, client } = await house({ hasher: 'argon2' })
    const said = await applied(example)
    expect(said.filter((line) => line.startsWith('created')).map((line) => line.slice(8))).toEqual([
      'user alice',
      'user bob',
      'client notes',
      'client notes-on-phones',
      'client nightly-report',
      'client old-rails-app (disabled)',
      'upstream google',
      'upstream work',
    ])
    expect((await client('notes')).client.accessTokenLifetime).toBe(1800)
    expect(await applied(example)).toEqual([])
  })
})
