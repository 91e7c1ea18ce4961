let turn: Promise<void> | null = null

/**
 * Waits until everything that had arrived in this turn of the event loop has been looked at. Answers that wait for it are
 * written one right after the other: a write to a socket costs most by waking up whoever waits at the other end, and who
 * is awake already takes the next answers along (docs/performance.md).
 */
export const endOfTurn = (): Promise<void> =>
  (turn ??= new Promise((resolve) => {
    setImmediate(() => {
      turn = null
      resolve()
    })
  }))
