// Takes the news of ended sessions to the apps. What is to be told, and when it is tried next, stands in the database;
// here is only what this process has in hand.
import type { LogoutDelivery } from '@/model/logout-delivery'

import type { LogoutCourier, Provider } from '../provider'
import { deliver } from './deliver'

export type CourierParts = Pick<
  Provider,
  'settings' | 'stores' | 'keys' | 'outbound' | 'log' | 'now'
>

/** Posts under way in this process. */
const mostAtOnce = 64

/** Posts under way to one app: one that never answers leaves the other places free. */
const mostPerApp = 4

/** Deliveries that are taken in hand at a time. */
const mostPerClaim = 16

/**
 * What a process took in hand and did not end, as it was killed, is due again after this: seconds. It is longer than
 * one claim takes when every attempt runs out of time.
 */
const lease = 60

/** Makes the courier of a process. However many processes have one, each delivery is in one hand at a time. */
export function logoutCourier(parts: CourierParts): LogoutCourier {
  const { stores, log, now } = parts
  /** The apps that are being told, and how many posts each has under way. */
  const busy = new Map<string, number>()
  const rounds = new Set<Promise<void>>()
  let looking: Promise<void> | undefined
  let isWanted = false
  let isStopped = false

  /** Looks for what is due; whoever asks while it does has it look once more. */
  function look(): Promise<void> {
    if (isStopped) return Promise.resolve()
    isWanted = true
    looking ??= lookWhileWanted()
    return looking
  }

  async function lookWhileWanted(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false
      try {
        await takeInHand()
      } catch (err) {
        log.error({ err }, 'sign-out notices could not be looked for')
      }
    }
    looking = undefined
  }

  async function takeInHand(): Promise<void> {
    while (!isStopped) {
      const places = mostAtOnce - sum(busy.values())
      if (places === 0) return // whoever ends looks again
      const at = now()
      const leaseUntil = new Date(at.getTime() + lease * 1000)
      const limit = Math.min(places, mostPerClaim)
      const due = await stores.logoutDeliveries.claim(at, leaseUntil, limit, [...busy.keys()])
      if (due.length === 0) return
      for (const clientId of new Set(due.map((one) => one.clientId))) {
        begin(
          clientId,
          due.filter((one) => one.clientId === clientId),
        )
      }
    }
  }

  function begin(clientId: string, deliveries: LogoutDelivery[]): void {
    const atOnce = Math.min(deliveries.length, mostPerApp)
    busy.set(clientId, atOnce)
    const round = tell(clientId, deliveries, atOnce).then(async () => {
      busy.delete(clientId)
      await look() // there is a place again
      rounds.delete(round)
    })
    rounds.add(round)
  }

  /** Never fails: what is not ended is due again when its lease is over. */
  async function tell(
    clientId: string,
    deliveries: LogoutDelivery[],
    atOnce: number,
  ): Promise<void> {
    const sendInTurn = async () => {
      for (let next = deliveries.shift(); next && !isStopped; next = deliveries.shift()) {
        try {
          await deliver(next, parts)
        } catch (err) {
          log.error({ err, clientId }, 'a sign-out notice could not be sent')
        }
      }
    }
    await Promise.all(Array.from({ length: atOnce }, sendInTurn))
  }

  async function settle(): Promise<void> {
    while (rounds.size > 0) await Promise.all(rounds)
  }

  return {
    deliver: async () => {
      await look()
      await settle()
    },
    stop: async () => {
      isStopped = true
      await looking
      await settle()
    },
  }
}

const sum = (numbers: Iterable<number>): number =>
  [...numbers].reduce((total, each) => total + each, 0)
