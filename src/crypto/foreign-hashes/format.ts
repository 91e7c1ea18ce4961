import { timingSafeEqual } from 'node:crypto'

/** A stored hash of a format that is known. `problem`: it is not taken, and why, as the rest of a sentence about it. */
export type Reading =
  { readonly problem: string } | { readonly verify: (password: string) => Promise<boolean> }

/** One family of password hashes. */
export type Format = {
  readonly name: string
  /** Null: it is none of this family. */
  readonly read: (text: string) => Reading | null
}

export const damaged: Reading = { problem: 'is cut short or damaged' }

export const tooDear = (most: string): Reading => ({ problem: `costs more than ${most}` })

/** Base64 of either ending, padded or not. Null: it is none, or not of that length. */
export function bytesOf(text: string, least: number, most: number): Buffer | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64')
  return bytes.length >= least && bytes.length <= most ? bytes : null
}

/** Compares in a time that tells nothing of where the two differ. */
export const isSameBytes = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other)
