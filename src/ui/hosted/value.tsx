import { visible } from '@/ui/visible'

import { counted, type HostedTexts } from './texts'

const longestValue = 2000

/** A value as it came, in full up to a length that still can be read. */
export function Value({ text, texts }: { readonly text: string; readonly texts: HostedTexts }) {
  const { shown, rest } = cut(text)
  return (
    <>
      <code>{visible(shown)}</code>
      {rest > 0 && <i> {counted(texts, texts.error.developer.more, rest)}</i>}
    </>
  )
}

/** The beginning of a value, and how much is left out. */
export function cut(text: string): { shown: string; rest: number } {
  if (text.length <= longestValue) return { shown: text, rest: 0 }
  const characters = Array.from(text.slice(0, longestValue + 1)).slice(0, -1)
  const shown = characters.join('')
  return { shown, rest: text.length - shown.length }
}
