import type { DatabaseLocation } from './database'
import { MigrationError } from './migrations-folder'

/** What an operator is told of a database that cannot be opened: which one it is, without its password, and why. */
export function openProblem(location: DatabaseLocation, cause: unknown): Error {
  if (cause instanceof MigrationError) return cause
  return new Error(`the database ${placeOf(location)} cannot be opened: ${reasonOf(cause)}`, {
    cause,
  })
}

function placeOf(location: DatabaseLocation): string {
  if (location.kind === 'sqlite') return location.file
  const { host, pathname } = new URL(location.url)
  return host + pathname
}

/** Where a name has several addresses, Node tries each, and the error of all together has no message. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '') {
    return cause.errors.map(reasonOf).join(', ')
  }
  return cause instanceof Error ? cause.message : String(cause)
}
