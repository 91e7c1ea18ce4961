import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'

import { type Finding, isRefused } from '@/portal/import/finding'
import { openReport } from '@/server/import-report'

const folder = mkdtempSync(join(tmpdir(), 'portico-report-'))
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

const finding = (outcome: Finding['outcome'], name: string): Finding => ({
  at: 'line 2',
  outcome,
  name,
  reasons: ['why'],
})

it('the report of an import holds a line for each entry, shows what was refused, and is its owner’s only', () => {
  const shown = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const file = join(folder, 'users.csv.report.ndjson')
  const report = openReport(file, isRefused)
  report.add([finding('imported', 'ann'), finding('broken', 'ben')])
  expect(report.hasRefusals()).toBe(true)
  report.add(Array.from({ length: 30 }, () => finding('duplicate', '')))
  report.close()
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  expect(lines).toHaveLength(32)
  expect(JSON.parse(lines[1]!)).toEqual(finding('broken', 'ben'))
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(shown.mock.calls).toHaveLength(20)
  expect(shown.mock.calls[0]).toEqual(['line 2 (ben): broken: why'])
  expect(shown.mock.calls[1]).toEqual(['line 2: duplicate: why'])
  expect(report.summary(true)).toEqual([
    '… and 11 more.',
    '1 imported, 0 there already, 0 conflict, 30 duplicate, 1 broken.',
    `What became of each: ${file}`,
    'Nothing was written: this was a dry run.',
  ])
})
