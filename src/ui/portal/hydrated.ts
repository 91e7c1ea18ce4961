import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether script has taken over: false on the server and in the first drawing, so that the two are alike. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
