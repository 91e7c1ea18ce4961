import { defaultClientOptions, type Client } from '@/model/client'
import type { Stores } from '@/stores/stores'
import { kindDefaults } from './kinds'

/** The built-in app behind `/playground`. */
export const playgroundId = 'portico-playground'

export const playgroundRedirectUri = (issuer: string): string => `${issuer}/playground`

/** Where it is answered by a form: a page cannot read what is posted to it. */
const formPostUri = (issuer: string): string => `${playgroundRedirectUri(issuer)}/form-post`

/** The name of an API that is not there: for it the page asks for a token, to show what becomes of `aud`. */
export const playgroundResource = (issuer: string): string => `${issuer}/playground/api`

/** Public, for the page has nowhere to keep a secret; not first-party, so that the consent page is seen. */
function playgroundClient(issuer: string, at: Date): Client {
  return {
    id: playgroundId,
    name: 'Playground',
    kind: 'login-redirect',
    isFirstParty: false,
    isPublic: true,
    dialects: ['login-redirect', 'oauth'],
    grantTypes: [
      'login_redirect',
      'authorization_code',
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:device_code',
    ],
    scopes: kindDefaults['login-redirect'].scopes,
    redirectUris: [playgroundRedirectUri(issuer), formPostUri(issuer)],
    postLogoutRedirectUris: [playgroundRedirectUri(issuer)],
    authenticationMethod: 'none',
    pkce: 'required',
    idTokenAlgorithm: 'RS256',
    accessTokenLifetime: null,
    refreshTokenLifetime: null,
    backchannelLogoutUri: null,
    options: { ...defaultClientOptions, resources: [playgroundResource(issuer)] },
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
