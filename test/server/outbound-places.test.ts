import { describe, expect, it } from 'vitest'

import { OutboundProblem } from '@/oauth/provider'
import { Places } from '@/server/outbound-places'

/** Work that ends when it is told to. */
function held() {
  let end = () => {}
  const isOver = new Promise<void>((resolve) => (end = resolve))
  return { work: () => isOver, end: () => end() }
}

const busy = new OutboundProblem('busy')

describe('a request that waits for a place', () => {
  it('fails when its time is over, is never made, and leaves its turn to the next', async () => {
    const places = new Places({ everywhere: 1, perHost: 1, waiting: 2 }, 50)
    const first = held()
    const under = places.within('slow.example', first.work)
    const made: string[] = []
    const waiting = ['slow.example', 'other.example'].map((host) =>
      places.within(host, async () => void made.push(host)),
    )
    await Promise.all(waiting.map((each) => expect(each).rejects.toEqual(busy)))
    const next = places.within('other.example', async () => void made.push('next'))
    first.end()
    await Promise.all([under, next])
    expect(made).toEqual(['next'])
  })

  it('comes in its turn, past those whose host is full', async () => {
    const places = new Places({ everywhere: 2, perHost: 1, waiting: 10 }, 5_000)
    const [slow, third] = [held(), held()]
    const order: string[] = []
    const asked = [
      places.within('slow.example', slow.work),
      places.within('third.example', third.work),
      ...['slow.example', 'a.example', 'b.example'].map((host) =>
        places.within(host, async () => void order.push(host)),
      ),
    ]
    third.end()
    await Promise.all([asked[1], asked[3], asked[4]])
    expect(order).toEqual(['a.example', 'b.example'])
    slow.end()
    await Promise.all(asked)
    expect(order).toEqual(['a.example', 'b.example', 'slow.example'])
  })

  it('leaves its place to the next when its work fails, or throws before it has begun', async () => {
    const places = new Places({ everywhere: 1, perHost: 1, waiting: 0 }, 50)
    const works = [
      () => Promise.reject(new Error('no answer')),
      () => {
        throw new Error('no answer')
      },
    ]
    for (const work of works) {
      await expect(places.within('a.example', work)).rejects.toThrow('no answer')
    }
    expect(await places.within('a.example', () => Promise.resolve('x'))).toBe('x')
  })
})
