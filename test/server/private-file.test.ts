import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { writePrivateFile } from '@/server/private-file'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-private-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const modeOf = (file: string) => statSync(file).mode & 0o777

it("is its owner's alone", () => {
  const file = join(folder, 'portico.yaml')
  writePrivateFile(file, 'hashes')
  expect(readFileSync(file, 'utf8')).toBe('hashes')
  expect(modeOf(file)).toBe(0o600)
})

it("becomes its owner's alone where a file was there that others could read", () => {
  const file = join(folder, 'portico.yaml')
  writeFileSync(file, 'what was there before, and longer')
  chmodSync(file, 0o644)
  writePrivateFile(file, 'hashes')
  expect(readFileSync(file, 'utf8')).toBe('hashes')
  expect(modeOf(file)).toBe(0o600)
})

it('may be no file at all', () => {
  expect(() => writePrivateFile('/dev/null', 'hashes')).not.toThrow()
})
