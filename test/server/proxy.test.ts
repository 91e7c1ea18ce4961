import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { routes } from '@/server/routes'

const root = join(import.meta.dirname, '../..')
const proxy = readFileSync(join(root, 'proxy.ts'), 'utf8')

/** Next reads the matcher as text, too, so it is a plain string. */
const written = /matcher: \[\s*'([^']+)'/.exec(proxy)?.[1] ?? 'nothing'
const matcher = new RegExp(`^${written.replaceAll('\\\\', '\\')}$`)

const pages = readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('page.tsx'))
  .map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`.replace(/\/\([^)]*\)/g, '') || '/')
  .map((path) => path.replace('[id]', 'q_-1'))

describe('the headers of the portal’s own pages', () => {
  it.each(Object.keys(routes))('are not put over those of the handler of %s', (path) => {
    expect(matcher.test(path)).toBe(false)
  })

  it.each([...pages, '/nothing-here', '/oauth/nothing', '/login/nothing', '/apps/q/nothing'])(
    'are on the page %s',
    (path) => {
      expect(matcher.test(path)).toBe(true)
    },
  )

  it.each(['/_next/static/chunks/main.js', '/icon.svg', '/api/auth/session'])(
    'are not on %s',
    (path) => {
      expect(matcher.test(path)).toBe(false)
    },
  )

  it('know the pages that there are', () => {
    expect(existsSync(join(root, 'app'))).toBe(true)
    expect(pages).toContain('/')
    expect(pages).toContain('/apps/q_-1/settings')
  })
})
