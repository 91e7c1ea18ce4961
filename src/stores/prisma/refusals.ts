import { OwnerGone } from '../owner-gone'

// https://www.prisma.io/docs/orm/reference/error-reference
const uniqueValueIsTaken = 'P2002'
const referenceIsMissing = 'P2003'

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

const statementFailed = 'P2010'

/** Of a statement that we wrote ourselves, the driver's word is passed on. */
type StatementError = {
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: { readonly kind?: string } } }
}

export const isOfKind = (error: unknown, kind: string): boolean =>
  hasCode(error, statementFailed) &&
  (error as StatementError).meta?.driverAdapterError?.cause?.kind === kind

/** What SQLite (https://www.sqlite.org/rescode.html) and PostgreSQL (appendix A) say themselves, past Prisma. */
const foreignKeyRefusals = ['SQLITE_CONSTRAINT_FOREIGNKEY', '23503']

const isReferenceMissing = (error: unknown): boolean =>
  [referenceIsMissing, ...foreignKeyRefusals].some((code) => hasCode(error, code)) ||
  isOfKind(error, 'ForeignKeyConstraintViolation')

/**
 * Whether the row was added: `false` when a unique value in it is taken. Which one is not told, for the two databases
 * say it differently: read for it.
 */
export async function isAdded(write: Promise<unknown>): Promise<boolean> {
  try {
    await write
    return true
  } catch (error) {
    if (hasCode(error, uniqueValueIsTaken) || isOfKind(error, 'UniqueConstraintViolation')) {
      return false
    }
    throw error
  }
}

/** What a write has come to; `false` when it names a row that is not there. */
export async function unlessReferenceIsMissing(write: Promise<boolean>): Promise<boolean> {
  try {
    return await write
  } catch (error) {
    if (isReferenceMissing(error)) return false
    throw error
  }
}

/** What a write has come to. @throws {OwnerGone} when it names a row that is not there */
export async function ofOwner<T>(write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (cause) {
    throw isReferenceMissing(cause) ? new OwnerGone('its owner is gone', { cause }) : cause
  }
}
