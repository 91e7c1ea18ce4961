import type { ReactNode } from 'react'
import { mayRegisterClients } from '@/clients/access'
import type { CurrentVisit } from '@/server/current'
import { Frame, type Place } from '@/ui/portal/frame'
import { Notice } from '@/ui/portal/layout'
import { type PortalTexts, portalTexts } from '@/ui/portal/texts'

/** The query of a page, as Next hands it over. */
export type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>

/** A parameter that was sent exactly once. */
export async function one(query: Query, name: string): Promise<string | null> {
  const value = (await query)[name]
  return typeof value === 'string' ? value : null
}

/** A page of the portal in its frame, with what the form before it did above it: `?done=…` or `?problem=…`. */
export async function Framed(props: {
  readonly visit: CurrentVisit
  readonly current: Place
  readonly query?: Query
  readonly children: ReactNode
}) {
  const { visit, current, query, children } = props
  const texts = portalTexts[visit.locale]
  const outcome = query ? await outcomeOf(texts, query) : null
  return (
    <Frame
      texts={texts}
      visitor={{ username: visit.user.username, formToken: visit.formToken }}
      places={placesOf(visit)}
      current={current}
    >
      {outcome && <Notice tone={outcome.tone}>{outcome.text}</Notice>}
      {children}
    </Frame>
  )
}

/** Where somebody may go. */
export function placesOf({ user, provider }: Pick<CurrentVisit, 'user' | 'provider'>): Place[] {
  const apps: Place[] = mayRegisterClients(user) ? ['apps'] : []
  const administration: Place[] = user.isAdministrator ? ['registration', 'upstreams'] : []
  const playground: Place[] = provider.settings.playground ? ['playground'] : []
  return ['home', 'profile', 'security', ...apps, ...administration, ...playground]
}

async function outcomeOf(texts: PortalTexts, query: Query) {
  const done = await one(query, 'done')
  if (done !== null && isKey(texts.done, done)) {
    return { tone: 'done', text: texts.done[done] } as const
  }
  const problem = await one(query, 'problem')
  const hasField = (await one(query, 'field')) !== null // then it stands beside the field
  if (problem !== null && !hasField && isKey(texts.problems, problem)) {
    return { tone: 'problem', text: texts.problems[problem] } as const
  }
  return null
}

export const isKey = <T extends object>(texts: T, key: string): key is Extract<keyof T, string> =>
  Object.hasOwn(texts, key)
