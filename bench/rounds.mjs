/**
 * Two sides, measured in turns, so that whatever else the machine does meets both.
 */
import { ask, cpuSeconds } from './children.mjs'

export const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * Runs ours, theirs, ours, theirs …
 *
 * @template T
 * @param {number} rounds
 * @param {() => Promise<T>} ours
 * @param {() => Promise<T>} theirs
 * @returns {Promise<{ ours: T[], theirs: T[] }>}
 */
export async function inTurns(rounds, ours, theirs) {
  const results = { ours: [], theirs: [] }
  for (let round = 0; round < rounds; round += 1) {
    results.ours.push(await ours())
    results.theirs.push(await theirs())
  }
  return results
}

/**
 * Lets a program work on a job while a server's processor time is watched. Where it got to is where the same job goes on
 * the next time.
 *
 * @returns {Promise<{ perSecond: number, cpuMicroseconds: number | null, busy: number | null, p50: number, p99: number }>}
 *   `busy` is in cores
 * @throws when an answer was wrong
 */
export async function measure(program, job, server) {
  const before = cpuSeconds(server)
  const { count, seconds, p50, p99, wrong, requests } = await ask(program, job)
  if (wrong.length > 0) throw new Error(`an answer was wrong: ${wrong[0]}`)
  if (requests !== undefined) job.requests = requests
  const used = before === null ? null : cpuSeconds(server) - before
  return {
    perSecond: count / seconds,
    cpuMicroseconds: used === null ? null : (used / count) * 1e6,
    busy: used === null ? null : used / seconds,
    p50,
    p99,
  }
}

/** The median of each measure. */
export const medians = (results) =>
  Object.fromEntries(
    Object.keys(results[0]).map((name) => {
      const values = results.map((result) => result[name])
      return [name, values.includes(null) ? null : median(values)]
    }),
  )

/**
 * Both sides' requests per second: one run each to warm up, then the rounds.
 *
 * @param {{ name: string, peerName: string, goal: number }} row
 * @param {{ rounds: number, seconds: number }} options
 * @param {(seconds: number) => ReturnType<typeof measure>} ours
 * @param {(seconds: number) => ReturnType<typeof measure>} theirs
 */
export async function compareThroughput(row, { rounds, seconds }, ours, theirs) {
  const turns = (count) =>
    inTurns(
      count,
      () => ours(seconds),
      () => theirs(seconds),
    )
  await turns(1) // to warm up
  const results = await turns(rounds)
  const sides = { ours: medians(results.ours), peer: medians(results.theirs) }
  const pairs = results.ours.map((one, index) => one.perSecond / results.theirs[index].perSecond)
  const { perSecond: mine } = sides.ours
  const { perSecond: peer } = sides.peer
  return {
    row: {
      name: row.name,
      ours: mine,
      peer,
      peerName: row.peerName,
      ratio: mine / peer,
      unit: 'requests/s',
    },
    goal: { ratioAtLeast: row.goal },
    sides,
    pairs,
  }
}
