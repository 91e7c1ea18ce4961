import { accessTokenLifetime as loginRedirectLifetime } from '@/dialects/login-redirect/lifetime'
import type { Client } from '@/model/client'
import { accessTokenLifetime as oauthLifetime, clientCredentialsLifetime } from '@/oauth/lifetimes'
import type { Provider } from '@/oauth/provider'

/** The longest that an access token of this client lives: that of the way in which it signs people in. Seconds. */
export function longestAccessTokenLifetime(client: Client, settings: Provider['settings']): number {
  if (client.dialects.includes('login-redirect')) return loginRedirectLifetime(client, settings)
  const isMachine = !client.grantTypes.some((it) => it !== 'client_credentials')
  return isMachine
    ? (client.accessTokenLifetime ?? clientCredentialsLifetime)
    : oauthLifetime(client, settings)
}
