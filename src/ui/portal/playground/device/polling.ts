import { useCallback, useEffect, useState } from 'react'
import type { Tokens } from '../code-flow/flow'
import { tokensOf } from '../tokens'
import { type Exchange, send } from '../wire'
import type { DeviceCodes } from './device-codes'

export type Polling = {
  readonly exchanges: readonly Exchange[]
  /** Seconds until the next question; null: it has ended. */
  readonly wait: number | null
  readonly tokens: Tokens | null
  /** Asks at once, which may be too early. */
  readonly askNow: () => Promise<void>
}

/** Asks for the tokens of a device code until it gets them, or is refused — RFC 8628 §3.4, §3.5. */
export function usePolling(clientId: string, { deviceCode, interval }: DeviceCodes): Polling {
  const [exchanges, setExchanges] = useState<readonly Exchange[]>([])
  const [wait, setWait] = useState<number | null>(interval)
  const [tokens, setTokens] = useState<Tokens | null>(null)

  const askNow = useCallback(async () => {
    const form = [
      ['grant_type', 'urn:ietf:params:oauth:grant-type:device_code'],
      ['device_code', deviceCode],
      ['client_id', clientId],
    ] as const
    const { exchange, body } = await send({ path: '/oauth/token', form })
    setExchanges((before) => [...before, exchange])
    setWait((before) => nextWait(exchange.error, before))
    if (exchange.isGood) setTokens(tokensOf(body))
  }, [clientId, deviceCode])

  const asked = exchanges.length // a new question begins after each answer
  useEffect(() => {
    if (wait === null) return
    const timer = setTimeout(() => {
      askNow().catch(() => setWait(wait * 2)) // §3.5: without an answer it backs off
    }, wait * 1000)
    return () => clearTimeout(timer)
  }, [askNow, wait, asked])
  return { exchanges, wait, tokens, askNow }
}

/** §3.5: it goes on while nobody has decided, and 5 s slower for good when it asked too early. */
function nextWait(error: string | null, wait: number | null): number | null {
  if (wait === null || error === 'authorization_pending') return wait
  return error === 'slow_down' ? wait + 5 : null
}
