/**
 * Makes package-lock.json whole: adds the packages for other platforms that npm left out.
 *
 * `npm ci` refuses a lock file in which an optional dependency of a locked package is missing, and
 * npm leaves one out when the registry that it asked does not have it. Run it after every
 * `npm install`: node scripts/lock-platforms.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const systems = 'aix android darwin freebsd linux netbsd openbsd openharmony sunos win32'.split(' ')
const processors = 'arm arm64 ia32 loong64 ppc64 riscv64 s390x wasm32 x64'.split(' ')

/** What a platform package says about itself, read from its name: `…-linux-arm64-musl`. */
function platformOf(name) {
  const words = name.split(/[-/.]/)
  const os = words.filter((word) => systems.includes(word))
  const cpu = words
    .map((word) => (word === 'armv7' ? 'arm' : word))
    .filter((word) => processors.includes(word))
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : ['glibc']
  return {
    ...(os.length > 0 && { os }),
    ...(cpu.length > 0 && { cpu }),
    ...(os.includes('linux') && { libc }),
  }
}

/** Whether Node would find `name` from the package at `path`: beside it, or in a folder above. */
function isLocked(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('node_modules/'))) {
    folder = folder.replace(/\/$/, '')
    if (`${folder ? `${folder}/` : ''}node_modules/${name}` in packages) return true
    if (!folder) return false
  }
}

/**
 * Lists the optional dependencies that no entry of the lock provides.
 *
 * @param {{ packages: Record<string, any> }} lock  the content of package-lock.json, version 3
 * @returns {Record<string, object>} the entries to add to `packages`, by path
 */
export function missingPlatforms({ packages }) {
  const missing = {}
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (isLocked(packages, path, name)) continue
      missing[`node_modules/${name}`] = {
        version: range.replace(/^[~^=]/, ''),
        ...(dev && { dev }),
        optional: true,
        ...platformOf(name),
      }
    }
  }
  return missing
}

function mend(file) {
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const missing = missingPlatforms(lock)
  const { '': ours, ...packages } = { ...lock.packages, ...missing }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
  lock.packages = { '': ours, ...Object.fromEntries(sorted) }
  const count = Object.keys(missing).length
  if (count > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`package-lock.json: ${count} missing platform packages added`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mend(new URL('../package-lock.json', import.meta.url))
}
