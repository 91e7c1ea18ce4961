import type { Provider } from '@/oauth/provider'

import type { FlashContext } from '../flash'

/** Pages of the administration that the handlers answer with. */
export const upstreamsPath = '/admin/upstreams'

export const newUpstreamPath = (preset: string, query = ''): string =>
  `/admin/upstreams/new?preset=${encodeURIComponent(preset)}${query}`

export const upstreamPath = (id: string, query = ''): string =>
  `${upstreamsPath}/${encodeURIComponent(id)}${query}`

/** For whom a flash on these pages would be. */
export const adminFlash = (
  userId: string,
  { settings, now }: Pick<Provider, 'settings' | 'now'>,
): FlashContext => ({ settings, userId, now, path: upstreamsPath })
