import { readdirSync, readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { routes } from '@/server/routes'

const name = '/route.ts'

/** Next serves these itself, and the front server leaves them to it. */
const isForNextAlone = (path: string) => path === '/api/auth/[...nextauth]'

/** Path → methods of every `route.ts` in `app`. */
function doors(): Record<string, string[]> {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
  const paths = files.filter((file) => `/${file}`.endsWith(name))
  return Object.fromEntries(
    paths.map((file) => {
      const path = `/${file.slice(0, -name.length)}`.replaceAll(/\/\([^)]+\)/g, '')
      return [path, methodsOf(readFileSync(`app/${file}`, 'utf8'))]
    }),
  )
}

function methodsOf(text: string): string[] {
  const names = [...text.matchAll(/export const (?:\{([^}]*)\}|(\w+))/g)]
  return names
    .flatMap(([, several, one]) => (several ?? one ?? '').split(',').map((method) => method.trim()))
    .filter((method) => method !== '')
}

/** Next answers HEAD by GET, so no door names it. */
const withoutHead = (methods: readonly string[]) =>
  methods.filter((method) => method !== 'HEAD').sort()

describe('the route table and the doors of app/', () => {
  const table = Object.fromEntries(
    Object.entries(routes).map(([path, route]) => [path, withoutHead(Object.keys(route))]),
  )

  it('name the same paths and methods', () => {
    const others = Object.entries(doors()).filter(([path]) => !isForNextAlone(path))
    expect(
      Object.fromEntries(others.map(([path, methods]) => [path, withoutHead(methods)])),
    ).toEqual(table)
  })

  it('answer HEAD where they answer GET, or on purpose not at all', () => {
    for (const route of Object.values(routes)) {
      if (route.HEAD) expect(route.HEAD).toBe(route.GET)
    }
    expect(routes['/login']).not.toHaveProperty('HEAD') // it gives out tokens
  })

  it('are of about five lines: they only name a handler', () => {
    const long = Object.keys(doors()).filter((path) => {
      const text = readFileSync(`app${path}/route.ts`, 'utf8')
      return text.trim().split('\n').length > 8 || /\bif\b|stores|prisma/.test(text)
    })
    expect(long).toEqual([])
  })
})
