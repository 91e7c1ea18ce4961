import { Fragment, type ReactNode } from 'react'

/**
 * Puts values where a text says `{name}`. Values are text and stay text: nothing in them is read as a placeholder
 * again, and nothing here makes markup. A placeholder without a value is left as it is written.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(placeholder, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  )
}

/** The same for a text some of whose values are drawn: `<Fill text="Continue to {app}" values={{ app: <b>…</b> }} />`. */
export function Fill(props: {
  readonly text: string
  readonly values: Readonly<Record<string, ReactNode>>
}) {
  const { text, values } = props
  // Splitting at a pattern with one group gives text and names in turn.
  return text
    .split(placeholder)
    .map((part, index) => (
      <Fragment key={index}>{index % 2 === 0 ? part : (values[part] ?? `{${part}}`)}</Fragment>
    ))
}

/** The names that a text asks for, in order. */
export const placeholders = (text: string): string[] =>
  [...text.matchAll(placeholder)].map((match) => match[1] ?? '')

const placeholder = /\{([a-zA-Z]+)\}/g
