// A portal that people and apps move into, as `npm run import` does it.
import type { Finding } from '@/portal/import/finding'
import { importFile, type ImportFileOptions } from '@/portal/import/import-file'

import { testProvider, type TestOptions } from '../../test-provider'

export async function moving(options: TestOptions = {}) {
  const op = await testProvider(options)
  /** Imports a text under a file's name. Answers what was found, and what was said beside the report. */
  const imports = async (name: string, text: string, more: Partial<ImportFileOptions> = {}) => {
    const findings: Finding[] = []
    const said: string[] = []
    await importFile({ name, open: () => bytesOf(text) }, op.provider, {
      ...{ what: 'users', format: undefined, secrets: undefined, isDryRun: false },
      report: (some) => void findings.push(...some),
      say: (line) => void said.push(line),
      ...more,
    })
    return { findings, said, lines: findings.map(lineOf) }
  }
  const everybody = async () => (await op.stores.users.list(null, 500)).map(({ user }) => user)
  return { op, imports, everybody }
}

/** `line 2: imported alice: phpass` */
export const lineOf = ({ at, outcome, name, reasons }: Finding): string =>
  `${at}: ${outcome} ${name}${reasons.length > 0 ? `: ${reasons.join('; ')}` : ''}`

/** In small pieces, which cut letters in two. */
async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  const size = bytes.length > 100_000 ? 65_536 : 7
  for (let from = 0; from < bytes.length; from += size) {
    yield await Promise.resolve(bytes.subarray(from, from + size))
  }
}
