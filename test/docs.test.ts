import { existsSync, readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { routes } from '@/server/routes'

const endpoints = readFileSync('docs/endpoints.md', 'utf8')
const rows = [...endpoints.matchAll(/^\| +`(\/[^`]*)` +\| +([A-Z, ]+?) +\|(.*)$/gm)].map(
  ([, path = '', methods = '', rest = '']) => ({
    path,
    methods: methods.split(', ').sort(),
    files: [...rest.matchAll(/`((?:src|test)\/[^`]+)`/g)].map(([, file = '']) => file),
  }),
)

describe('docs/endpoints.md', () => {
  it('names exactly the paths and methods of the route table', () => {
    const documented = Object.fromEntries(rows.map(({ path, methods }) => [path, methods]))
    const real = Object.fromEntries(
      Object.entries(routes).map(([path, route]) => [path, Object.keys(route).sort()]),
    )
    expect(documented).toEqual(real)
  })

  it('names files that exist, a source and a test for each path', () => {
    const missing = rows.flatMap(({ files }) => files.filter((file) => !existsSync(file)))
    expect(missing).toEqual([])
    expect(rows.filter(({ files }) => files.length !== 2)).toEqual([])
  })
})

describe('the documents', () => {
  it.each(['README.md', 'SECURITY.md', 'docs/architecture.md', 'docs/operating.md'])(
    '%s links only to files that are there',
    (file) => {
      const text = readFileSync(file, 'utf8')
      const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = '']) => link)
      expect(links.filter((link) => !existsSync(link))).toEqual([])
    },
  )

  it('README stays under 120 lines', () => {
    expect(readFileSync('README.md', 'utf8').split('\n').length).toBeLessThan(120)
  })
})
