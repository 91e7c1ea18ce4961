import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { missingPlatforms } from '../scripts/lock-platforms.mjs'

interface Lock {
  packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>
}

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock

it('locks the packages of every platform, without which `npm ci` refuses to install', () => {
  expect(missingPlatforms(lock)).toEqual({})
})

it('names no host to download from: that is for whoever installs to choose', () => {
  const hosts = Object.values(lock.packages).flatMap(({ resolved }) => resolved ?? [])
  expect(hosts).toEqual([])
})

it('finds what is missing, and reads the platform from its name', () => {
  const packages = {
    '': {},
    'node_modules/engine': {
      optionalDependencies: {
        '@engine/linux-x64-musl': '1.2.3',
        '@engine/darwin-arm64': '1.2.3',
        nested: '~2.0.0',
        above: '1.0.0',
      },
    },
    'node_modules/engine/node_modules/nested': {},
    'node_modules/above': {},
  }
  expect(missingPlatforms({ packages })).toEqual({
    'node_modules/@engine/linux-x64-musl': {
      version: '1.2.3',
      optional: true,
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
    },
    'node_modules/@engine/darwin-arm64': {
      version: '1.2.3',
      optional: true,
      os: ['darwin'],
      cpu: ['arm64'],
    },
  })
})
