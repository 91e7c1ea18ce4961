import { randomBytes } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import type { Settings } from './settings'

/**
 * The portal's secret: as given; else, for the embedded database, the one kept in the data folder, made at the first
 * start with mode 0600. Says with `refuse` what stands against it. Beside a database that is there already none is made:
 * a new one opens nothing in it, and would lie where the right one has to be put back.
 */
export function keepSecret(
  given: string | null,
  database: Settings['database'],
  dataFolder: string,
  refuse: (problem: string) => void,
): string {
  if (given !== null && given.length < 32) {
    refuse('PORTICO_SECRET must have at least 32 characters.')
  }
  if (database.kind === 'postgresql') {
    if (given === null) {
      refuse('PORTICO_SECRET must be set when DATABASE_URL names PostgreSQL: all nodes share it.')
    }
    return given ?? ''
  }
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    accessSync(dataFolder, constants.W_OK | constants.X_OK)
  } catch (cause) {
    refuse(`DATA_DIR names the folder ${dataFolder}, which cannot be written: ${reasonOf(cause)}.`)
    return ''
  }
  return given ?? keptSecret(database.file, join(dataFolder, 'secret'), refuse)
}

function keptSecret(database: string, file: string, refuse: (problem: string) => void): string {
  const wasThere = (statSync(database, { throwIfNoEntry: false })?.size ?? 0) > 0 // asked first: a secret is made before it
  if (wasThere && !existsSync(file)) {
    refuse(
      `The secret of the database ${database} is missing: put ${file} back from where it was backed up, or set PORTICO_SECRET as it was.`,
    )
    return ''
  }
  try {
    const secret = secretIn(file)
    if (secret.length < 32) refuse(`${file} holds no secret of at least 32 characters.`)
    return secret
  } catch (cause) {
    refuse(`The secret in ${file} cannot be read: ${reasonOf(cause)}.`)
    return ''
  }
}

/** Reads the file; of two processes that make it at once, one wins and both read its secret. */
function secretIn(file: string): string {
  if (!existsSync(file)) {
    const whole = `${file}.${process.pid}` // a reader never sees half a secret: it is linked when it is whole
    writeFileSync(whole, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true })
    try {
      linkSync(whole, file)
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
    } finally {
      rmSync(whole)
    }
  }
  return readFileSync(file, 'utf8').trim()
}

const reasonOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause)
