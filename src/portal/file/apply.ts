// Makes clients and users be what a file says. It looks at everything first: where anything stands against the file,
// nothing is written. What the file does not name is left alone.
import { planClient } from './plan-client'
import { planUser } from './plan-user'
import { type Complaint, type ReadFile, readFile } from './read-file'
import type { Planned, Rooms, Step } from './step'

export type ApplyOptions = {
  readonly isDryRun: boolean
  /** Is told each line as soon as it is true. */
  readonly say: (line: string) => void
}

/**
 * Applies the text of a file, YAML or JSON. A second time it changes nothing.
 *
 * @returns what stands against the file; empty: it was applied
 */
export async function applyFile(
  text: string,
  rooms: Rooms,
  { isDryRun, say }: ApplyOptions,
): Promise<readonly Complaint[]> {
  const read = readFile(text)
  const plan = await planAll(read, rooms)
  if (read.problems.length > 0) return read.complaints()

  for (const step of plan.steps) {
    const secrets = isDryRun ? [] : await step.run()
    for (const line of [...step.lines, ...secrets]) say(line)
  }
  for (const line of summary(plan, isDryRun)) say(line)
  return []
}

type Plan = {
  readonly steps: readonly Step[]
  readonly unchanged: { readonly clients: number; readonly users: number }
}

/** Users come first: an app may be theirs. */
async function planAll({ wanted, hasUnreadable }: ReadFile, rooms: Rooms): Promise<Plan> {
  const users: Planned[] = []
  const ids = new Map<string, string>()
  for (const one of wanted.users) {
    const { id, planned } = await planUser(one, rooms)
    users.push(planned)
    ids.set(one.usernameKey, id)
  }
  const findUserId = async (key: string) =>
    ids.get(key) ??
    (await rooms.stores.users.findByLogin(key))?.user.id ??
    (hasUnreadable ? 'perhaps among those' : null) // nothing will be written
  const clients: Planned[] = []
  for (const one of wanted.clients) clients.push(await planClient(one, findUserId, rooms))
  return {
    steps: [...users, ...clients].filter((planned) => planned !== null && planned !== 'unchanged'),
    unchanged: { clients: countOf(clients), users: countOf(users) },
  }
}

const countOf = (planned: readonly Planned[]): number =>
  planned.filter((one) => one === 'unchanged').length

function summary({ steps, unchanged }: Plan, isDryRun: boolean): readonly string[] {
  const counts = [counted(unchanged.clients, 'client'), counted(unchanged.users, 'user')]
  return [
    `${counts.join(' and ')} unchanged. What the file does not name was left alone.`,
    ...(isDryRun && steps.length > 0 ? ['Nothing was written: this was a dry run.'] : []),
  ]
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
