import { clientKeys } from './client-keys'
import type { Keys } from './readers'
import { upstreamKeys } from './upstream-keys'
import { userKeys } from './user-keys'

/** The tables of `docs/configuration-file.md`. */
export const keyTables = {
  clients: tableOf(clientKeys),
  users: tableOf(userKeys),
  upstreams: tableOf(upstreamKeys),
} as const

function tableOf(keys: Keys): string {
  const rows = Object.entries(keys).map(
    ([name, { means, standard }]) => `| \`${name}\` | ${means} | ${standard} |`,
  )
  return ['| key | what it says | left out |', '| --- | --- | --- |', ...rows].join('\n')
}
