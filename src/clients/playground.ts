import type { Client } from '@/model/client'
import type { Stores } from '@/stores/stores'
import { kindDefaults } from './kinds'

/** The built-in app behind `/playground`. */
export const playgroundId = 'portico-playground'

export const playgroundRedirectUri = (issuer: string): string => `${issuer}/playground`

/** Public, for the page has nowhere to keep a secret; not first-party, so that the consent page is seen. */
function playgroundClient(issuer: string, at: Date): Client {
  return {
    id: playgroundId,
    name: 'Playground',
    kind: 'login-redirect',
    isFirstParty: false,
    isPublic: true,
    dialects: ['login-redirect', 'oauth'],
    grantTypes: ['login_redirect', 'authorization_code', 'refresh_token'],
    scopes: kindDefaults['login-redirect'].scopes,
    redirectUris: [playgroundRedirectUri(issuer)],
    postLogoutRedirectUris: [playgroundRedirectUri(issuer)],
    authenticationMethod: 'none',
    pkce: 'required',
    idTokenAlgorithm: 'RS256',
    accessTokenLifetime: null,
    refreshTokenLifetime: null,
    ownerId: null,
    logoHash: null,
    createdAt: at,
    disabledAt: null,
  }
}

/**
 * Makes the built-in app what the settings say: there and with this issuer's redirect URI, or switched off. Safe to run
 * at each boot, in several processes at once.
 */
export async function ensurePlayground(
  { clients }: Pick<Stores, 'clients'>,
  settings: { readonly issuer: string; readonly playground: boolean },
  now: () => Date,
): Promise<void> {
  const at = now()
  const client = playgroundClient(settings.issuer, at)
  if (!settings.playground) {
    const existing = await clients.find(playgroundId)
    if (existing?.disabledAt === null) await clients.setDisabled(playgroundId, at)
    return
  }

  if (await clients.create(client, null)) return
  await clients.update(playgroundId, client)
  await clients.setDisabled(playgroundId, null)
}
