// What a refresh was answered, kept for a moment: for those who asked at the same time, at this node or another.
import { deriveKey, seal, unseal } from '@/crypto/seal'
import type { BrokerAnswer, BrokerGrant } from '@/model/broker-grant'
import type { Provider } from '@/oauth/provider'

/** What `POST /api/auth/tokens` answers. */
export type Refreshed = {
  readonly accessToken: string
  readonly refreshToken: string
  readonly user: Readonly<Record<string, unknown>>
}

type World = Pick<Provider, 'settings' | 'now'>

/** Milliseconds. */
const remembered = 10_000

const keyOf = ({ settings }: World) => deriveKey(settings.secret, 'broker-answer')

export const sealAnswer = (
  refreshed: Refreshed,
  answeredFor: number,
  world: World,
): BrokerAnswer => ({
  sealed: seal(keyOf(world), Buffer.from(JSON.stringify(refreshed))),
  answeredFor,
  answeredAt: world.now(),
})

/** What this generation was answered a moment ago; null: nothing. */
export function recentAnswer(
  { answer }: BrokerGrant,
  generation: number,
  world: World,
): Refreshed | null {
  if (answer?.answeredFor !== generation) return null
  const age = Math.abs(world.now().getTime() - answer.answeredAt.getTime()) // another node's clock may be ahead
  if (age > remembered) return null
  return JSON.parse(unseal(keyOf(world), answer.sealed).toString()) as Refreshed
}
