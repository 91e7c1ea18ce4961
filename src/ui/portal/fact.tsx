import type { PortalTexts } from './texts'
import { Time } from './time'

/** When something was, in a row of a list. */
export function Fact(props: {
  readonly label: string
  readonly at: Date
  readonly now: Date
  readonly texts: PortalTexts
}) {
  const { label, ...time } = props
  return (
    <p className="text-[0.8125rem] leading-snug text-ink-muted">
      <span className="sm:block">{label}</span>{' '}
      <span className="sm:text-ink">
        <Time {...time} />
      </span>
    </p>
  )
}
