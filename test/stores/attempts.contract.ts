import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { after, atOnce, now } from './fixtures'
import type { World } from './fixtures'

const windowEndsAt = after(900)

export function attemptsContract({ stores, fresh }: World): void {
  it('counts up from one, each key for itself, in the order of the keys', async () => {
    const { attempts } = stores()
    const [account, address] = [`z-${randomUUID()}`, `a-${randomUUID()}`]
    await attempts.count([{ key: address, windowEndsAt }], now)
    const windows = [account, address].map((key) => ({ key, windowEndsAt }))
    expect(await attempts.count(windows, now)).toEqual([
      { count: 1, windowEndsAt },
      { count: 2, windowEndsAt },
    ])
    expect(await attempts.count([], now)).toEqual([])
  })

  it('tells 20 who count at once 1 to 20, each number to one of them', async () => {
    const { attempts } = stores()
    const keys = Array.from({ length: 20 }, () => randomUUID())
    const windows = keys.map((key) => ({ key, windowEndsAt }))
    const answers = await atOnce(20, (index) =>
      attempts.count(index % 2 ? windows : windows.toReversed(), now),
    )
    for (const position of keys.keys()) {
      const last = keys.length - 1
      const counts = answers.map((answer, index) => answer[index % 2 ? position : last - position]!)
      expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, index) => index + 1),
      )
    }
  })

  it('lets many count and take back the same at once: none of them waits for another that waits for it', async () => {
    const { attempts } = await fresh() // few rows are read as they lie, not by their keys
    for (let round = 0; round < 5; round += 1) {
      const keys = ['c', 'b', 'a'].map((key) => `${key}-${round}`)
      const windows = keys.map((key) => ({ key, windowEndsAt }))
      for (const window of windows) await attempts.count([window], now)
      const all = atOnce(30, async (index) => {
        if (index % 2) await attempts.count(windows, now)
        else await attempts.forgive(keys)
      })
      await expect(all).resolves.toHaveLength(30)
    }
  })

  it('keeps the end of a window that runs, and begins again with one when it has ended', async () => {
    const { attempts } = stores()
    const key = randomUUID()
    await attempts.count([{ key, windowEndsAt }], now)
    const later = { key, windowEndsAt: after(1800) }
    expect(await attempts.count([later], after(899))).toEqual([{ count: 2, windowEndsAt }])
    expect(await attempts.count([later], after(900))).toEqual([
      { count: 1, windowEndsAt: after(1800) },
    ])
  })

  it('takes an attempt back, never below none, and forgets', async () => {
    const { attempts } = stores()
    const window = { key: randomUUID(), windowEndsAt }
    const count = async () => (await attempts.count([window], now))[0]!.count
    await count()
    expect(await count()).toBe(2)
    await attempts.forgive([window.key])
    expect(await count()).toBe(2)
    for (let times = 0; times < 5; times += 1) await attempts.forgive([window.key, 'unknown'])
    expect(await count()).toBe(1)
    await count()
    await attempts.clear([window.key])
    expect(await count()).toBe(1)
  })
}
