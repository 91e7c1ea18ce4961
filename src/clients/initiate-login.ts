import type { Client } from '@/model/client'

import { checkHttpsOrLoopbackUri } from './uris'

/**
 * The link by which the portal has an app begin a sign-in — OpenID Connect Core §4: the app's address, as it was
 * registered, with who asks. Null: the app has none, or none that a browser should be sent to.
 */
export function initiateLoginLink(issuer: string, { options }: Client): string | null {
  const { initiateLoginUri: uri } = options
  if (uri === null || !checkHttpsOrLoopbackUri(uri).ok) return null
  return `${uri}${uri.includes('?') ? '&' : '?'}${new URLSearchParams({ iss: issuer }).toString()}`
}
