import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { findFault, findLeak } from './judge'
import { drawn, plans } from './requests'
import { fuzzWorld, goodRequests, renew } from './world'

/** How many requests are made up, and from which seed: `PORTICO_FUZZ_REQUESTS=100000 npx vitest run test/fuzz`. */
const count = Number(process.env['PORTICO_FUZZ_REQUESTS'] ?? 1_500)
const seed = Number(process.env['PORTICO_FUZZ_SEED'] ?? 20_261_120)

/** After so many requests most of what could be used up is. */
const untilRenewal = 40

/** Milliseconds; for as many requests as are asked for. */
const patience = 60_000 + count * 20

describe('requests that nobody would make', () => {
  it('are all answered when they are good, so that the spoiled ones reach deep', async () => {
    const world = await fuzzWorld()
    const served = new Map<string, number>()
    for (const sent of goodRequests(world)) {
      const { status } = await world.send(sent)
      served.set(sent.path, Math.min(status, served.get(sent.path) ?? 999))
    }
    world.close()
    // What was used up or is somebody else's says so; nothing is missing.
    const expected = {
      '/setup': 410,
      '/recover': 410,
      '/oauth/authorize/native': 410,
      '/apps/create': 404,
      '/apps/secret/rotate': 404,
      '/apps/update': 404,
      '/logos': 404,
      '/oauth/token/info': 400,
      '/consent': 403,
      // The last ones come after the session has ended.
      '/sign-out': 401,
      '/sign-in/password': 403,
    }
    expect(Object.fromEntries([...served].filter(([, status]) => status >= 400))).toEqual(expected)
  })

  it(
    'bring about no 5xx, no redirect to a strange place, no token without a grant, and no secret in the log',
    async () => {
      const world = await fuzzWorld()
      const statuses = new Map<number, number>()
      let requests = 0
      let good = goodRequests(world)
      const property = fc.asyncProperty(plans, async (plan) => {
        requests += 1
        if (requests % untilRenewal === 0) {
          world.op.passes({ seconds: 30 })
          await renew(world)
          good = goodRequests(world)
        }
        const sent = drawn(plan, good)
        const received = await world.send(sent)
        statuses.set(received.status, (statuses.get(received.status) ?? 0) + 1)
        const fault = await findFault(world, sent, received)
        if (fault !== null) throw new Error(`${fault}: ${JSON.stringify(sent)}`)
      })
      await fc.assert(property, { numRuns: count, seed, endOnFailure: true })
      world.close()

      expect(findLeak(world, world.op.logged())).toBeNull()
      // It would mean nothing if all of them were turned away at the door.
      const answeredWell = [...statuses].filter(([status]) => status < 400)
      expect(answeredWell.reduce((sum, [, times]) => sum + times, 0)).toBeGreaterThan(count / 10)
    },
    patience,
  )
})
