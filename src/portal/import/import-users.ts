// Moves people in, five hundred in one write. Who is there already stays as they are, so a run that was cut off is begun
// again from the start.
import type { Stores } from '@/stores/stores'
import { usernameKey } from '@/users/username'

import type { Entry } from './entries'
import type { Finding } from './finding'
import { type Person, readPerson } from './person'
import { type Judged, judge, type Taken } from './judge'
import { Twins } from './twins'

export type ImportRooms = {
  readonly stores: Pick<Stores, 'clients' | 'users'>
  readonly now: () => Date
}

export type ImportOptions = {
  readonly isDryRun: boolean
  /** Is told what became of entries, some hundred at a time. */
  readonly report: (findings: readonly Finding[]) => void
  /** Is told once of each column that says nothing to Portico. */
  readonly onUnknown: (column: string) => void
}

const atOnce = 500

export async function importUsers(
  entries: AsyncIterable<Entry>,
  rooms: ImportRooms,
  options: ImportOptions,
): Promise<void> {
  const clients = await rooms.stores.clients.list(null)
  const apps = new Set(clients.map(({ id }) => id))
  const twins = new Twins()
  const unknown = new Set<string>()
  let batch: Entry[] = []
  const flush = async () => {
    const due = batch
    batch = []
    const read = due.map((entry) => ({ entry, read: readPerson(entry, rooms.now()) }))
    for (const name of read.flatMap(({ read }) => (read.ok ? read.unknown : []))) {
      if (!unknown.has(name)) options.onUnknown(name)
      unknown.add(name)
    }
    const people = read.flatMap(({ read }) => (read.ok ? [read.person] : []))
    const taken = await findTaken(people, rooms)
    const judged = read.map(({ entry, read }): Judged => {
      if (read.ok) return judge(read.person, taken, twins, apps)
      const { username: name, reasons } = read
      return { finding: { at: entry.at, outcome: 'broken', name, reasons }, person: null }
    })
    options.report(
      options.isDryRun ? judged.map(({ finding }) => finding) : await add(judged, rooms),
    )
  }
  for await (const entry of entries) {
    batch.push(entry)
    if (batch.length === atOnce) await flush()
  }
  await flush()
}

/** Everybody who has a name or an address that somebody of these wants. */
async function findTaken(people: readonly Person[], { stores }: ImportRooms): Promise<Taken> {
  const emails = people.flatMap(({ user }) => user.email ?? [])
  const names = people.flatMap(({ usernames }) => usernames.map(usernameKey))
  const found = [await stores.users.findTaken(names.slice(0, atOnce), emails)]
  for (let from = atOnce; from < names.length; from += atOnce) {
    found.push(await stores.users.findTaken(names.slice(from, from + atOnce), []))
  }
  const rows = found.flat()
  return {
    byName: new Map(rows.map((row) => [row.usernameKey, row])),
    byEmail: new Map(rows.flatMap((row) => (row.email === null ? [] : [[row.email, row]]))),
  }
}

/** In one write; where somebody was faster, those who are left; one by one only where it cannot be seen who is in the way. */
async function add(judged: readonly Judged[], rooms: ImportRooms): Promise<readonly Finding[]> {
  const people = peopleOf(judged)
  const { users } = rooms.stores
  if (people.length === 0 || (await users.createMany(people.map(({ user }) => user)))) {
    return judged.map(({ finding }) => finding)
  }
  const taken = await findTaken(people, rooms)
  const twins = new Twins()
  const again = judged.map((one) => (one.person ? judge(one.person, taken, twins, noApps) : one))
  if (peopleOf(again).length < people.length) return add(again, rooms)
  const findings: Finding[] = []
  for (const one of again) findings.push(await addOne(one, rooms))
  return findings
}

const noApps: ReadonlySet<string> = new Set() // they were asked for before

const peopleOf = (judged: readonly Judged[]): readonly Person[] =>
  judged.flatMap(({ person }) => (person ? [person] : []))

async function addOne({ finding, person }: Judged, rooms: ImportRooms): Promise<Finding> {
  const { users } = rooms.stores
  if (!person || (await users.createMany([person.user]))) return finding
  const again = judge(person, await findTaken([person], rooms), new Twins(), noApps)
  if (!again.person) return again.finding
  const isOther = again.person.user.usernameKey !== person.user.usernameKey
  if (isOther) return addOne(again, rooms) // another of the names that can be made of the address
  const isIdTaken = (await users.find(person.user.id)) !== null
  if (!isIdTaken) throw new Error(`${person.at} could not be added, and nothing of it is taken`)
  return { ...finding, outcome: 'conflict', reasons: ['id is that of another user'] }
}
