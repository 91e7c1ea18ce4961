import type { ErrorFact } from '@/model/pages'

import { alignStrings, gapOf, type Stretch } from './difference'
import { counted, type HostedProps } from './texts'
import { cut, Value } from './value'

type Props = {
  readonly fact: Extract<ErrorFact, { kind: 'redirect-uri' }>
  readonly texts: HostedProps<unknown>['texts']
}

const mostUris = 20

/**
 * The redirect URI that was sent above the nearest registered one, column by column, and all registered ones. Text
 * only: what was sent is never a link.
 */
export function RedirectUriFact({ fact, texts }: Props) {
  const { developer, differences } = texts.error
  const { sent, nearest, difference, registered } = fact
  const left = registered.length - mostUris
  return (
    <>
      {nearest === null ? (
        <dl className="facts">
          <dt>{developer.sent}</dt>
          <dd>
            <Value text={sent} texts={texts} />
          </dd>
        </dl>
      ) : (
        <Drawing sent={sent} nearest={nearest} texts={texts} />
      )}
      {difference !== null && (
        <p className="mt-2 text-sm font-semibold">{differences[difference]}</p>
      )}
      <h3 className="mt-6 text-sm font-medium">
        {registered.length > 0 ? developer.registered : developer.noneRegistered}
      </h3>
      {registered.length > 0 && (
        <ul className="uris">
          {registered.slice(0, mostUris).map((uri, index) => (
            <li key={index}>
              <Value text={uri} texts={texts} />
            </li>
          ))}
          {left > 0 && <li>{counted(texts, developer.moreUris, left)}</li>}
        </ul>
      )}
    </>
  )
}

/**
 * Two lines that break at the same columns, for both have as many, the second one set into the space between the
 * lines of the first.
 */
function Drawing(props: {
  readonly sent: string
  readonly nearest: string
  readonly texts: Props['texts']
}) {
  const { sent, nearest, texts } = props
  const stretches = alignStrings(cut(sent).shown, cut(nearest).shown)
  return (
    <dl className="drawing">
      <dt>{texts.error.developer.sent}</dt>
      <dd>
        <Line stretches={stretches} side="sent" />
      </dd>
      <dt>{texts.error.developer.nearest}</dt>
      <dd>
        <Line stretches={stretches} side="registered" />
      </dd>
    </dl>
  )
}

function Line(props: {
  readonly stretches: readonly Stretch[]
  readonly side: 'sent' | 'registered'
}) {
  const { stretches, side } = props
  return (
    <code>
      {stretches.map((stretch, index) => {
        const own = stretch[side]
        if (stretch.isSame) return own
        const gap = gapOf(own, stretch[side === 'sent' ? 'registered' : 'sent'])
        return (
          <span key={index}>
            {own !== '' && <mark>{own}</mark>}
            {/* Holds the columns that the other one has more. */}
            {gap > 0 && (
              <i className="gap" aria-hidden="true">
                {'\u00a0'.repeat(gap)}
              </i>
            )}
          </span>
        )
      })}
    </code>
  )
}
