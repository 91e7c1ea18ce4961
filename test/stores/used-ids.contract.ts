import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { after, atOnce, now } from './fixtures'
import type { World } from './fixtures'

export function usedIdsContract({ stores }: World): void {
  it('lets one of 20 who use an id at once through, and nobody afterwards', async () => {
    const { usedIds } = stores()
    for (let round = 0; round < 5; round += 1) {
      const key = randomUUID()
      const answers = await atOnce(20, () => usedIds.use(key, after(60)))
      expect(answers.filter(Boolean)).toHaveLength(1)
      expect(await usedIds.use(key, after(600))).toBe(false)
    }
  })

  it('keeps ids apart, to the letter', async () => {
    const { usedIds } = stores()
    const key = randomUUID()
    for (const each of [`${key}a`, `${key}A`, `${key}a `]) {
      expect(await usedIds.use(each, after(60))).toBe(true)
    }
  })

  it.each(['\0', '\ud800'])('lets nobody through with %j', async (key) => {
    expect(await stores().usedIds.use(key, now)).toBe(false)
  })
}
