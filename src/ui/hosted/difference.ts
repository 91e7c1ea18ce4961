import { visibleColumns } from '@/ui/visible'

/** A stretch of two strings laid one above the other; both sides fill the same number of columns. */
export type Stretch = {
  readonly isSame: boolean
  readonly sent: string
  readonly registered: string
}

/**
 * Lays two strings one above the other so that what they share stands in the same columns. Where one has fewer
 * characters than the other, the shorter side is to be filled with `gapOf(stretch)` columns.
 */
export function alignStrings(sent: string, registered: string): Stretch[] {
  const above = visibleColumns(sent)
  const below = visibleColumns(registered)
  const start = countShared(above, below, (list, index) => list[index])
  const end = Math.min(
    countShared(above, below, (list, index) => list[list.length - 1 - index]),
    above.length - start,
    below.length - start,
  )
  return merge([
    same(above.slice(0, start)),
    ...alignMiddles(above.slice(start, above.length - end), below.slice(start, below.length - end)),
    same(above.slice(above.length - end)),
  ])
}

/** By how many columns `one` is shorter than `other`. */
export const gapOf = (one: string, other: string): number =>
  Math.max(0, columns(other) - columns(one))

const columns = (text: string): number => Array.from(text).length

const same = (characters: readonly string[]): Stretch => {
  const text = characters.join('')
  return { isSame: true, sent: text, registered: text }
}

function countShared(
  above: readonly string[],
  below: readonly string[],
  at: (list: readonly string[], index: number) => string | undefined,
): number {
  const most = Math.min(above.length, below.length)
  let count = 0
  while (count < most && at(above, count) === at(below, count)) count += 1
  return count
}

/** Beyond this a table of all pairs costs more than the drawing tells. */
const longestMiddle = 300

/** The longest common subsequence, unless so little is common that it would be confetti. */
function alignMiddles(above: readonly string[], below: readonly string[]): Stretch[] {
  const whole = [{ isSame: false, sent: above.join(''), registered: below.join('') }]
  if (above.length === 0 || below.length === 0) return whole
  if (above.length > longestMiddle || below.length > longestMiddle) return whole

  const lengths = commonLengths(above, below)
  const common = lengths[0]?.[0] ?? 0
  if (common * 2 < Math.max(above.length, below.length)) return whole

  const stretches: Stretch[] = []
  let i = 0
  let j = 0
  while (i < above.length || j < below.length) {
    const one = above[i] ?? ''
    const other = below[j] ?? ''
    if (i < above.length && one === other) {
      stretches.push({ isSame: true, sent: one, registered: other })
      i += 1
      j += 1
    } else if (j >= below.length || (lengths[i + 1]?.[j] ?? -1) >= (lengths[i]?.[j + 1] ?? -1)) {
      stretches.push({ isSame: false, sent: one, registered: '' })
      i += 1
    } else {
      stretches.push({ isSame: false, sent: '', registered: other })
      j += 1
    }
  }
  return stretches
}

/** `lengths[i][j]`: how much `above` from `i` and `below` from `j` have in common. */
function commonLengths(above: readonly string[], below: readonly string[]): number[][] {
  const lengths = Array.from({ length: above.length + 1 }, () =>
    new Array<number>(below.length + 1).fill(0),
  )
  for (let i = above.length - 1; i >= 0; i -= 1) {
    for (let j = below.length - 1; j >= 0; j -= 1) {
      const row = lengths[i]
      if (!row) continue
      row[j] =
        above[i] === below[j]
          ? (lengths[i + 1]?.[j + 1] ?? 0) + 1
          : Math.max(lengths[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return lengths
}

function merge(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = []
  for (const stretch of stretches) {
    if (stretch.sent === '' && stretch.registered === '') continue
    const last = merged.at(-1)
    if (last?.isSame === stretch.isSame) {
      merged[merged.length - 1] = {
        isSame: last.isSame,
        sent: last.sent + stretch.sent,
        registered: last.registered + stretch.registered,
      }
    } else {
      merged.push(stretch)
    }
  }
  return merged
}
