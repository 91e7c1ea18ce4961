import { setImmediate } from 'node:timers/promises'

/** About 2 ms of a digest each. */
const roundsAtOnce = 400

/**
 * Does a digest over and over where no library does it on a thread of its own, and lets other requests have their turn in
 * between.
 */
export async function inSlices(
  rounds: number,
  start: Buffer,
  step: (before: Buffer, round: number) => Buffer,
): Promise<Buffer> {
  let value = start
  for (let round = 0; round < rounds; round += 1) {
    if (round % roundsAtOnce === roundsAtOnce - 1) await setImmediate()
    value = step(value, round)
  }
  return value
}
