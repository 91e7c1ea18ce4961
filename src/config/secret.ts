import { randomBytes } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/**
 * The portal's secret: as given; else, for the embedded database, the one kept in the data folder, made at the first
 * start with mode 0600. Says with `refuse` what stands against it.
 */
export function keepSecret(
  given: string | null,
  database: 'sqlite' | 'postgresql',
  dataFolder: string,
  refuse: (problem: string) => void,
): string {
  if (given !== null && given.length < 32) {
    refuse('PORTICO_SECRET must have at least 32 characters.')
  }
  if (database === 'postgresql') {
    if (given === null) {
      refuse('PORTICO_SECRET must be set when DATABASE_URL names PostgreSQL: all nodes share it.')
    }
    return given ?? ''
  }
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    accessSync(dataFolder, constants.W_OK | constants.X_OK)
    return given ?? secretIn(dataFolder)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    refuse(`DATA_DIR names the folder ${dataFolder}, which cannot be written: ${reason}.`)
    return ''
  }
}

/** Reads the file; of two processes that make it at once, one wins and both read its secret. */
function secretIn(folder: string): string {
  const file = join(folder, 'secret')
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
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32) throw new Error(`${file} holds no secret of at least 32 characters`)
  return secret
}
