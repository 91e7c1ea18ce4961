// Makes clients, users and upstreams be what a file says. It looks at everything first: where anything stands against the file,
// nothing is written. What the file does not name is left alone.
import { planClient } from './plan-client'
import { planUpstream, planUpstreamOrder } from './plan-upstream'
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
  /** `2 clients`, `1 user`, … */
  readonly unchanged: readonly string[]
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
  const upstreams: Planned[] = []
  for (const one of wanted.upstreams) upstreams.push(await planUpstream(one, rooms))
  const order = await planUpstreamOrder(wanted.upstreams, rooms)
  return {
    steps: [...users, ...clients, ...upstreams, order].filter(
      (planned) => planned !== null && planned !== 'unchanged',
    ),
    unchanged: [
      counted(clients, 'client'),
      counted(users, 'user'),
      ...(upstreams.length > 0 ? [counted(upstreams, 'upstream')] : []),
    ],
  }
}

function summary({ steps, unchanged }: Plan, isDryRun: boolean): readonly string[] {
  const counts = [unchanged.slice(0, -1).join(', '), ...unchanged.slice(-1)].join(' and ')
  return [
    `${counts} unchanged. What the file does not name was left alone.`,
    ...(isDryRun && steps.length > 0 ? ['Nothing was written: this was a dry run.'] : []),
  ]
}

function counted(planned: readonly Planned[], noun: string): string {
  const count = planned.filter((one) => one === 'unchanged').length
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
