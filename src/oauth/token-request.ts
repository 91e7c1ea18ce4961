import type { Client } from '@/model/client'

import type { Parameters } from './parameters'
import type { Provider } from './provider'

/** A request at the token endpoint, once it is known which client makes it. */
export type TokenRequest = {
  readonly client: Client
  readonly parameters: Parameters
  /** The key whose possession was proved, a JWK thumbprint — RFC 9449 §4; null: none was. */
  readonly thumbprint: string | null
}

/** What a `grant_type` does. */
export type GrantHandler = (request: TokenRequest, provider: Provider) => Promise<Response>
