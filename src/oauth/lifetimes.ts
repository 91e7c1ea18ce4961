import type { Client } from '@/model/client'

import type { Provider } from './provider'

type Settings = Provider['settings']

/** An authorization code — RFC 6749 §4.1.2 says at most ten minutes, FAPI 2 at most one: seconds. */
export const authorizationCodeLifetime = 60

/** An ID token is read once, when it arrives: seconds. */
export const idTokenLifetime = 3600

/** A client's own token; it can get another at any time: seconds. */
export const clientCredentialsLifetime = 600

/** After a rotation, a racing repeat gets the same successor for this long: seconds. */
export const rotationGrace = 10

/** Access tokens, unless the client says otherwise: seconds. */
export const accessTokenLifetime = (client: Client, { lifetimes }: Settings): number =>
  client.accessTokenLifetime ?? lifetimes.accessToken
