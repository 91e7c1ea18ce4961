/**
 * A throwaway PostgreSQL for tests: a cluster in a temporary folder, on a free loopback port, with
 * durability off, gone afterwards. Tests create their own databases in it.
 */
import { execFile, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const isRoot = process.getuid?.() === 0

/** @returns {string | null} the folder that holds initdb and postgres, of the newest version */
function findPrograms() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian) : []
  const folders = [
    ...versions
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null
}

async function install() {
  const environment = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  console.log('Installing PostgreSQL with apt-get …')
  const packages = ['install', '-y', '--no-install-recommends', 'postgresql']
  await execute('apt-get', packages, environment).catch(async () => {
    await execute('apt-get', ['update'], environment)
    await execute('apt-get', packages, environment)
  })
}

/** PostgreSQL refuses to run as root: somebody else has to. @returns spawn's options */
function asSomebodyElse() {
  if (!isRoot) return {}
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = ['postgres', 'nobody']
    .map((wanted) => users.find(([name]) => name === wanted))
    .find(Boolean)
  if (!user) throw new Error('there is no user "postgres" or "nobody" to run it as')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** Resolves when the server takes connections; rejects with its log when it ends before. */
function whenReady(server) {
  return new Promise((resolve, reject) => {
    let log = ''
    server.stderr.on('data', (chunk) => {
      log = (log + chunk).slice(-20_000)
      if (log.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`postgres ended:\n${log}`)))
  })
}

const settings = {
  listen_addresses: '127.0.0.1',
  max_connections: 200,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
}

async function initialize(programs, data, options) {
  const args = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
  await execute(join(programs, 'initdb'), ['-D', data, ...args], options)
}

function launch(programs, data, port, options) {
  const args = Object.entries({ ...settings, unix_socket_directories: options.cwd, port }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  )
  // In a process group of its own: an interrupt from the keyboard is ours to pass on.
  return spawn(join(programs, 'postgres'), ['-D', data, ...args], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
}

/**
 * Starts a cluster. It is stopped and removed by `stop`, or else when the process exits.
 *
 * @returns {Promise<{ url: string, stop(): Promise<void> } | { skipped: string }>} the URL of an
 *   empty database, with the rights of a superuser; or why there is none
 */
export async function startPostgres() {
  try {
    if (!findPrograms() && isRoot && existsSync('/usr/bin/apt-get')) await install()
    const programs = findPrograms()
    if (!programs) return { skipped: 'initdb was not found and could not be installed' }

    const somebody = asSomebodyElse()
    const folder = mkdtempSync(join(tmpdir(), 'portico-postgres-'))
    const data = join(folder, 'data')
    const options = { ...somebody, cwd: folder, env: { ...process.env, LC_ALL: 'C', HOME: folder } }
    let server
    const remove = () => {
      process.off('exit', remove)
      server?.kill('SIGQUIT') // at once, without a last checkpoint
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
    }
    process.once('exit', remove)

    try {
      if (isRoot) chownSync(folder, somebody.uid, somebody.gid)
      await initialize(programs, data, options)
      const port = await freePort()
      server = launch(programs, data, port, options)
      await whenReady(server)
      const stop = async () => {
        const hasEnded = new Promise((resolve) => server.once('exit', resolve))
        if (server.kill('SIGINT')) await hasEnded // without waiting for its clients
        remove()
      }
      return { url: `postgresql://postgres@127.0.0.1:${port}/postgres`, stop }
    } catch (error) {
      remove()
      throw error
    }
  } catch (error) {
    return { skipped: `it did not start: ${error.stderr || error.message}` }
  }
}
