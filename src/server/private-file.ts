import { closeSync, fchmodSync, fstatSync, ftruncateSync, openSync, writeFileSync } from 'node:fs'

/** Writes what only the owner may read. A file that is there already is closed to others before anything is in it. */
export function writePrivateFile(file: string, text: string): void {
  const descriptor = openSync(file, 'a', 0o600)
  try {
    if (fstatSync(descriptor).isFile()) {
      fchmodSync(descriptor, 0o600) // the mode above is that of a new file only
      ftruncateSync(descriptor)
    }
    writeFileSync(descriptor, text)
  } finally {
    closeSync(descriptor)
  }
}
