/** The texts of the playground's second flow: the authorization code with PKCE. */
export const portalCodeFlowEn = {
  tabs: 'Flows',
  intro:
    'The same sign-in as OpenID Connect wants it: a code in the redirect, and the tokens by a request of the app’s own.',
  signedOutHere: 'You are signed out of Portico, and came back with the state that was sent.',
  signedOutOther: 'You came back from signing out, but not with the state that this page sent.',

  valuesTitle: 'Values of this sign-in',
  valuesIntro:
    'Your app makes these anew each time and keeps them in the person’s session. This is what PKCE, state and nonce are.',
  newValues: 'Make new ones',
  valuesInsecure: 'Browsers compute the hash only on https or localhost. Reload the page instead.',
  shownSent: 'Show what was sent',
  values: {
    code_verifier: 'A secret of the app: 256 random bits. It is kept until the code comes back.',
    code_challenge:
      'Its SHA-256, in base64url. This is sent now; nobody can compute the verifier from it.',
    state: 'Random. Ties the answer to this browser.',
    nonce: 'Random. Ties the ID token to this sign-in: it comes back inside.',
  },

  linkTitle: 'The link',
  linkIntro: 'Your app sends the person to the authorization endpoint.',
  signIn: 'Sign in for a code',
  parameters: {
    response_type: 'The app gets a code. The tokens do not pass through the browser’s address.',
    client_id: 'Which app is asking.',
    redirect_uri: 'Where people come back to. It is registered, character by character.',
    scope:
      'What the app asks to see. openid brings the ID token; offline_access, together with prompt=consent, the refresh token.',
    prompt: 'Which page has to be shown. Left out, only what is needed.',
    state: 'Comes back as it is.',
    nonce: 'Comes back in the ID token.',
    code_challenge: 'The hash from above. The verifier stays with the app.',
    code_challenge_method: 'SHA-256. Nothing else is taken unless an app’s settings say so.',
  },
  scopeChoices: {
    all: 'Everything: openid profile email offline_access',
    some: 'openid profile email',
    least: 'openid: only who it is',
    none: 'profile email: plain OAuth, no ID token',
  },
  promptChoices: {
    consent: 'consent: ask whether it is allowed',
    unset: 'left out: show only what is needed',
    login: 'login: ask for the password again',
    none: 'none: show nothing, or answer an error',
  },

  answerTitle: 'The answer',
  answerWaiting: 'What Portico adds to the redirect URI appears here.',
  answerIntro: 'Portico sent the browser back to the redirect URI with these parameters.',
  received: {
    code: 'Buys the tokens: once, within 60 seconds, and only with the verifier.',
    state: 'The value that was sent, unchanged.',
    iss: 'Who answers.',
    error: 'Why there is no code.',
    error_description: 'The same in words, for the developer.',
  },
  stateSame: 'It is the one that this page sent.',
  stateOther: 'It is not the one that this page sent. An app stops here.',
  issSame: 'It is this portal, so no other one has mixed in its answer.',
  issOther: 'It is not this portal. An app stops here.',
  errorTitle: 'The answer is an error',
  errors: {
    access_denied:
      'The person pressed Cancel. Show your own page again, say that signing in was cancelled, and offer to try once more.',
    login_required:
      'Nobody is signed in, and prompt=none allows no page. Send the person again without it.',
    consent_required:
      'The person has not allowed this yet, and prompt=none allows no page. Send them again without it.',
    other: 'The request was refused. Your app shows its own page and logs the code.',
  },

  exchangeTitle: 'The code for tokens',
  exchangeWaiting: 'The app exchanges the code here.',
  exchangeIntro:
    'The app proves with the verifier that the code is its own. An app with a secret adds the secret.',
  exchange: 'Exchange the code',
  working: 'Asking',
  verifierGone:
    'This tab does not have the verifier of this code, so it cannot use it. Start over from here.',
  request: 'Request',
  response: 'Answer',
  shownInLines: 'Broken into lines to be read.',
  unreachable: 'The portal could not be reached. Try again.',
  exchanged: 'The code is used up. Shown again, it would end what it bought.',

  idTokenTitle: 'The ID token',
  idTokenWaiting: 'Says who signed in, for the app to read.',
  idTokenIntro:
    'For your app, and for nothing else: it says who signed in, when and how. Never send it to another server as proof.',
  noIdToken: 'The scope had no openid, so there is no ID token.',
  idTokenChecks: { typ: 'typ is JWT', nonce: 'nonce is the one that was sent' },
  algorithms: {
    ES256: 'How it is signed: ECDSA on the curve P-256 with SHA-256.',
    RS256: 'How it is signed: RSA with SHA-256.',
    PS256: 'How it is signed: RSA-PSS with SHA-256.',
    EdDSA: 'How it is signed: Ed25519.',
  },
  idTokenClaims: {
    typ: 'A JSON Web Token.',
    kid: 'Which of the published keys signed it.',
    iss: 'Who issued it. Compare it with the portal that you trust.',
    sub: 'The person, always the same for this portal. Use it as your key.',
    aud: 'Your client id. Refuse a token for another app.',
    nonce: 'The value that was sent. Compare it.',
    sid: 'The session at this portal. Signing out names it.',
    acr: 'How sure the sign-in was.',
    amr: 'How the person proved who they are: pwd is a password.',
    auth_time: 'When the person proved who they are: {date}.',
    iat: 'Issued {date}.',
    exp: 'Ends {date}. You need it only for this moment.',
    other: 'A claim that the request asked for.',
  },

  accessTokenTitle: 'The access token',
  accessTokenWaiting: 'Opens the app’s own servers, and UserInfo.',
  accessTokenIntro:
    'For your servers: they verify it with the public keys. An hour long unless the app’s settings say otherwise.',
  accessTokenSub: 'The person: the same value as in the ID token.',

  userinfoTitle: 'UserInfo',
  userinfoWaiting: 'With the access token the app asks about the person.',
  userinfoIntro: 'The claims that the scope allows come from here, not in the ID token.',
  userinfo: 'Ask',
  userinfoSame: 'sub is the one of the ID token, as it has to be.',
  userinfoOther: 'sub is not the one of the ID token. An app throws the answer away.',

  refreshTitle: 'The next tokens',
  refreshWaiting: 'With a refresh token the app gets new tokens.',
  refreshIntro:
    'Nobody signs in. This app has no secret, so each refresh answers a new refresh token and uses up the old one.',
  refreshNone:
    'There is no refresh token: it comes only with offline_access in the scope and prompt=consent.',
  refresh: 'Refresh the tokens',
  refreshed:
    'Above are the new tokens. If the old refresh token is shown again, somebody has stolen it, and everything that came of it ends.',

  revokeTitle: 'Give it back',
  revokeWaiting: 'The app can end its own access.',
  revokeIntro:
    'When an app needs no access any more it says so. The refresh token and the access tokens that came with it end at once.',
  revoke: 'Revoke',
  revoked: 'Ask UserInfo or refresh again: both are refused now.',

  endTitle: 'Sign out',
  endWaiting: 'The app can sign the person out of Portico, too.',
  endIntro:
    'The app sends the person to the end session endpoint with the ID token as a hint. Portico signs out and sends them back to a registered post-logout redirect URI.',
  endNoIdToken: 'Without an ID token as a hint, Portico asks the person first.',
  end: 'Sign out of Portico and come back',
  forget: 'Only forget the tokens',
}

export type PortalCodeFlowTexts = typeof portalCodeFlowEn
