import { Fragment } from 'react'

import { Fill } from '@/ui/fill'

/** A text about an error: words of the dashboard in bold where it says `{name}`, code between backticks. */
export function Rich(props: {
  readonly text: string
  readonly labels: Readonly<Record<string, string>>
}) {
  const { text, labels } = props
  const values = Object.fromEntries(
    Object.entries(labels).map(([name, label]) => [
      name,
      <b key={name} className="font-semibold">
        {label}
      </b>,
    ]),
  )
  // Splitting at a pattern with one group gives text and code in turn.
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => (
      <Fragment key={index}>
        {index % 2 === 0 ? (
          <Fill text={part} values={values} />
        ) : (
          <code className="font-mono text-code wrap-anywhere">{part}</code>
        )}
      </Fragment>
    ))
}
