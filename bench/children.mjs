/**
 * Servers as processes of their own: started, waited for, looked at from outside, and ended by their id.
 */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const running = new Set()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

function keep(child) {
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** A TCP port of this machine that nobody listens on. */
export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  await once(probe, 'close')
  return port
}

/**
 * Starts a program of this folder that talks to its parent by messages.
 *
 * @param {string} file  beside this one
 * @param {NodeJS.ProcessEnv} [env]
 */
export const startProgram = (file, env = {}) =>
  keep(
    fork(new URL(file, import.meta.url), {
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    }),
  )

/** Starts a command of package.json as npm would, without npm's own process around it. What it prints is kept. */
export function startCommand(command, { cwd, env }) {
  const child = keep(spawn(command, { cwd, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] }))
  child.printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => (child.printed += chunk))
  }
  return child
}

/** The next message of a program. @throws when it ends instead */
export function nextMessage(child) {
  return new Promise((resolve, reject) => {
    const ended = (code) => reject(new Error(`a process of the bench ended with code ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message)
    })
  })
}

/** Asks a program something, and waits for its answer. */
export function ask(child, question) {
  const answer = nextMessage(child)
  child.send(question)
  return answer
}

/** Waits for a process to end by itself. @returns {Promise<number>} its exit code */
export async function ended(child) {
  if (child.exitCode !== null) return child.exitCode
  const [code] = await once(child, 'exit')
  return code
}

/** Ends a process in good order; after ten seconds without asking. */
export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(impatience)
}

/** Waits until a URL answers 200. @throws when the process ends first, or after a minute */
export async function answers(url, child) {
  for (const deadline = performance.now() + 60_000; performance.now() < deadline; await sleep(5)) {
    if (child.exitCode !== null) throw new Error(`a server ended:\n${child.printed ?? ''}`)
    const status = await fetch(url).then(
      async (response) => (await response.arrayBuffer(), response.status),
      () => null,
    )
    if (status === 200) return
  }
  throw new Error(`${url} did not answer within a minute`)
}

/** How much processor time a process has used: seconds. Null where the system does not tell. */
export function cpuSeconds({ pid }) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const [, , ...fields] = stat.slice(stat.lastIndexOf(')')).split(' ')
    return (Number(fields[10]) + Number(fields[11])) / 100 // user and system, in ticks of 10 ms
  } catch {
    return null
  }
}

/** Resident memory of a process: megabytes of 2^20 bytes. Null where the system does not tell. */
export function residentMegabytes({ pid }) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1')
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)[1]) / 1024
  } catch {
    return null
  }
}
