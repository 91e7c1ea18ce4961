// https://www.prisma.io/docs/orm/reference/error-reference
const uniqueValueIsTaken = 'P2002'
const referenceIsMissing = 'P2003'

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

const statementFailed = 'P2010'

/** Of a statement that we wrote ourselves, the driver's word is passed on. */
type StatementError = {
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: { readonly kind?: string } } }
}

const isTakenForDriver = (error: unknown): boolean => {
  if (!hasCode(error, statementFailed)) return false
  const { meta } = error as StatementError
  return meta?.driverAdapterError?.cause?.kind === 'UniqueConstraintViolation'
}

/**
 * Whether the row was added: `false` when a unique value in it is taken. Which one is not told, for the two databases
 * say it differently: read for it.
 */
export async function isAdded(write: Promise<unknown>): Promise<boolean> {
  try {
    await write
    return true
  } catch (error) {
    if (hasCode(error, uniqueValueIsTaken) || isTakenForDriver(error)) return false
    throw error
  }
}

/** What a write has come to; `false` when it names a row that is not there. */
export async function unlessReferenceIsMissing(write: Promise<boolean>): Promise<boolean> {
  try {
    return await write
  } catch (error) {
    if (hasCode(error, referenceIsMissing)) return false
    throw error
  }
}
