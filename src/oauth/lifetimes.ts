import type { Client } from '@/model/client'

import type { Provider } from './provider'

type Settings = Provider['settings']

/** An authorization code — RFC 6749 §4.1.2 says at most ten minutes, FAPI 2 at most one: seconds. */
export const authorizationCodeLifetime = 60

/** One that a person carries over by hand: seconds. */
export const outOfBandCodeLifetime = 600

/** An ID token is read once, when it arrives: seconds. */
export const idTokenLifetime = 3600

/** A client's own token; it can get another at any time: seconds. */
export const clientCredentialsLifetime = 600

/** After a rotation, a racing repeat gets the same successor for this long: seconds. */
export const rotationGrace = 10

/** Access tokens of a client that came from a Rails server, its own too: seconds. */
export const railsAccessTokenLifetime = 7200

/** A pushed request, until it is brought for the first time — RFC 9126 §2.2: seconds. */
export const pushedRequestLifetime = 90

/** A device code, and what the person types — RFC 8628 §3.2: seconds. */
export const deviceCodeLifetime = 600

/** How long a device waits between two questions, at first — RFC 8628 §3.2: seconds. */
export const devicePollInterval = 5

/** A logout token — OpenID Connect Back-Channel Logout 1.0 §2.4: seconds. */
export const logoutTokenLifetime = 120

/** Access tokens, unless the client says otherwise: seconds. */
export const accessTokenLifetime = (client: Client, { lifetimes }: Settings): number =>
  client.accessTokenLifetime ??
  (client.dialects.includes('rails') ? railsAccessTokenLifetime : lifetimes.accessToken)
