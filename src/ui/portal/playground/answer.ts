import { useEffect, useSyncExternalStore } from 'react'
import { type Answer, answerOf } from './answer-parameters'

const answerKey = 'portico-playground-answer'
const stateKey = 'portico-playground-state'

const readAnswer = (parameters: string): Answer | null => {
  const all = new URLSearchParams(parameters)
  return answerOf((name) => all.get(name))
}

const listeners = new Set<() => void>()
let current: Answer | null | undefined

/** The answer in the address bar, or the one of before, as this tab keeps it. */
function snapshot(): Answer | null {
  current ??=
    readAnswer(location.search) ??
    readAnswer(location.hash.slice(1)) ??
    readAnswer(sessionStorage.getItem(answerKey) ?? '')
  return current
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function keepAnswer(answer: Answer | null): void {
  current = answer
  if (answer) sessionStorage.setItem(answerKey, new URLSearchParams(answer).toString())
  else sessionStorage.removeItem(answerKey)
  for (const listener of listeners) listener()
}

/** Remembers what was sent, to compare it with what comes back. */
export const keepSentState = (state: string): void => sessionStorage.setItem(stateKey, state)

/**
 * The answer, kept in this tab and taken out of the address bar.
 *
 * @param rendered  what the server read from the query, for the first drawing
 */
export function useAnswer(rendered: Answer | null): Answer | null {
  const answer = useSyncExternalStore(subscribe, snapshot, () => rendered)
  useEffect(() => {
    if (!answer) return
    keepAnswer(answer)
    history.replaceState(null, '', location.pathname)
  }, [answer])
  return answer
}

/** The state that this tab sent last; null when it is not known. */
export const useSentState = (): string | null =>
  useSyncExternalStore(
    subscribe,
    () => sessionStorage.getItem(stateKey),
    () => null,
  )
