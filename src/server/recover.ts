// What `npm run recover -- USER` runs: prints a one-time link by which the user chooses a new password.
import { environment, readSettings, UnusableSettings } from '@/config/env'
import { loginKey } from '@/sign-in/password'
import { openStores } from '@/stores/prisma/open'

import { recoveryLink } from './links'

try {
  process.exitCode = await recover(process.argv[2] ?? '')
} catch (cause) {
  const problems = cause instanceof UnusableSettings ? cause.problems : [String(cause)]
  for (const problem of problems) console.error(problem)
  process.exitCode = 1
}

async function recover(login: string): Promise<number> {
  if (login === '') {
    console.error('Say whom: npm run recover -- USERNAME')
    return 1
  }
  const settings = readSettings(environment())
  const { stores } = await openStores({ database: settings.database })
  const link = await recoveryLink(loginKey(login), { stores, settings, now: () => new Date() })
  await stores.close()
  if (link === null) {
    console.error(`There is no user ${JSON.stringify(login)}.`)
    return 1
  }
  const minutes = Math.round(settings.lifetimes.recoveryLink / 60)
  console.log(`${link}\nIt works once, for ${minutes} minutes, and signs ${login} out everywhere.`)
  return 0
}
