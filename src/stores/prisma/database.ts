import type { PrismaClient } from './generated/sqlite/client'

export type DatabaseLocation =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgresql'; readonly url: string }

/** What the stores have to say to the operator; a pino logger is one. */
export type StoresLog = {
  info(details: object, message: string): void
  error(details: object, message: string): void
}

/**
 * The Prisma client of either database. The generated types of the two cannot be exchanged for each other, so the one
 * of SQLite, which can do less, stands for both.
 */
export type Database = PrismaClient

/** What next-auth's adapter needs of it. */
export type AuthDatabase = Pick<Database, 'user' | 'account' | 'session' | 'verificationToken'>
