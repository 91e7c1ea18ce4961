/**
 * One builder at a time in one folder. The lock is a file that holds a process id and that its
 * holder touches every second; a lock whose holder is gone, or no longer touches it, is broken.
 */
import {
  constants,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './run.mjs'

const folder = join(root, 'dist')
const path = join(folder, 'build.lock')
const abandonedAfterMs = 30_000

/** Whoever can make the file holds the lock. */
function take() {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isAlive(pid) {
  if (pid === process.pid) return false // ours from a former life: containers reuse small ids
  try {
    process.kill(pid, 0) // an empty file is one that is being written: 0 is our own group, alive
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** @returns {{ pid: number, isHeld: boolean } | null} null when there is no lock */
function holder() {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    const isTouched = Date.now() - statSync(path).mtimeMs < abandonedAfterMs
    return { pid, isHeld: isTouched && isAlive(pid) }
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

/** Moves a dead lock away; if somebody else did so first and took it, theirs is put back. */
function breakLock(deadPid) {
  const aside = `${path}.broken.${process.pid}`
  try {
    renameSync(path, aside)
    if (Number(readFileSync(aside, 'utf8')) !== deadPid) {
      copyFileSync(aside, path, constants.COPYFILE_EXCL)
    }
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/**
 * Runs `work` while no other process in this folder does.
 *
 * @template T
 * @param {() => Promise<T>} work
 */
export async function locked(work) {
  mkdirSync(folder, { recursive: true })
  let hasSaid = false
  while (!take()) {
    const other = holder()
    if (other && !other.isHeld) {
      breakLock(other.pid)
      continue
    }
    if (other && !hasSaid) console.log(`Waiting for process ${other.pid}, which is building here …`)
    hasSaid = true
    await sleep(200)
  }

  const release = () => {
    if (holder()?.pid === process.pid) rmSync(path, { force: true })
  }
  process.once('exit', release)
  const heartbeat = setInterval(() => {
    const now = new Date()
    if (holder()?.pid === process.pid) utimesSync(path, now, now)
  }, 1000)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    process.off('exit', release)
    release()
  }
}
