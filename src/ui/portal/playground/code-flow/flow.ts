import { useEffect, useState, useSyncExternalStore } from 'react'
import { type CodeAnswer, codeAnswerOf, endStateOf } from './answer-parameters'
import type { Exchange } from './exchange'
import type { SignInValues } from './values'

export type Tokens = {
  readonly access_token: string
  readonly id_token?: string
  readonly refresh_token?: string
}

/** The pass that this tab is in: what an app keeps in a session. */
export type CodeFlow = {
  /** Null: nothing was sent from this tab. */
  readonly sent: (SignInValues & { readonly scope: string; readonly prompt: string }) | null
  readonly answer: CodeAnswer | null
  readonly tokens: Tokens | null
  /** What went over the wire, by step. */
  readonly exchanges: Readonly<Partial<Record<ExchangeName, Exchange>>>
  /** The state with which the person was sent to sign out. */
  readonly endState: string | null
  /** Whether they came back from there with the same one; null: they were not there. */
  readonly isSameEndState: boolean | null
}

export type ExchangeName = 'token' | 'userinfo' | 'refresh' | 'revoke'

const empty: CodeFlow = {
  sent: null,
  answer: null,
  tokens: null,
  exchanges: {},
  endState: null,
  isSameEndState: null,
}

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

/** What the tab keeps, and what its address brings: an answer ends what was there, signing out ends all. */
function snapshot(): CodeFlow {
  if (current) return current
  const kept = stored()
  const query = new URLSearchParams(location.search)
  const valueOf = (name: string) => query.get(name)
  const answer = codeAnswerOf(valueOf)
  const endState = endStateOf(valueOf)
  if (answer) current = { ...empty, sent: kept.sent, answer }
  else if (endState !== null) current = { ...empty, isSameEndState: endState === kept.endState }
  else current = { ...kept, isSameEndState: null }
  return current
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
