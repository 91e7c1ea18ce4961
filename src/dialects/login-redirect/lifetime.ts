import type { Provider } from '@/oauth/provider'
import type { Client } from '@/model/client'

/** Access tokens of this dialect live 30 days unless the client says otherwise: seconds. */
export const accessTokenLifetime = (client: Client, { lifetimes }: Provider['settings']): number =>
  client.accessTokenLifetime ?? lifetimes.loginRedirectAccessToken
