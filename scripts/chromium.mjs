/**
 * A Chromium for the tests, wherever this machine has one, or can get one from.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { chromium } from 'playwright'
import { run } from './run.mjs'

const execute = promisify(execFile)

/** Without a sandbox, for tests run as root in containers; and without calling home. */
export const chromiumArgs = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** @returns {string | null} the path of one that is already here */
export function installedChromium() {
  const paths = [chromium.executablePath(), '/usr/bin/chromium', '/usr/bin/chromium-browser']
  return paths.find((path) => path && existsSync(path)) ?? null
}

async function installDebians() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.log('Installing Chromium with apt-get …')
  const environment = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  try {
    await execute('apt-get', ['update'], environment)
    await execute('apt-get', ['install', '-y', 'chromium'], environment)
  } catch {
    // Not a Debian that has it: Playwright's own comes next.
  }
}

async function installPlaywrights() {
  console.log("Installing Playwright's Chromium …")
  await run('playwright', ['install', 'chromium'], { limitSeconds: 300 })
}

/**
 * Finds a Chromium, or installs one.
 *
 * @returns {Promise<{ executablePath: string, args: string[] } | { skipped: string }>}
 */
export async function findChromium() {
  if (!installedChromium()) await installDebians()
  if (!installedChromium()) await installPlaywrights()
  const executablePath = installedChromium()
  if (!executablePath) return { skipped: 'no Chromium was found, and none could be installed' }
  return { executablePath, args: chromiumArgs }
}
