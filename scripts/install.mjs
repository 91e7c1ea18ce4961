/**
 * The step that installs the dependencies, exactly those of package-lock.json.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const stampPrefix = '.portico-installed-'
// Native modules are compiled for one machine and one ABI of Node: elsewhere, install anew.
const stampName = stampPrefix + [process.platform, process.arch, process.versions.modules].join('-')

const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'))

/**
 * Whether npm has already put into node_modules what the lock file asks for, so that
 * `npm install` by hand is not followed by an install of ours.
 */
function isInstalled() {
  try {
    const isForElsewhere = readdirSync(join(root, 'node_modules')).some(
      (name) => name.startsWith(stampPrefix) && name !== stampName,
    )
    if (isForElsewhere) return false
    const wanted = read('package-lock.json').packages
    const installed = read('node_modules/.package-lock.json').packages
    return Object.entries(wanted).every(
      ([path, { version, optional }]) =>
        path === '' || (installed[path] ? installed[path].version === version : optional),
    )
  } catch {
    return false
  }
}

/** @type {import('./steps.mjs').Step} */
export const install = {
  name: 'install',
  says: 'Installing the dependencies',
  from: ['package-lock.json'],
  makes: 'node_modules/.package-lock.json',
  stamp: `node_modules/${stampName}`,
  command: ['npm', 'ci', '--include=dev'], // the build needs those, whatever NODE_ENV says
  wasDone: isInstalled,
}
