/** The texts of the playground's further flows. The keys of `names` and `requests` are those of its addresses. */
export const portalFlowsEn = {
  names: {
    'login-redirect': 'Login redirect',
    code: 'Authorization code',
    device: 'Device',
    'client-credentials': 'Client credentials',
    refresh: 'Refresh',
    introspection: 'Introspection',
    revocation: 'Revocation',
    'token-exchange': 'Token exchange',
    'sign-out': 'Sign out',
  },
  reveal: 'Show secrets',
  hide: 'Hide secrets',
  errorHelp: 'What {error} means, and how to mend it',
  proof: 'What the {name} proof says',
  askedAgain: 'Portico wanted a nonce of its own in the proof, so it was asked again with one.',
  proofClaims: {
    typ: 'A proof, and nothing else.',
    alg: 'How it is signed.',
    jwk: 'The public half of the key. The private half never leaves this browser.',
    jti: 'The name of this one proof. It works once.',
    htm: 'The method of the request that it is for.',
    htu: 'The address of the request that it is for.',
    iat: 'When it was made. It is old after a minute.',
    ath: 'The hash of the access token that it is shown with.',
    nonce: 'The value that Portico gave with its last answer.',
  },
  claims: {
    alg: 'How it is signed.',
    typ: 'What kind of token it is.',
    acr: 'How sure the sign-in was.',
    amr: 'How the person proved who they are: pwd is a password.',
    act: 'Who acts for the person. Inside, who acted before.',
    cnf: 'The key that it is bound to, by its thumbprint: without a proof of that key it is useless.',
    sid: 'The session at this portal. A logout token names it.',
    azp: 'The app that it was issued to.',
    nonce: 'The value that was sent. Compare it.',
    at_hash: 'Half the hash of the access token that came with it.',
    email: 'The person’s e-mail address.',
    email_verified: 'Whether it is known that the address is theirs.',
    other: 'A claim of this portal.',
  },

  moreParameters: 'More parameters',
  leftOut: 'left out',
  pushToggle: 'Push the request first (PAR)',
  pushToggleMeans:
    'The app posts it. Through the browser goes only its name, so nobody can change it.',
  dpopToggle: 'Bind the tokens to a key (DPoP)',
  dpopToggleMeans:
    'The key is made in this browser and cannot be read out of it. A stolen token is useless without it.',
  push: 'Push the request',
  pushed: 'The link below names the request. It works once, for a short while.',
  boundIntro: 'The proof shows that it has the key that the code is bound to.',
  boundToken: 'Bound to the key: cnf has its thumbprint. As Bearer it is refused.',
  userinfoOfResource:
    'The token is for the resource alone, so UserInfo refuses it. That is how it should be: try.',
  answeredByForm:
    'Portico had the browser post these parameters to the redirect URI, so they were in no address. The playground’s server then handed them to this page.',
  answeredByFragment:
    'Portico sent the browser back with these parameters behind #: no server has seen them.',
  parameters: {
    response_mode:
      'Where the answer is put: behind ?, behind #, or in a form that is posted to the app’s server.',
    max_age: 'How old the sign-in may be, in seconds. Older, and the password is asked for.',
    acr_values: 'How sure the sign-in should be. The ID token says in acr how it was.',
    claims: 'Single claims, and where they should be: in the ID token or from UserInfo.',
    resource: 'For which API the access token is. It becomes aud.',
    ui_locales: 'In which language the pages should be.',
    dpop_jkt: 'The thumbprint of the key: only whoever has it can use the code.',
  },
  maxAgeChoices: {
    '0': '0: ask for the password now',
    '60': '60: a minute at most',
    '3600': '3600: an hour at most',
  },

  device: {
    intro:
      'What a television or a command line does: it shows a code, and the person signs in on another device.',
    askTitle: 'Ask for the codes',
    askIntro: 'The device has no browser, so it asks for two codes: one to show, one to keep.',
    ask: 'Ask',
    showTitle: 'What the device shows',
    showWaiting: 'The code for the person appears here.',
    showIntro: 'Enter it as the person would, on a phone or in another tab.',
    enterAt: 'Go to {page} and enter',
    open: 'Open the page with the code',
    pollTitle: 'The device waits',
    pollWaiting: 'The device asks for the tokens until the person has decided.',
    pollIntro: 'It asks again and again, no faster than it was told to.',
    everySeconds: 'It asks every {count} seconds.',
    askNow: 'Ask now, too early',
    answers: 'Further answers',
    answersMean: {
      authorization_pending: 'Nobody has decided yet. The device goes on asking.',
      slow_down: 'It asked too early, so from now on it waits 5 seconds longer each time.',
      access_denied: 'The person pressed Cancel. The device says so and stops.',
      expired_token: 'Nobody entered the code in time. The device asks for new ones.',
    },
    refused: 'The request was refused. The device stops.',
    done: 'The person allowed it. The code is used up, and the device has its tokens.',
  },

  credentialsTitle: 'Who asks',
  credentialsIntro:
    'The credentials of an app of yours. They stay in the memory of this page: not in its address, not stored, and gone when you close it or load it again.',
  method: 'How it proves itself',
  methods: {
    client_secret_basic: 'client_secret_basic: in a header',
    client_secret_post: 'client_secret_post: in the body',
    none: 'none: it has no secret',
  },
  secretHint: 'Sent to this portal only, when you press the button.',
  usePlayground: 'Use the playground’s own app',
  notForPublic:
    'The playground’s own app has no secret, so it cannot do this. Type the credentials of another.',
  requests: {
    'client-credentials': {
      intro: 'A service gets a token for itself. Nobody signs in.',
      title: 'A token for the app itself',
      means: 'For an app with the grant “Client credentials”.',
      ask: 'Get a token',
    },
    refresh: {
      intro: 'With a refresh token an app gets new tokens. Nobody signs in.',
      title: 'The next tokens',
      means:
        'The refresh token of the authorization code flow is here already, if this tab has one.',
      ask: 'Refresh the tokens',
    },
    introspection: {
      intro: 'A server asks whether a token is good at this moment, and what it stands for.',
      title: 'Ask about a token',
      means: 'An app learns of its own tokens, and of tokens for a resource that it answers for.',
      ask: 'Ask',
    },
    revocation: {
      intro: 'An app gives a token back, and everything that came of the same sign-in ends.',
      title: 'Give a token back',
      means: 'The answer is the same for a token that was never one.',
      ask: 'Revoke',
    },
    'token-exchange': {
      intro:
        'A service that was called with a token exchanges it for one with which it calls the next.',
      title: 'One token for another',
      means:
        'For an app with the grant “Token exchange” whose settings allow it. With an actor token the new one says who acts.',
      ask: 'Exchange the token',
    },
  },
  fieldMeans: {
    grant_type: 'What is asked for.',
    scope: 'What the token should allow. Left out, what the app usually gets.',
    resource: 'For which API the token is. One of those in the app’s settings.',
    audience: 'The same, or the app itself by its client id.',
    refresh_token: 'What buys the next tokens.',
    token: 'The access token or refresh token that it is about.',
    token_type_hint: 'Where to look first. It may be left out.',
    subject_token: 'The token of the person, with which the service was called.',
    subject_token_type: 'What kind of token that is.',
    actor_token:
      'The service’s own token, where it acts for the person. Without one it acts as them.',
    actor_token_type: 'What kind of token that is.',
  },
  answerTitle: 'What came',
  answerWaiting: 'The answer is taken apart here.',
  tokenIntro: 'Three parts with dots between: a header, the claims, and a signature over both.',
  opaque: 'This token cannot be read: only the portal knows what it stands for.',
  revokedIntro: 'Done. Introspection says now that the token is not active.',
  activeIntro: 'The token is good at this moment.',
  inactiveIntro:
    'The token is not good: it has ended, was revoked, is another app’s, or never was one. The answer does not tell which.',
  introspected: {
    active: 'Whether it is good at this moment.',
    token_type: 'How it is shown: as Bearer, or with a proof.',
    username: 'The person’s username.',
  },

  signOut: {
    intro: 'An app can sign the person out of Portico, and have them come back.',
    linkTitle: 'The link',
    noHint: 'Without an ID token as a hint, Portico asks the person first.',
    parameters: {
      id_token_hint: 'The ID token that the app got. It says whose session is to end.',
      client_id: 'Which app asks.',
      post_logout_redirect_uri: 'Where people come back to. It is registered, to the letter.',
      state: 'Random. Comes back as it is.',
    },
  },
}

export type PortalFlowsTexts = typeof portalFlowsEn
