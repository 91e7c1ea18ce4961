import { describe, expect, it } from 'vitest'

import { oncePerTurn } from '@/stores/prisma/once-per-turn'

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

describe('a question of one turn of the event loop', () => {
  const world = () => {
    const told = { asked: 0, uses: 0 }
    const ask = oncePerTurn(
      () => (told.asked += 1),
      () => told.uses,
    )
    return { told, ask }
  }

  it('is asked once, also across awaits that stay in the turn', async () => {
    const { told, ask } = world()
    expect(ask()).toBe(1)
    await Promise.resolve()
    expect(ask()).toBe(1)
    expect(told.asked).toBe(1)
  })

  it('is asked again in the next turn, for another process may have committed', async () => {
    const { ask } = world()
    expect(ask()).toBe(1)
    await nextTurn()
    expect(ask()).toBe(2)
    await nextTurn()
    expect(ask()).toBe(3)
  })

  it('is asked again in the same turn after a commit of our own', () => {
    const { told, ask } = world()
    expect(ask()).toBe(1)
    told.uses += 1
    expect(ask()).toBe(2)
    expect(ask()).toBe(2)
  })
})
