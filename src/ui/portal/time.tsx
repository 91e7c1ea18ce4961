import { exactText, type PortalTexts, relativeText } from './texts'

/** How long ago; exactly when, for whoever rests on it. */
export function Time(props: {
  readonly at: Date
  readonly now: Date
  readonly texts: PortalTexts
}) {
  const { at, now, texts } = props
  return (
    <time dateTime={at.toISOString()} title={exactText(texts, at)} className="whitespace-nowrap">
      {relativeText(texts, at, now)}
    </time>
  )
}
