import type { IdTokenAlgorithm, PkcePolicy } from '@/model/client'

/** The dashboard's texts about OAuth and OpenID Connect. */
export const portalOauthEn = {
  authentication: 'Authentication',
  authenticatesBySecret:
    'With its secret: in Basic (client_secret_basic) or in the body (client_secret_post). Both work.',
  authenticatesByNothing: 'None: it has no secret, and sends only its client_id.',
  authenticatesByKey:
    'With a key of its own (private_key_jwt): it signs a statement each time. A secret is not taken.',
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
  assertion: 'Prove who it is',
  assertionText: 'One statement for each request: it works once, and for a minute.',
  userinfo: 'Ask who it is',
  userinfoText: 'The claims that the scope allows, for a person’s access token.',

  deviceTitle: 'Sign people in on a device',
  deviceIntro:
    'The device asks for a code and shows it. The person enters it at {page} in any browser, sees which app asks, and allows it. Meanwhile the device asks for the tokens.',
  deviceAsk: 'Ask for the codes',
  deviceAskText:
    'Show user_code and verification_uri, and draw verification_uri_complete as a QR code. Keep device_code.',
  devicePoll: 'Ask for the tokens',
  devicePollText:
    'Every interval seconds, until it is anything but authorization_pending. After slow_down wait 5 seconds longer each time.',

  rails: 'Authorize links',
  railsIntro:
    'Ready to open, one for each redirect URI. Add a state of your own: a random value that you compare when the person comes back.',
  railsTry: 'Authorize',
  railsNeedsPkce:
    'This app has to use PKCE, so there is no link that is ready as it stands: the script above makes one. A client of a Rails server that cannot do PKCE needs it to be optional.',
  railsOutOfBand: 'The code is shown on a page.',
  tokenInfo: 'Ask about a token',
  tokenInfoText: 'Whose it is, in the words of a Rails server.',

  exchange: 'Exchange a token',
  exchangeText:
    'A token that this app was called with, for one with which it calls the next service. The new one ends with the old one.',
  exchangeOff:
    'Nothing is allowed yet: choose in the settings, under Token exchange, whether it acts for people or as them.',
  push: 'Push the request first (PAR)',
  pushText:
    'The same parameters, posted. The answer has a request_uri, which works once and for a short while.',
  pushRequired: 'This app has to: a request that was not pushed is refused.',
  pushLink: 'Then send the person',
  pushLinkText: 'The address names the app and the request, and nothing else.',
  dpop: 'Bind the tokens to a key (DPoP)',
  dpopText:
    'Tokens that are asked for with a proof work only together with that key, so a stolen one is useless.',
  dpopRequired: 'This app has to: a request without a proof is refused.',
  moreWays: 'Safer still: pushed requests and bound tokens',

  libraries: 'With a library',
  librariesIntro: 'Configured for this app. The library checks what has to be checked.',
  libraryConfiguration: 'Configuration',

  endpoints: 'Endpoints',
  endpointsIntro: 'A library reads them from the discovery document.',
  endpointNames: {
    authorization: 'Authorization',
    pushed_authorization_request: 'Pushed requests',
    device_authorization: 'Device codes',
    token: 'Token',
    userinfo: 'UserInfo',
    jwks: 'Public keys',
    introspection: 'Introspection',
    revocation: 'Revocation',
    end_session: 'End session',
    registration: 'Registration',
    discovery: 'Discovery',
  },
  providerPaths: 'The same, at the paths of a Node OpenID provider',
  providerPathsIntro: 'For a client that was set up for its default paths.',

  settings: {
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
    idTokenAlgorithms: {
      RS256: 'RS256: RSA. Every library reads it',
      ES256: 'ES256: elliptic curve. Shorter, and quicker to make',
      EdDSA: 'EdDSA: Ed25519. Short and quick; fewer libraries read it',
      PS256: 'PS256: RSA as FAPI wants it',
    } satisfies Record<IdTokenAlgorithm, string>,
  },
}

export type PortalOauthTexts = typeof portalOauthEn
