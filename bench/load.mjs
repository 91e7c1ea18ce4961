/**
 * The load generator, a process of its own. It is handed one job at a time, sends the job's requests over connections
 * that stay open, one at a time on each, and answers how many were answered right, how fast, and what was wrong.
 *
 * @typedef {object} Job
 * @property {number} port  on this machine; load goes nowhere else
 * @property {string[]} requests  as they go over the wire; one connection for each
 * @property {string} check  a name in answer-checks.mjs or conversations.mjs
 * @property {unknown[]} expected  what the check is told of each connection's answers
 * @property {number} seconds
 * @property {number} atMost  requests, or conversations
 */
import { answerChecks } from './answer-checks.mjs'
import { Connection } from './connection.mjs'
import { conversations } from './conversations.mjs'

process.on('message', async (job) => process.send(await run(job)))
process.on('disconnect', () => process.exit())

/** @param {Job} job */
async function run({ port, requests, check, expected, seconds, atMost }) {
  const times = []
  const wrong = []
  const left = []
  const started = performance.now()
  const deadline = started + seconds * 1000
  const mayGoOn = () => performance.now() < deadline && times.length < atMost && wrong.length === 0

  await Promise.all(
    requests.map(async (request, index) => {
      const connection = new Connection(port, Buffer.from(request, 'latin1'))
      const take = takerOf(check, expected[index])
      let spent = 0
      try {
        await connection.repeat((answer, milliseconds) => {
          const { mistake, next, isDone } = take(answer)
          spent += milliseconds
          if (mistake !== null) {
            wrong.push(
              `${mistake}; status ${answer.status}: ${answer.body.toString().slice(0, 300)}`,
            )
            return false
          }
          if (!isDone) return next
          times.push(spent)
          spent = 0
          if (mayGoOn()) return next
          left[index] = next === true ? request : next.latin1Slice()
          return false
        })
      } catch (error) {
        wrong.push(String(error))
      }
    }),
  )
  const took = (performance.now() - started) / 1000
  return { count: times.length, seconds: took, ...percentiles(times), wrong, requests: left }
}

/** A check looks at an answer and sends the same again; a conversation says what comes next. */
function takerOf(name, expected) {
  if (name in conversations) return conversations[name](expected)
  const findMistake = answerChecks[name](expected)
  return (answer) => ({ mistake: findMistake(answer), next: true, isDone: true })
}

/** Milliseconds. */
function percentiles(times) {
  const sorted = Float64Array.from(times).sort()
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}
