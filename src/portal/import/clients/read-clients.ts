import { type Entry, isMapping, UnusableFile } from '../entries'
import { readCsv } from '../read-csv'
import { keycloakEntries, type Source, textOf, wholeText } from '../read-entries'
import { doorkeeperClient, type SecretForm } from './doorkeeper'
import type { IncomingClient } from './incoming-client'
import { keycloakClient } from './keycloak'
import { isClientList, oidcProviderClient } from './oidc-provider'

export type { SecretForm }

export const clientFormats = ['doorkeeper', 'oidc-provider', 'keycloak'] as const
export type ClientFormat = (typeof clientFormats)[number]

export const isClientFormat = (text: string): text is ClientFormat =>
  (clientFormats as readonly string[]).includes(text)
export const isSecretForm = (text: string): text is SecretForm =>
  text === 'plain' || text === 'hashed'

/** The apps of a file; of a realm's export its people too. */
export type ReadClients = {
  readonly clients: readonly IncomingClient[]
  readonly users: AsyncIterable<Entry> | null
}

type Wishes = {
  readonly format: ClientFormat | undefined
  readonly secrets: SecretForm | undefined
}

/** @throws {UnusableFile} */
export async function readClients(
  source: Source,
  { format, secrets }: Wishes,
): Promise<ReadClients> {
  const isCsv = /\.(?:csv|tsv)$/i.test(source.name)
  if (format === 'doorkeeper' || (format === undefined && isCsv)) {
    return { clients: await doorkeeperClients(source, secrets), users: null }
  }
  const value = await jsonOf(source)
  if (format !== 'keycloak') {
    const list = isMapping(value) && isClientList(value['clients']) ? value['clients'] : value
    if (isClientList(list)) {
      const clients = entriesOf('clients', list).map(oidcProviderClient)
      return { clients, users: null }
    }
  }
  const realm = isMapping(value) ? value : {}
  if (format === 'oidc-provider' || !Array.isArray(realm['clients'])) {
    throw new UnusableFile(unknown)
  }
  const clients = entriesOf('clients', realm['clients']).map(keycloakClient)
  return {
    clients: clients.filter((client) => client !== null),
    users: Array.isArray(realm['users']) ? keycloakEntries(realm['users']) : null,
  }
}

const unknown =
  'These are no apps: the file is to be the CSV of oauth_applications, an array of client metadata, or a realm’s export'

async function doorkeeperClients(
  source: Source,
  secrets: SecretForm | undefined,
): Promise<readonly IncomingClient[]> {
  const clients: IncomingClient[] = []
  for await (const entry of readCsv(textOf(source), (column) => column === 'uid')) {
    // A directory's people have a uid too: without this they would become apps.
    if ('values' in entry && !('redirect_uri' in entry.values)) throw new UnusableFile(unknown)
    clients.push(doorkeeperClient(entry, secrets))
  }
  return clients
}

async function jsonOf(source: Source): Promise<unknown> {
  try {
    return JSON.parse(await wholeText(source)) as unknown
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new UnusableFile('The file is no JSON')
    throw cause
  }
}

const entriesOf = (name: string, list: readonly unknown[]): readonly Entry[] =>
  list.map((value, index) => {
    const at = `${name}[${index}]`
    return isMapping(value) ? { at, values: value } : { at, problem: 'is no mapping: { … }' }
  })
