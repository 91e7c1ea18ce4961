import { type ClientFormat, readClients, type SecretForm } from './clients/read-clients'
import { importClients } from './clients/import-clients'
import type { Finding } from './finding'
import { importUsers } from './import-users'
import { readEntries, type Source } from './read-entries'
import type { Rooms } from '../file/step'

export { isClientFormat, isSecretForm } from './clients/read-clients'

export type ImportFileOptions = {
  readonly what: 'users' | 'clients'
  /** Undefined: by how the file looks. */
  readonly format: ClientFormat | undefined
  readonly secrets: SecretForm | undefined
  readonly isDryRun: boolean
  readonly report: (findings: readonly Finding[]) => void
  /** Is told what stands in no report: a secret that was made. */
  readonly say: (line: string) => void
}

/** Imports a file of people, or of apps and, in a realm's export, its people. @throws {UnusableFile} */
export async function importFile(
  source: Source,
  rooms: Rooms,
  options: ImportFileOptions,
): Promise<void> {
  const { what, isDryRun, report, say } = options
  const onUnknown = (column: string) => {
    say(`Not taken: ${column}, which says nothing that Portico keeps`)
  }
  const people = { isDryRun, report, onUnknown }
  if (what === 'users') return importUsers(await readEntries(source), rooms, people)
  const { clients, users } = await readClients(source, options)
  await importClients(clients, rooms, { isDryRun, report, say })
  if (users) await importUsers(users, rooms, people)
}
