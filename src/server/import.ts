// What `npm run import` runs: moves people and apps in from another server. docs/moving-in.md says how.
import { accessSync, constants, createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'

import { environment, readSettings, UnusableSettings } from '@/config/env'
import { passwordHasher } from '@/crypto/password-hasher'
import { type Finding, isRefused } from '@/portal/import/finding'
import { importFile, isClientFormat, isSecretForm } from '@/portal/import/import-file'
import { openStores } from '@/stores/prisma/open'

import { openReport, printable } from './import-report'

const usage = `Say what to import:
  npm run import -- --from FILE.{csv,json,ndjson} [--dry-run]
  npm run import -- --clients FILE [--format doorkeeper|oidc-provider|keycloak] [--secrets plain|hashed] [--dry-run]
The report is FILE.report.ndjson, or where --report says.`

try {
  process.exitCode = await importAll(process.argv.slice(2))
} catch (cause) {
  const { message } = cause instanceof Error ? cause : new Error(String(cause))
  const problems = cause instanceof UnusableSettings ? cause.problems : [message]
  for (const problem of problems) console.error(problem)
  process.exitCode = 1
}

async function importAll(words: string[]): Promise<number> {
  const given = readWords(words)
  if (!given) {
    console.error(usage)
    return 1
  }
  const { file, reportFile, ...options } = given
  accessSync(file, constants.R_OK)
  const settings = readSettings(environment())
  const { stores } = await openStores({ database: settings.database })
  const hasReasons = ({ reasons }: Finding) => reasons.length > 0 // what is not as it was, of an app
  const report = openReport(reportFile, options.what === 'users' ? isRefused : hasReasons)
  try {
    const rooms = { stores, settings, passwords: passwordHasher(1, 8), now: () => new Date() }
    const source = { name: file, open: () => createReadStream(file) }
    await importFile(source, rooms, {
      ...options,
      report: report.add,
      say: (line) => {
        console.log(printable(line))
      },
    })
  } finally {
    report.close()
    await stores.close()
  }
  for (const line of report.summary(options.isDryRun)) console.log(line)
  return report.hasRefusals() ? 1 : 0
}

function readWords(words: string[]) {
  const { values } = parseArgs({
    args: words,
    options: {
      from: { type: 'string' },
      clients: { type: 'string' },
      format: { type: 'string' },
      secrets: { type: 'string' },
      report: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  })
  const { from, clients, format, secrets } = values
  const file = from ?? clients
  const isOne = (from === undefined) !== (clients === undefined)
  const isGood =
    (format === undefined || isClientFormat(format)) &&
    (secrets === undefined || isSecretForm(secrets))
  if (file === undefined || !isOne || !isGood) return null
  return {
    file,
    reportFile: values.report ?? `${file}.report.ndjson`,
    what: clients === undefined ? ('users' as const) : ('clients' as const),
    format,
    secrets,
    isDryRun: values['dry-run'],
  }
}
