// What `npm run apply -- FILE [--dry-run]` runs: makes clients, users and upstreams be what the file says.
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

import { environment, readSettings, UnusableSettings } from '@/config/env'
import { passwordHasher } from '@/crypto/password-hasher'
import { applyFile } from '@/portal/file/apply'
import { openStores } from '@/stores/prisma/open'

try {
  process.exitCode = await apply(process.argv.slice(2))
} catch (cause) {
  const { message } = cause instanceof Error ? cause : new Error(String(cause))
  const problems = cause instanceof UnusableSettings ? cause.problems : [message]
  for (const problem of problems) console.error(problem)
  process.exitCode = 1
}

async function apply(words: readonly string[]): Promise<number> {
  const [file, ...more] = words.filter((word) => word !== '--dry-run')
  if (file === undefined || file.startsWith('-') || more.length > 0) {
    console.error('Say which file: npm run apply -- FILE.yaml [--dry-run]')
    return 1
  }
  const text = readFileSync(file, 'utf8')
  const settings = readSettings(environment())
  const { stores } = await openStores({ database: settings.database })
  try {
    const passwords = passwordHasher(availableParallelism(), 8)
    const complaints = await applyFile(
      text,
      { stores, passwords, settings, now: () => new Date() },
      {
        isDryRun: words.includes('--dry-run'),
        say: (line) => {
          console.log(line)
        },
      },
    )
    for (const { line, sentence } of complaints) console.error(`${file}:${line}: ${sentence}`)
    if (complaints.length > 0) console.error('Nothing was written.')
    return complaints.length > 0 ? 1 : 0
  } finally {
    await stores.close()
  }
}
