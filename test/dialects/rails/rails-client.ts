// An app that came from a Rails authorization server, as tests drive it.
import { type Client, defaultClientOptions, outOfBandUri } from '@/model/client'

import { type Fields, signedInWorld } from '../../oauth/relying-party'
import { callback } from '../../test-provider'

/** What such an app is registered with: no PKCE, a code that may be shown, no `offline_access` in its requests. */
export const railsValues: Partial<Client> = {
  dialects: ['oauth', 'rails'],
  pkce: 'optional',
  redirectUris: [callback, outOfBandUri],
}

export const queryValues: Partial<Client> = {
  ...railsValues,
  options: { ...defaultClientOptions, allowsQueryParameters: true },
}

/** A request as such an app makes it. */
export const plainRequest: Fields = {
  scope: null,
  code_challenge: null,
  code_challenge_method: null,
}

export const outOfBand: Fields = { ...plainRequest, redirect_uri: outOfBandUri }

export const railsWorld = (values: Partial<Client> = {}) =>
  signedInWorld({ ...railsValues, ...values })
