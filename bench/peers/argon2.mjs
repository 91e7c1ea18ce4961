/**
 * The ceiling of every sign-in by password: argon2id at the portal's own cost on all cores, and nothing else.
 */
import { availableParallelism } from 'node:os'

import { hash, verify } from '@node-rs/argon2'

const password = 'correct horse battery staple'
const stored = await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })

process.on('message', async ({ seconds }) => {
  const times = []
  const started = performance.now()
  const worker = async () => {
    while (performance.now() - started < seconds * 1000) {
      const began = performance.now()
      if (!(await verify(stored, password))) throw new Error('a right password was refused')
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  const sorted = times.toSorted((a, b) => a - b)
  process.send({
    count: times.length,
    seconds: (performance.now() - started) / 1000,
    p50: sorted[Math.floor(sorted.length * 0.5)],
    p99: sorted[Math.floor(sorted.length * 0.99)],
    wrong: [],
  })
})
process.on('disconnect', () => process.exit())
process.send('ready')
