import type { Database as Connection } from 'better-sqlite3'
import type { DeviceCodeStore } from '../device-codes'
import { slowDown } from './device-codes'
import type { TransactionGate } from './transaction-lock'

/** Notes in SQLite, past Prisma, that a device has asked: it does so every few seconds. Moments are milliseconds. */
export function sqlitePollDevice(
  connection: Connection,
  gate: TransactionGate,
): DeviceCodeStore['poll'] {
  const noteInTime = connection.prepare<[at: number, hash: string, at: number]>(`
    UPDATE "DeviceCode" SET "lastPolledAt" = ?
    WHERE "hash" = ? AND ("lastPolledAt" IS NULL OR "lastPolledAt" + "interval" * 1000 <= ?)`)
  const noteTooEarly = connection.prepare<[at: number, seconds: number, hash: string]>(
    'UPDATE "DeviceCode" SET "lastPolledAt" = ?, "interval" = "interval" + ? WHERE "hash" = ?',
  )
  const note = connection.transaction((hash: string, at: number) => {
    if (noteInTime.run(at, hash, at).changes === 1) return 'in-time'
    noteTooEarly.run(at, slowDown, hash)
    return 'too-early'
  })
  return (hash, at) => gate.whenFree(() => note.immediate(hash, at.getTime()))
}
