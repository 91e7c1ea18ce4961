/**
 * Waits for something slow that counts for all who came before it began, such as the disk. One wait at a time: whoever
 * comes during one shares the next.
 */
export function sharedWait(wait: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  const begin = (): Promise<void> => {
    running = wait().finally(() => (running = null))
    return running
  }
  const afterThat = async (): Promise<void> => {
    await running?.catch(() => undefined) // it is told to those who wait for it
    next = null
    return running ?? begin()
  }
  return () => (running ? (next ??= afterThat()) : begin())
}
