import type { UpstreamView } from '@/model/pages'
import type { Upstream } from '@/model/upstream'

import type { Provider } from './provider'

export const upstreamSignInPath = '/sign-in/upstream'

/**
 * The upstream's button. The broker has none: its people are sent back to another address, which is the only one that it knows.
 */
export const isOffered = ({ disabledAt, isBroker }: Upstream): boolean =>
  disabledAt === null && !isBroker

/**
 * How to sign in by an upstream, and then go on with a request.
 *
 * @param back     the request, path and query
 * @param isFresh  the person has to prove themselves anew there
 */
export async function upstreamWays(
  back: string,
  isFresh: boolean,
  { stores }: Pick<Provider, 'stores'>,
): Promise<{
  readonly upstreams: readonly UpstreamView[]
  /** Where people go who are not asked; null: they are asked. */
  readonly straight: string | null
}> {
  const offered = (await stores.upstreams.list()).filter(isOffered)
  const urlOf = (id: string) => {
    const fresh = isFresh ? { fresh: 'yes' } : {}
    return `${upstreamSignInPath}?${new URLSearchParams({ of: id, ...fresh, continue: back }).toString()}`
  }
  const first = offered.find(({ isDefault }) => isDefault)
  return {
    upstreams: offered.map(({ id, label, preset }) => ({ label, preset, url: urlOf(id) })),
    straight: first ? urlOf(first.id) : null,
  }
}
