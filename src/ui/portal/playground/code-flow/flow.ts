import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Exchange } from '../wire'
import { type CodeAnswer, codeAnswerOf } from './answer-parameters'
import type { SignInValues } from './values'

export type Tokens = {
  readonly access_token: string
  readonly token_type?: string
  readonly id_token?: string
  readonly refresh_token?: string
}

/** A request as it was sent. */
export type Sent = SignInValues & {
  readonly parameters: readonly (readonly [name: string, value: string])[]
  /** The name that stood for it in the browser — RFC 9126; null: it was sent through the browser itself. */
  readonly requestUri: string | null
  /** The code, and what it buys, is bound to the key of this browser — RFC 9449 §10. */
  readonly isBound: boolean
}

/** A parameter as it was sent; null: it was left out. */
export const sentValue = (sent: Sent | null, name: string): string | null =>
  sent?.parameters.find(([one]) => one === name)?.[1] ?? null

/** The pass that this tab is in: what an app keeps in a session. */
export type CodeFlow = {
  /** Null: nothing was sent from this tab. */
  readonly sent: Sent | null
  readonly answer: CodeAnswer | null
  readonly tokens: Tokens | null
  /** What went over the wire, by step. */
  readonly exchanges: Readonly<Partial<Record<ExchangeName, readonly Exchange[]>>>
}

export type ExchangeName = 'push' | 'token' | 'userinfo' | 'refresh' | 'revoke'

const empty: CodeFlow = { sent: null, answer: null, tokens: null, exchanges: {} }

const key = 'portico-playground-code-flow'
/** Where the tab is, without an answer in its address. */
export const codeFlowPath = '/playground?flow=code'

const listeners = new Set<() => void>()
let current: CodeFlow | undefined

function stored(): CodeFlow {
  try {
    const text = sessionStorage.getItem(key)
    return text === null ? empty : { ...empty, ...(JSON.parse(text) as Partial<CodeFlow>) } // written below
  } catch {
    return empty
  }
}

/** What the tab keeps, and what its address brings, behind ? or behind #: an answer ends what was there. */
function snapshot(): CodeFlow {
  if (current) return current
  const kept = stored()
  const answer = answerIn(location.search) ?? answerIn(location.hash.slice(1))
  const { push } = kept.exchanges
  current = answer ? { ...empty, sent: kept.sent, answer, exchanges: push ? { push } : {} } : kept
  return current
}

export function answerIn(parameters: string): CodeAnswer | null {
  const query = new URLSearchParams(parameters)
  return codeAnswerOf((name) => query.get(name))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Changes the pass, and keeps it in this tab. */
export function changeFlow(change: (flow: CodeFlow) => Partial<CodeFlow>): void {
  const before = snapshot()
  current = { ...before, ...change(before) }
  sessionStorage.setItem(key, JSON.stringify(current))
  for (const listener of listeners) listener()
}

export const forgetFlow = (): void => changeFlow(() => empty)

/** The tokens that this tab got, for the pages that only use them; null when it has none. */
export const useStoredTokens = (): Tokens | null =>
  useSyncExternalStore(
    subscribe,
    () => (current ??= stored()).tokens,
    () => null,
  )

/**
 * The pass, kept in this tab; an answer is taken out of the address bar.
 *
 * @param rendered  what the server read from the query, for the first drawing
 */
export function useCodeFlow(rendered: CodeAnswer | null): CodeFlow {
  const [first] = useState<CodeFlow>({ ...empty, answer: rendered })
  const flow = useSyncExternalStore(subscribe, snapshot, () => first)
  useEffect(() => {
    sessionStorage.setItem(key, JSON.stringify(snapshot()))
    history.replaceState(null, '', codeFlowPath)
  }, [])
  return flow
}
