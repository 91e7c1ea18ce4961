import { useEffect, useSyncExternalStore } from 'react'

const key = 'portico-playground-end-state'
/** Where the tab is, without an answer in its address. */
export const signOutPath = '/playground?flow=sign-out'

/** Remembers the state with which somebody is sent to sign out. */
export const keepEndState = (state: string): void => sessionStorage.setItem(key, state)

let isSame: boolean | null | undefined

/** Whether they came back from there with the same state; null: they were not there. */
function snapshot(): boolean | null {
  if (isSame === undefined) {
    const state = new URLSearchParams(location.search).get('state')
    isSame = state === null ? null : state === sessionStorage.getItem(key)
  }
  return isSame
}

const never = () => () => undefined

/** The same, read once; the state is taken out of the address bar. */
export function useCameBack(): boolean | null {
  const cameBack = useSyncExternalStore(never, snapshot, () => null)
  useEffect(() => {
    if (cameBack !== null) history.replaceState(null, '', signOutPath)
  }, [cameBack])
  return cameBack
}
