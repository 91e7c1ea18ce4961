import type { DpopPolicy } from '@/model/client'

type Choice = { readonly name: string; readonly means: string }

/** The dashboard's texts about what fewer apps decide. */
export const portalRegistrationEn = {
  more: 'More',
  moreIntro: 'Good as it is for most apps. What is set differently is named beside each title.',
  algorithmUnset: 'any that is published',

  folds: {
    keys: {
      name: 'Keys and sender constraint',
      means: 'How it proves who it is, and whether a stolen token is of use to a thief.',
    },
    requests: { name: 'Requests', means: 'What a request for signing in has to be like.' },
    tokens: {
      name: 'Tokens',
      means: 'How long they live, how they are signed, for whom they are.',
    },
    signOut: {
      name: 'Sign-out',
      means: 'Where people go afterwards, and how the app hears of it.',
    },
    exchange: {
      name: 'Token exchange',
      means: 'Whose tokens it may exchange. For the grant “Token exchange”.',
    },
    compatibility: {
      name: 'Compatibility',
      means: 'For clients that were made for other servers. Some of it weakens security.',
    },
    pages: { name: 'Pages about the app', means: 'People can read them before they decide.' },
  } satisfies Record<string, Choice>,

  authentication: 'How it proves who it is',
  authentications: {
    secret: { name: 'By its secret', means: 'In Basic or in the body. Both work.' },
    private_key_jwt: {
      name: 'By a key of its own',
      means: 'It signs a statement each time. The private key never leaves it.',
    },
  } satisfies Record<string, Choice>,
  authenticationNone:
    'It has no secret, so nothing proves who it is. PKCE proves that a code is its own.',
  jwks: 'Public keys',
  jwksHint:
    'A JWK Set, as JSON: RSA with 2048 bits or more, P-256 or Ed25519. Public keys only: a private key is never stored here.',
  jwksUri: 'Address of the public keys',
  jwksUriHint: 'Instead of the keys themselves: a JWK Set that Portico fetches, on https.',
  assertionAlgorithm: 'Its proofs are signed with',
  dpop: 'Sender constraint (DPoP)',
  dpopPolicies: {
    optional: {
      name: 'As it likes',
      means: 'A token that is asked for with a proof works only with that key.',
    },
    required: { name: 'Required', means: 'No token without a proof, so a stolen one is useless.' },
    'required-with-nonce': {
      name: 'Required, with a nonce',
      means: 'Each proof holds a fresh value from Portico, so none can be made in advance.',
    },
  } satisfies Record<DpopPolicy, Choice>,

  requiresPushedRequests: {
    name: 'Only pushed requests',
    means: 'The app posts its request first (PAR), so nobody can change it in the browser.',
  },
  requiresRequestObjects: {
    name: 'Only signed requests',
    means: 'The request is a JWT that the app signs (JAR). It needs public keys.',
  },
  requestObjectAlgorithm: 'Its requests are signed with',
  defaultMaxAge: 'Ask for the password again after',
  defaultMaxAgeHint: 'Where a request has no max_age. Empty means never; 0 means each time.',
  initiateLoginUri: 'Where a sign-in begins',
  initiateLoginUriHint: 'Another site can send people here, and the app signs them in.',

  idTokenAlgorithm: 'ID tokens are signed with',
  accessTokenAlgorithm: 'Access tokens are signed with',
  userinfoAlgorithm: 'UserInfo answers',
  userinfoPlain: 'JSON: not signed',
  refreshTokenMaxLifetime: 'Refresh token, used or not',
  subjectType: 'Who a person is to the app (sub)',
  subjectTypes: {
    public: { name: 'The same for all apps', means: 'Apps can tell that it is one person.' },
    pairwise: {
      name: 'One for this app',
      means: 'Apps cannot compare whom they know.',
    },
  } satisfies Record<string, Choice>,
  subjectTypeMeans:
    'Changing this gives every person another sub here, so the app takes them for new people.',
  sectorIdentifier: 'Sector',
  sectorIdentifierHint:
    'A host. Apps of one sector share what they call a person. Empty means the host of the redirect URIs.',
  resources: 'Resources that it may ask for',
  resourcesHint: 'URIs of APIs, one a line. A token that names one is for that API alone.',
  audiences: 'Resources that it answers for',
  audiencesHint: 'URIs of its own APIs, one a line. It may ask about tokens for them.',

  backchannelLogoutUri: 'Address that is told of a sign-out',
  backchannelLogoutUriHint:
    'Portico posts a signed logout token here, on https, and tries again for a while when it fails.',

  subjectClients: 'Apps whose tokens it may exchange',
  subjectClientsHint: 'Client ids, one a line. Its own tokens it may always exchange.',
  delegation: {
    name: 'Act for the person',
    means: 'The new token names both: the person, and in act this app.',
  },
  impersonation: {
    name: 'Act as the person',
    means: 'The new token names the person alone.',
  },
  impersonationWarning:
    'With such a token nobody can tell this app from the person. Only for an app that you trust as yourself.',

  allowsQueryParameters: {
    name: 'Parameters in the address of a post',
    means: 'Its secret, too, may be in the query, as some clients of Rails servers send it.',
  },
  queryParametersWarning:
    'Addresses end up in the logs of every proxy between, and then so does the secret. Only for a client that can do nothing else.',
  railsPkce:
    'An app with a secret that comes from a Rails server often leaves PKCE out. Choose Optional for it under Requests.',

  clientUri: 'Website',
  policyUri: 'Privacy policy',
  tosUri: 'Terms of service',
  pageHint: 'On https.',

  selfRegistered: 'Registered itself',
  vouchedFor: {
    name: 'Vouch for it',
    means:
      'It registered itself. Once you vouch for it, an error goes back to it at once, as for the apps that you registered.',
  },
  administrators: 'Only administrators change this.',

  jwksProblems: {
    'too-long': 'This is longer than 20,000 characters. Give the address of the keys instead.',
    'not-json': 'This is not JSON. Begin with a brace, and paste the whole JWK Set.',
    'not-a-jwk-set': 'This is not a JWK Set: an object with a list of keys, each with its kty.',
    'no-keys': 'The list of keys is empty. Put one in.',
    'too-many-keys': 'At most 20 keys. Leave out the ones that are not used any more.',
    'private-key':
      'This is a private key, so it was not saved. Make a new pair, for this one has been shown, and paste only its public half.',
    'symmetric-key': 'This is a shared secret, so it was not saved. Paste public keys only.',
    'short-key': 'An RSA key here is shorter than 2048 bits. Make a longer one.',
    'broken-key': 'One of the keys cannot be read as a key. Export it again.',
    'doubled-kid': 'Two keys have the same kid. Give each its own.',
    'no-usable-key': 'No key here verifies RS256, PS256, ES256 or EdDSA. Add one that does.',
    missing: 'Paste its public keys, or give their address: it proves who it is by a key.',
    'needed-by-requests': 'Paste its public keys, or give their address: its requests are signed.',
  },
  twoSources: 'The keys are above, too. Keep one of the two.',
  uriProblems: {
    'too-long': 'It is longer than 2,000 characters.',
    'bad-character': 'It holds a character that a URI has to encode.',
    'not-absolute': 'It is not complete. Begin with https://.',
    'not-https': 'Use https.',
    'no-host': 'The host is missing or cannot be read.',
    userinfo: 'Leave out the user name before the host.',
    fragment: 'Leave out the fragment: the part from # on.',
    'not-called':
      'Portico does not call its own machine, so this would never be reached. Leave it empty, or have an administrator of the server switch on PORTICO_ALLOW_PRIVATE_NETWORK.',
  },
  sectorProblems: {
    'not-a-host': 'This is not a host. Write it alone, as in app.example.com.',
    needed: 'The redirect URIs do not share one host, so name the sector.',
  },
  subjectClientsProblems: {
    'too-many': 'At most 50.',
    'not-an-id': 'This is not a client id. Copy it from the page of that app.',
  },
  outOfBand:
    'The code is shown on a page only for an app that is answered as by a Rails server. Turn that on under Compatibility.',
}

export type PortalRegistrationTexts = typeof portalRegistrationEn
