// Registers the apps of another server, each by the rules of `npm run apply`. Those that are there already are left alone.
import type { ClientWithSecrets } from '@/stores/clients'

import { planClient } from '../../file/plan-client'
import { readFile } from '../../file/read-file'
import type { Rooms, Step } from '../../file/step'
import type { Finding, Outcome } from '../finding'
import type { IncomingClient } from './incoming-client'

type Options = {
  readonly isDryRun: boolean
  readonly report: (findings: readonly Finding[]) => void
  /** Is told each secret that was made, once. */
  readonly say: (line: string) => void
}

export async function importClients(
  clients: readonly IncomingClient[],
  rooms: Rooms,
  options: Options,
): Promise<void> {
  const seen = new Map<string, string>()
  for (const client of clients) {
    const before = seen.get(client.id)
    if (before === undefined && client.id !== '') seen.set(client.id, client.at)
    const finding =
      before === undefined
        ? await importClient(client, rooms, options)
        : findingOf(client, 'duplicate', [`client_id is that of ${before} too`])
    options.report([finding])
  }
}

const findingOf = (
  { at, id }: IncomingClient,
  outcome: Outcome,
  reasons: readonly string[],
): Finding => ({ at, outcome, name: id, reasons })

async function importClient(
  client: IncomingClient,
  rooms: Rooms,
  { isDryRun, say }: Options,
): Promise<Finding> {
  if (!client.entry) return findingOf(client, 'broken', client.notes)
  const read = readFile(JSON.stringify({ clients: [client.entry] }))
  const [wanted] = read.wanted.clients
  const findUserId = async (key: string) =>
    (await rooms.stores.users.findByLogin(key))?.user.id ?? null
  const planned = wanted ? await planClient(wanted, findUserId, rooms) : null
  if (planned === null) {
    const reasons = read
      .complaints()
      .map(({ sentence }) => sentence.replace(/^clients\[0\]\.?/, ''))
    return findingOf(client, 'broken', [...reasons, ...client.notes])
  }
  if (planned === 'unchanged') return findingOf(client, 'there already', [])
  const existing = await rooms.stores.clients.findWithSecrets(client.id)
  if (existing && !isHalfMade(existing, planned))
    return findingOf(client, 'there already', [differs])
  const secrets = isDryRun ? [] : await planned.run()
  for (const secret of secrets) say(`${client.id}: ${secret.trim()}`)
  return findingOf(client, 'imported', client.notes)
}

const differs = 'it is not as in the file: what was changed here since stays'

/** A run that was cut off between an app and its secret is finished by the next. */
const isHalfMade = ({ secrets }: ClientWithSecrets, { lines }: Step): boolean =>
  secrets.length === 0 && lines.length === 1 && /: client_secret(?:_sha256)?$/.test(lines[0] ?? '')
