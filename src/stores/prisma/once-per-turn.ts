/**
 * Asks once for all who want to know in one turn of the event loop, and again as soon as this process has done what may
 * have changed the answer. What another process does counts from the next turn on: the requests of a turn had reached
 * this process before the first of them was looked at.
 *
 * @param uses  is another number after each thing of our own that may have changed the answer
 */
export function oncePerTurn<T>(ask: () => T, uses: () => number): () => T {
  let known: { readonly answer: T; readonly uses: number } | null = null
  const forget = () => {
    known = null
  }
  return () => {
    const current = uses()
    if (known?.uses === current) return known.answer
    if (known === null) setImmediate(forget)
    known = { answer: ask(), uses: current }
    return known.answer
  }
}
