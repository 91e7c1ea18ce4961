import type { IdTokenAlgorithm, PkcePolicy } from '@/model/client'

/** The dashboard's texts about OAuth and OpenID Connect. */
export const portalOauthEn = {
  authentication: 'Authentication',
  authenticatesBySecret:
    'With its secret: in Basic (client_secret_basic) or in the body (client_secret_post). Both work.',
  authenticatesByNothing: 'None: it has no secret, and sends only its client_id.',
  postLogoutRedirectUris: 'Post-logout redirect URIs',

  signIn: 'Sign people in',
  signInIntro:
    'Send people to the authorization endpoint with these parameters. They come back to the redirect URI with code, state and iss.',
  parameters: {
    response_type: 'You get a code, and exchange it for tokens. There is nothing else to choose.',
    client_id: 'Which app is asking.',
    redirect_uri: 'Where people come back to. One of those that are registered, exactly.',
    scope: 'What the app asks to see. Leave out what you do not need.',
    prompt: 'Asks the person each time. Without it there is no refresh token.',
    state:
      'Random, new for each sign-in. Keep it, and compare it with what comes back: so nobody can push an answer of their own on your app.',
    code_challenge:
      'The SHA-256 of the code_verifier, a secret that you make for each sign-in and keep. Only whoever has the verifier can use the code. This is PKCE.',
    code_challenge_method: 'How the challenge is made of the verifier.',
  },
  madeAnew: 'made anew each time',
  link: 'The link',
  linkText:
    'Makes a verifier, its challenge and a state, and from them the link. In a shell, it goes with the requests below.',
  refreshNeeds:
    'A refresh token comes only if the scope has offline_access and the request says prompt=consent: the person decides whether the app keeps its access while they are away.',
  refreshOff:
    'This app gets no refresh token. For one, turn on the refresh token grant and the scope offline_access in its settings, and send prompt=consent.',
  pkceLowered: 'PKCE is not required of this app. Anybody who catches a code can try to use it.',
  pkceChange: 'Change it in the settings',

  code: 'Exchange the code',
  codeText: 'On the way back, within 60 seconds. A code works once.',
  refresh: 'Refresh the tokens',
  refreshSame: 'Answers new tokens and the same refresh token.',
  refreshRotates:
    'Answers new tokens and a new refresh token. The old one is used up: shown again, it ends the whole authorization.',
  clientCredentials: 'Get a token for the app itself',
  clientCredentialsText:
    'Nobody signs in. The token lives 10 minutes unless its settings say more.',
  userinfo: 'Ask who it is',
  userinfoText: 'The claims that the scope allows, for a person’s access token.',

  libraries: 'With a library',
  librariesIntro: 'Configured for this app. The library checks what has to be checked.',
  libraryConfiguration: 'Configuration',

  endpoints: 'Endpoints',
  endpointsIntro: 'A library reads them from the discovery document.',
  endpointNames: {
    authorization: 'Authorization',
    token: 'Token',
    userinfo: 'UserInfo',
    jwks: 'Public keys',
    introspection: 'Introspection',
    revocation: 'Revocation',
    end_session: 'End session',
    discovery: 'Discovery',
  },
  providerPaths: 'The same, at the paths of a Node OpenID provider',
  providerPathsIntro: 'For a client that was set up for its default paths.',

  settings: {
    title: 'OAuth and OpenID Connect',
    postLogoutRedirectUris: 'Post-logout redirect URIs',
    postLogoutRedirectUrisHint:
      'Where people may be sent after signing out. One a line, compared character by character.',
    more: 'After signing out',
    pkce: 'PKCE',
    pkceMeans: 'Ties a code to whoever asked for it.',
    pkcePublic: 'Required. This app has no secret, so PKCE alone proves that a code is its own.',
    pkcePolicies: {
      required: { name: 'Required, with S256', means: 'For every app that can do it.' },
      optional: {
        name: 'Optional',
        means: 'A request may leave it out. One that has it uses S256.',
      },
      plain: {
        name: 'Optional, and plain is taken',
        means: 'The challenge may be the verifier itself.',
      },
    } satisfies Record<PkcePolicy, { name: string; means: string }>,
    pkceWarnings: {
      optional:
        'Without PKCE, somebody who catches a code, in a log or a browser’s history, can make your app take it for theirs or sign in as somebody else. Only for a library that cannot do PKCE.',
      plain:
        'With plain, whoever reads the request knows the verifier too, so it protects against very little. And a request may leave PKCE out. Only for a library that can do nothing else.',
    },
    idTokenAlgorithm: 'ID tokens are signed with',
    idTokenAlgorithms: {
      RS256: { name: 'RS256', means: 'RSA. Every library reads it.' },
      ES256: { name: 'ES256', means: 'Elliptic curve. Shorter, and quicker to make.' },
    } satisfies Record<IdTokenAlgorithm, { name: string; means: string }>,
    deviceLater: 'This version does not answer it yet.',
  },
}

export type PortalOauthTexts = typeof portalOauthEn
