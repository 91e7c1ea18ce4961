import type { Settings } from '@/config/settings'
import { UpstreamFailure, type Outbound, type UpstreamStep } from '@/oauth/provider'
import type { Upstream } from '@/model/upstream'
import { makeLog } from '@/server/log'
import { upstreamEngine } from '@/server/upstreams/engine'

import { loopback, portalSecret } from './stand-ins'

export const redirectUri = 'http://localhost:3000/api/auth/callback/example'

/** An engine whose clock is the machine's, moved by `skew` seconds. */
export function testEngine(outbound: Outbound = loopback, clock = { skew: 0 }) {
  const settings = { secret: portalSecret, allowPrivateNetwork: true } as Settings
  const now = () => new Date(Date.now() + clock.skew * 1000)
  const engine = upstreamEngine({ settings, outbound, now, log: makeLog({ logLevel: 'silent' }) })

  /** The whole round trip; `signIn` is what the browser does at the upstream. */
  async function trip(
    upstream: Upstream,
    signIn: (location: string) => Promise<string>,
    onStep?: (step: UpstreamStep) => void,
  ) {
    const { location, secrets } = await engine.begin(upstream, redirectUri)
    return engine.finish(upstream, redirectUri, secrets, await signIn(location), onStep)
  }
  return { ...engine, trip, clock }
}

/** What it failed with: `problem stage`, and the sentence for the operator. */
export async function failure(work: Promise<unknown>): Promise<UpstreamFailure> {
  const cause: unknown = await work.then(
    () => new Error('It did not fail.'),
    (problem: unknown) => problem,
  )
  if (cause instanceof UpstreamFailure) return cause
  throw cause
}
