/**
 * A value as it came, with every character that cannot be seen, or that would move or hide its neighbours, written
 * out: `\u000A` for a line feed, `\u202E` for a direction override.
 */
export const visible = (value: string): string => value.replace(unseen, written)

/** The same, one entry per character, and in letters that fill one column each where the type is monospace. */
export const visibleColumns = (value: string): string[] =>
  Array.from(value, (character) =>
    character > lastLatin ? written(character) : visible(character),
  )

/**
 * A name that people read, such as an app's: without control characters and direction overrides, which could make it
 * say something else. Joiners stay, for scripts need them.
 */
export const harmless = (name: string): string => name.replace(deceiving, '')

// Controls, format characters, surrogates, unassigned and private ones, marks, spaces other than the plain one, and
// whatever is drawn as nothing.
const unseen = /[\p{C}\p{M}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu
const lastLatin = '\u024f'
const deceiving = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

function written(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const digits = code.toString(16).toUpperCase()
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`
}
