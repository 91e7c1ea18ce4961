import type { LogoutDelivery } from '@/model/logout-delivery'
import { Fill, fill } from '@/ui/fill'
import { ButtonLink } from './controls'
import { Badge, Empty, Panel, Section } from './layout'
import { counted, type PortalTexts } from './texts'
import { Time } from './time'

type Props = {
  readonly texts: PortalTexts
  readonly appId: string
  /** The app's back-channel logout URI; null: it has none. */
  readonly uri: string | null
  /** The newest first. */
  readonly deliveries: readonly LogoutDelivery[]
  readonly now: Date
}

/** What became of the news of sign-outs, for the app's developer. */
export function LogoutDeliveries({ texts, appId, uri, deliveries, now }: Props) {
  const { logout } = texts
  const intro = <Fill text={logout.intro} values={{ uri: <Uri>{uri ?? '…'}</Uri> }} />
  return (
    <Section id="sign-out-notices" title={logout.title} intro={uri !== null && intro}>
      {deliveries.length > 0 ? (
        <Panel>
          <ul className="divide-y divide-edge">
            {deliveries.map((delivery) => (
              <Delivery key={delivery.id} {...{ texts, delivery, now }} />
            ))}
          </ul>
        </Panel>
      ) : uri === null ? (
        <Empty
          title={logout.noUriTitle}
          text={logout.noUri}
          action={<ButtonLink href={`/apps/${appId}/settings`}>{logout.setUri}</ButtonLink>}
        />
      ) : (
        <Empty title={logout.noneTitle} text={logout.none} />
      )}
    </Section>
  )
}

const Uri = ({ children }: { readonly children: string }) => (
  <code className="font-mono text-code wrap-anywhere">{children}</code>
)

function Delivery(props: {
  readonly texts: PortalTexts
  readonly delivery: LogoutDelivery
  readonly now: Date
}) {
  const { texts, delivery, now } = props
  const { logout } = texts
  const { deliveredAt, nextAttemptAt, sessionId, problem } = delivery
  const state = deliveredAt !== null ? 'delivered' : nextAttemptAt !== null ? 'waiting' : 'givenUp'
  const tone = { delivered: 'done', waiting: 'plain', givenUp: 'caution' } as const
  const date = (at: Date) => ({ date: <Time at={at} now={now} texts={texts} /> })
  return (
    <li className="px-4 py-3 sm:px-5">
      <p className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <span className="sm:min-w-24">
          <Badge tone={tone[state]}>{logout.states[state]}</Badge>
        </span>
        <span className="sm:min-w-48">
          <Fill text={logout.ended} values={date(delivery.createdAt)} />
        </span>
        <span className="sm:min-w-36">
          <span className="text-ink-muted">{logout.session}</span>{' '}
          <code className="font-mono text-code" title={sessionId}>
            {sessionId.slice(0, 8)}
          </code>
        </span>
        <span className="tabular-nums">{counted(texts, logout.attempts, delivery.attempts)}</span>
      </p>
      <p className="mt-1 max-w-[46rem] text-pretty text-ink-muted">
        {problem !== null && `${problemText(texts, problem)} `}
        {deliveredAt !== null && <Fill text={logout.delivered} values={date(deliveredAt)} />}
        {nextAttemptAt !== null && (
          <Fill
            text={nextAttemptAt > now ? logout.next : logout.due}
            values={date(nextAttemptAt)}
          />
        )}
      </p>
    </li>
  )
}

/** What is stored of a problem, in words; a word of another version as it is. */
export function problemText({ logout }: Pick<PortalTexts, 'logout'>, problem: string): string {
  const [, status] = /^answered (\d+)$/.exec(problem) ?? []
  if (status === '400') return logout.refused
  if (status?.startsWith('3')) return fill(logout.redirected, { status })
  if (status !== undefined) return fill(logout.answered, { status })
  const words: Readonly<Record<string, string>> = logout.problems
  return words[problem] ?? problem
}
