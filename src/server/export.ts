// What `npm run export [-- FILE]` runs: writes clients, users and upstreams as a file that can be applied.
import { environment, readSettings, UnusableSettings } from '@/config/env'
import { exportAll, jsonOf, yamlOf } from '@/portal/file/export'
import { openStores } from '@/stores/prisma/open'

import { writePrivateFile } from './private-file'

try {
  await write(process.argv[2])
} catch (cause) {
  const { message } = cause instanceof Error ? cause : new Error(String(cause))
  const problems = cause instanceof UnusableSettings ? cause.problems : [message]
  for (const problem of problems) console.error(problem)
  process.exitCode = 1
}

/** The hashes of passwords are in it: a file is its owner's alone. */
async function write(file: string | undefined): Promise<void> {
  const { database } = readSettings(environment())
  const { stores } = await openStores({ database })
  try {
    const exported = await exportAll({ stores })
    const text = file?.endsWith('.json') ? jsonOf(exported) : yamlOf(exported)
    if (file === undefined) process.stdout.write(text)
    else writePrivateFile(file, text)
  } finally {
    await stores.close()
  }
}
