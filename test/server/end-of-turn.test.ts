import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'

import { endOfTurn } from '@/server/end-of-turn'

it('is one moment for all who wait in a turn, after what each of them does at once', async () => {
  const order: string[] = []
  const wait = async (name: string) => {
    order.push(`${name} looked at`)
    await endOfTurn()
    order.push(`${name} answered`)
  }
  const both = [wait('one'), wait('other')]
  await Promise.resolve()
  expect(endOfTurn()).toBe(endOfTurn())
  expect(order).toEqual(['one looked at', 'other looked at'])
  await Promise.all(both)
  expect(order.slice(2)).toEqual(['one answered', 'other answered'])
})

it('is another moment in the next turn', async () => {
  const before = endOfTurn()
  await before
  const after = endOfTurn()
  expect(after).not.toBe(before)
  await nextTurn()
  await after
})
