/** The known word that was most likely meant; null where none is near. */
export function nearestOf(word: string, known: readonly string[]): string | null {
  const typed = plain(word)
  const ranked = known
    .map((one) => ({ one, distance: distanceOf(typed, plain(one)) }))
    .sort((a, b) => a.distance - b.distance)
  const [best] = ranked
  return best && best.distance <= Math.ceil(typed.length / 2) ? best.one : null
}

/** `redirectUris` and `redirect-uris` are `redirect_uris` in another hand. */
const plain = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** One word within the other is as near as a slip. */
const distanceOf = (a: string, b: string): number =>
  a.length > 3 && b.includes(a) ? 1 : slipsBetween(a, b)

/** How many letters are to be added, taken away or replaced. */
export function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
