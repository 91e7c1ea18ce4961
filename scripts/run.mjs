/**
 * Child processes: run to their end, with a time limit, and never left behind.
 */
import { spawn } from 'node:child_process'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** A file that somebody named, from the folder in which they did: npm runs scripts in the project's. */
export const fromWhereNpmWasCalled = (word) =>
  word.startsWith('-') ? word : resolve(process.env.INIT_CWD ?? process.cwd(), word)

const isWindows = process.platform === 'win32'
const running = new Set()

/** Ends a child together with what it started. */
function kill(child, signal) {
  try {
    if (isWindows) child.kill(signal)
    else process.kill(-child.pid, signal) // its whole process group
  } catch {
    // It has ended by itself.
  }
}

process.on('exit', () => {
  for (const child of running) kill(child, 'SIGKILL')
})

/**
 * Runs a command in the project's folder. The project's own tools are found by name, and `node` is
 * the one that runs this.
 *
 * @param {string} command
 * @param {string[]} [args]
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env]  added to ours
 * @param {boolean} [options.shows]  pass the output through while it comes; otherwise it is kept
 * @param {number} [options.limitSeconds]
 * @returns {Promise<{ ok: boolean, code: number | null, output: string }>} never rejects
 */
export function run(command, args = [], { env = {}, shows = false, limitSeconds } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command === 'node' ? process.execPath : command, args, {
      cwd: root,
      env: {
        ...process.env,
        NEXT_TELEMETRY_DISABLED: '1',
        ...env,
        PATH: join(root, 'node_modules', '.bin') + delimiter + process.env.PATH,
      },
      stdio: ['ignore', shows ? 'inherit' : 'pipe', shows ? 'inherit' : 'pipe'],
      detached: !isWindows, // a group of its own, so that it can be ended as a whole
      shell: isWindows, // npm and the tools are .cmd files there
    })
    running.add(child)

    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))

    const limit =
      limitSeconds &&
      setTimeout(() => {
        output += `\n${command} was stopped: it took more than ${Math.round(limitSeconds)} s\n`
        kill(child, 'SIGTERM')
        setTimeout(() => kill(child, 'SIGKILL'), 5_000).unref()
      }, limitSeconds * 1000)

    const end = (code) => {
      clearTimeout(limit)
      running.delete(child)
      resolve({ ok: code === 0, code, output })
    }
    child.once('error', (error) => {
      output += `${command}: ${error.message}\n`
      end(null)
    })
    child.once('exit', () => kill(child, 'SIGKILL')) // what it left running in the background
    child.once('close', end)
  })
}

/**
 * On a signal: ends the children, does what was registered for the process's end, and leaves.
 *
 * @returns {() => void} takes the handlers away again
 */
export function leaveOnSignals() {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
  const leave = (signal) => process.exit(codes[signal])
  for (const signal of Object.keys(codes)) process.on(signal, leave)
  return () => {
    for (const signal of Object.keys(codes)) process.off(signal, leave)
  }
}
