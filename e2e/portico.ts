// The portal as its operator runs it: a process of its own, started by the package's own command, with its own port,
// data folder and database. Nothing of it is shared with these tests but what it prints and what it answers.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'

import { root, type Home } from './home'

/** `front server`: what `npm start` runs. `next`: Next alone, without the front server. */
export type Host = 'front server' | 'next'

export type StartOptions = {
  readonly host?: Host
  readonly port?: number
  /** `PORTICO_URL`; by default this process itself. */
  readonly url?: string
  readonly settings?: Readonly<Record<string, string>>
  /** Lines of the log that would be complaints, and are what the test brings about. */
  readonly expects?: RegExp
}

export type Portico = {
  /** `PORTICO_URL`. */
  readonly url: string
  readonly port: number
  /** The first administrator's link, as printed; null when none was. */
  readonly setupLink: string | null
  /** Everything printed so far. */
  readonly output: () => string
  /** Asks it to leave. Throws when it does not leave with 0, failed at a request, or printed a secret. */
  readonly stop: () => Promise<void>
  /** Ends it where it stands. */
  readonly kill: () => Promise<void>
}

const startCommand = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
).scripts.start

/** Settings that this machine's environment or `.env` could bring along: empty counts as absent. */
const clean = {
  ...Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => name.startsWith('PORTICO_') || name === 'DATABASE_URL')
      .map((name) => [name, '']),
  ),
  ...{ HOST: '', DATABASE_URL: '', PORTICO_URL: '', PORTICO_SECRET: '' },
}

const longestStart = 60_000
const longestEnd = 20_000

export async function startPortico(home: Home, options: StartOptions = {}): Promise<Portico> {
  const { host = 'front server', port = await freePort(), settings = {} } = options
  const url = options.url ?? `http://localhost:${port}`
  const env = { ...home.settings, PORT: String(port), PORTICO_URL: url, ...settings }
  const running =
    host === 'next'
      ? run(`exec node_modules/.bin/next start -p ${port}`, { NODE_ENV: 'production', ...env })
      : run(startCommand, env)
  try {
    await (host === 'next' ? answers(running, port) : prints(running, /^ {2}Data {2}.*\n/m))
  } catch (cause) {
    await running.end('SIGKILL')
    throw cause
  }
  const setupLink = / {2}First administrator +(\S+)/.exec(running.output())?.[1] ?? null

  return {
    url,
    port,
    setupLink,
    output: running.output,
    kill: async () => {
      await running.end('SIGKILL')
    },
    stop: async () => {
      const code = await running.end('SIGTERM')
      const complaints = [
        ...(code === 0 || (host === 'next' && code === 143) ? [] : [`it left with ${code}`]),
        ...complaintsAbout(running.output(), options.expects),
      ]
      if (complaints.length > 0) {
        throw new Error(`${complaints.join('; ')}\n${running.output()}`)
      }
    },
  }
}

/** A start that is expected to fail: what it printed, and the code it left with. */
export async function failToStart(
  settings: Readonly<Record<string, string>>,
): Promise<{ output: string; code: number }> {
  const { output, ended } = run(startCommand, settings)
  return { code: await ended, output: output() }
}

/** A script of the package, run to its end as `npm run` would. */
export async function runScript(
  home: Home,
  command: string,
  settings: Readonly<Record<string, string>>,
): Promise<{ output: string; code: number }> {
  const { output, ended } = run(`exec ${command}`, { ...home.settings, ...settings })
  return { code: await ended, output: output() }
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

type Running = {
  readonly process: ChildProcess
  readonly output: () => string
  /** The exit code; a signal counts as 128 and its number. */
  readonly ended: Promise<number>
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number>
}

const children = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

/** Runs a shell's line; those that begin with `exec` become the process itself, so that signals reach it. */
function run(line: string, settings: Readonly<Record<string, string>>): Running {
  const env = { ...process.env, ...clean, NEXT_TELEMETRY_DISABLED: '1', ...settings }
  const child = spawn(line, { cwd: root, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
  children.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  }
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code, signal) => {
      children.delete(child)
      resolve(code ?? (signal === 'SIGKILL' ? 137 : 143))
    })
  })
  return {
    process: child,
    output: () => output,
    ended,
    end: async (signal) => {
      child.kill(signal)
      const late = setTimeout(() => child.kill('SIGKILL'), longestEnd)
      const code = await ended
      clearTimeout(late)
      return code
    },
  }
}

/** Resolves when the output has the pattern in it. */
function prints(running: Running, pattern: RegExp): Promise<void> {
  return orEnd(running, (resolve) => {
    const look = () => {
      if (pattern.test(running.output())) resolve()
    }
    running.process.stdout?.on('data', look)
    return () => running.process.stdout?.off('data', look)
  })
}

/** Resolves when `/health/ready` answers 200. */
function answers(running: Running, port: number): Promise<void> {
  return orEnd(running, (resolve) => {
    const poll = setInterval(() => {
      fetch(`http://localhost:${port}/health/ready`)
        .then(({ status }) => {
          if (status === 200) resolve()
        })
        .catch(() => undefined) // it does not listen yet
    }, 50)
    return () => clearInterval(poll)
  })
}

function orEnd(running: Running, watch: (resolve: () => void) => () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (outcome: () => void) => () => {
      unwatch()
      clearTimeout(late)
      outcome()
    }
    const unwatch = watch(() => settle(resolve)())
    const fail = (what: string) => () => reject(new Error(`${what}\n${running.output()}`))
    const late = setTimeout(settle(fail('it was not ready in time')), longestStart)
    void running.ended.then(settle(fail('it ended before it was ready')))
  })
}

/** What no log may show: a request that failed on our side, or a secret. */
const forbidden: readonly (readonly [string, RegExp])[] = [
  ['a request failed', /"level":"(?:error|fatal)"|"status":5\d\d/],
  ['a password was printed', /violet-anchor/],
  ['an access token was printed', /eyJ[\w-]{10,}\.eyJ/],
  ['a refresh token was printed', /prt_[\w-]{20,}/],
]

function complaintsAbout(output: string, expected?: RegExp): string[] {
  const lines = output.split('\n').filter((line) => !expected?.test(line))
  const rest = lines.join('\n')
  return forbidden.filter(([, pattern]) => pattern.test(rest)).map(([complaint]) => complaint)
}
