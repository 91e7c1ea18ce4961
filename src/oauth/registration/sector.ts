// The sector of a client whose users have names of their own in it — OpenID Connect Core §8.1.
import { hostOf } from '@/clients/uris'

import { OutboundProblem, type Outbound } from '../provider'
import type { ClientMetadata } from './client-metadata'
import { refuse } from './values'

/**
 * The host that names the sector: of the document at `sector_identifier_uri`, which has to list every redirect URI (OpenID
 * Connect Registration §5), so that nobody joins a sector that is not theirs; or the one of all redirect URIs. Null: the
 * client has none.
 *
 * @throws {OAuthError} `invalid_client_metadata`
 */
export async function provedSector(
  metadata: ClientMetadata,
  outbound: Outbound,
): Promise<string | null> {
  const { sector_identifier_uri: uri, redirect_uris: redirectUris } = metadata
  if (uri !== null) {
    const listed = await listAt(uri, outbound)
    const isListed = redirectUris.every((one) => listed.includes(one))
    return isListed ? hostWithoutPort(uri) : refuse('sector_identifier_uri lacks a redirect URI')
  }
  if (metadata.subject_type === 'public') return null
  const [host = '', ...others] = [...new Set(redirectUris.map(hostWithoutPort))]
  return host !== '' && others.length === 0
    ? host
    : refuse('subject_type pairwise needs sector_identifier_uri, or redirect URIs of one host')
}

const hostWithoutPort = (uri: string): string => hostOf(uri).replace(/:\d+$/, '')

async function listAt(uri: string, outbound: Outbound): Promise<readonly unknown[]> {
  const { status, text } = await outbound.get(uri).catch((cause: unknown) => {
    if (cause instanceof OutboundProblem) {
      return refuse(`sector_identifier_uri could not be fetched: ${cause.reason}`)
    }
    throw cause
  })
  if (status !== 200) return refuse('sector_identifier_uri is not answered with 200')
  const list = parsed(text)
  if (!Array.isArray(list)) return refuse('sector_identifier_uri holds no JSON array')
  return list as readonly unknown[]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
