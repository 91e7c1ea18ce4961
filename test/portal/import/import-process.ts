// What runs in a process that imports a file and may be killed in the middle: see crash.test.ts.
import { createReadStream } from 'node:fs'

import { passwordHasher } from '@/crypto/password-hasher'
import { importFile } from '@/portal/import/import-file'
import { openStores } from '@/stores/prisma/open'

import { now } from '../../stores/fixtures'

export type Argument = { readonly databaseFile: string; readonly file: string }

const { databaseFile, file } = JSON.parse(process.argv[2]!) as Argument

const { stores } = await openStores({ database: { kind: 'sqlite', file: databaseFile } })
const rooms = {
  stores,
  passwords: passwordHasher(1, 1),
  settings: {
    secret: 'a secret that only this test has, of 48 letters.',
    allowPrivateNetwork: false,
  },
  now: () => now,
}
const source = { name: file, open: () => createReadStream(file) }
let reported = 0
await importFile(source, rooms, {
  ...{ what: 'users', format: undefined, secrets: undefined, isDryRun: false },
  report: (findings) => {
    reported += findings.length
    process.send!({ reported })
  },
  say: () => undefined,
})
process.send!({ reported: 'all' })
