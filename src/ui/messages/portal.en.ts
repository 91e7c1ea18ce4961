import type { ClientKind, Dialect, GrantType, ScopeName } from '@/model/client'
import { portalCodeFlowEn } from './portal-code-flow.en'
import { portalFlowsEn } from './portal-flows.en'
import { portalLogoutEn } from './portal-logout.en'
import { portalOauthEn } from './portal-oauth.en'
import { portalProfileEn } from './portal-profile.en'
import { portalRegistrationEn } from './portal-registration.en'
import { portalRegistrationTokensEn } from './portal-registration-tokens.en'
import { portalUpstreamsEn } from './portal-upstreams.en'

type Plural = { readonly one: string; readonly other: string }
type Switch = { readonly name: string; readonly means: string }

/** The error page runs in the browser, so its texts can be had alone. */
export const portalErrorEn = {
  title: 'This page could not be shown',
  why: 'Something failed on the server. It is not because of anything you did.',
  todo: 'Try again in a moment. If it happens again, tell an administrator.',
  retry: 'Try again',
  home: 'Go to your home page',
  requestId: 'Error id',
}
export type PortalErrorTexts = typeof portalErrorEn

/** The texts of the portal behind the sign-in, and of the playground. The other languages have this type. */
export const portalEn = {
  lang: 'en',
  error: portalErrorEn,
  oauth: portalOauthEn,
  registration: portalRegistrationEn,
  registrationTokens: portalRegistrationTokensEn,
  upstreams: portalUpstreamsEn,
  profile: portalProfileEn,
  logout: portalLogoutEn,
  codeFlow: portalCodeFlowEn,
  flows: portalFlowsEn,

  notFound: {
    title: 'There is nothing at this address',
    why: 'It may be mistyped, or what was here is gone, or it belongs to somebody else.',
    home: 'Go to your home page',
  },

  nav: {
    skip: 'Skip to the content',
    label: 'Portal',
    menu: 'Menu',
    home: 'Home',
    profile: 'Profile',
    security: 'Security',
    apps: 'Apps',
    registration: 'App registration',
    upstreams: 'Sign-in services',
    playground: 'Playground',
    signedInAs: 'Signed in as',
    signOut: 'Sign out',
    signIn: 'Sign in',
  },

  copy: { copy: 'Copy', copied: 'Copied', failed: 'Select and copy by hand' },
  cancel: 'Cancel',
  utc: '{date} UTC',
  justNow: 'just now',

  durations: {
    seconds: { one: '{count} second', other: '{count} seconds' } as Plural,
    minutes: { one: '{count} minute', other: '{count} minutes' } as Plural,
    hours: { one: '{count} hour', other: '{count} hours' } as Plural,
    days: { one: '{count} day', other: '{count} days' } as Plural,
  },

  home: {
    title: 'Your apps',
    intro: 'Apps that you sign in to with Portico. You decide how long they are let in.',
    emptyTitle: 'No apps yet',
    empty: 'An app appears here once you have signed in to it with Portico and let it in.',
    emptyPlayground: 'Try it in the playground',
    emptyRegister: 'Register an app',
    since: 'Let in {date}',
    lastUsed: 'Last used {date}',
    sees: 'Sees {list}',
    scopes: {
      openid: 'who you are',
      profile: 'your profile',
      email: 'your e-mail address',
      phone: 'your phone number',
      address: 'your postal address',
      offline_access: '',
    } satisfies Record<ScopeName, string>,
    through: 'Signs you in through {service} and sees what is known of you there',
    acts: 'Acts in your name, even while you are away',
    offline: 'Keeps its access while you are away',
    open: 'Open',
    openLabel: 'Open {app}',
    revoke: 'Revoke access',
    revokeLabel: 'Revoke access: {app}',
    revokeText:
      '{app} can no longer renew your sign-in, from this moment on. What it was given before ends by itself, within {duration}. Next time it has to ask you again.',
    revokePlaceText:
      '{app} can no longer renew your sign-in, from this moment on. What it was given before ends by itself, within {duration}. Next time you have to sign in there again through {service}.',
    revokeAtOnceText:
      '{app} loses all access, from this moment on. Next time you have to sign in to it again.',
  },

  security: {
    title: 'Security',
    intro: 'Where you are signed in, and your password.',
    sessions: 'Sessions',
    sessionsIntro:
      'Browsers in which you are signed in to Portico. If one is not yours, sign it out and change your password.',
    address: 'Address',
    lastSeen: 'Last seen',
    since: 'Signed in',
    thisDevice: 'This device',
    deviceName: '{browser} on {system}',
    unknownDevice: 'Unknown device',
    unknownAddress: 'Unknown',
    signOut: 'Sign out',
    signOutLabel: 'Sign out {device}, signed in {date}',
    others: 'Sign out all others',
    everywhere: 'Sign out everywhere',
    everywhereText:
      'Ends every session, this one too. Every app that you let in is cut off: it cannot renew your sign-in, and you sign in again the next time.',
    everywhereSubmit: 'Sign out everywhere',
    password: 'Password',
    passwordIntro:
      'A new password ends your other sessions, and apps that you opened in them have to ask you again.',
    currentPassword: 'Current password',
    newPassword: 'New password',
    newPasswordHint:
      'At least 8 characters. Four random words are easy to remember and hard to guess.',
    changePassword: 'Change password',
  },

  passwordField: { show: 'Show', hide: 'Hide', capsLock: 'Caps lock is on.' },

  done: {
    'password-changed': 'Your password is changed. Your other sessions have ended.',
    'session-ended': 'That browser is signed out.',
    'others-ended': 'All other browsers are signed out.',
    'access-revoked': 'The access is revoked.',
    created: 'The app is registered.',
    saved: 'Your changes are saved.',
    'secret-added': 'The new secret works now. The old one works until you remove it.',
    'secret-removed': 'The secret is removed and no longer works.',
    'logo-saved': 'The logo is saved.',
    'logo-removed': 'The logo is removed.',
    disabled: 'The app is disabled. Nobody can sign in to it.',
    enabled: 'The app is enabled again.',
    deleted: 'The app is deleted.',
    'profile-saved': 'Your profile is saved.',
    'registration-token-made': 'The token works now.',
    'registration-token-removed': 'The token is removed and no longer works.',
    'upstream-created': 'The service is added. Test it before people use it.',
    'upstream-disabled': 'The service is disabled. Nobody can sign in with it.',
    'upstream-enabled': 'The service is enabled again.',
    'upstream-deleted': 'The service is deleted.',
    'upstream-linked': 'The service is connected. You can sign in with it from now on.',
    'upstream-unlinked': 'The service is disconnected.',
  },

  problems: {
    'wrong-password': 'This is not your current password. Enter it again.',
    'too-short': 'This password is too short. Use at least 8 characters.',
    'too-long': 'This password is too long. Use at most 256 characters.',
    'too-common': 'This password is one of those that are guessed first. Choose another one.',
    'same-as-username': 'This is your username, which is guessed first. Choose another one.',
    missing: 'Fill in this field.',
    'form-expired': 'The form was open for too long, so nothing was changed. Send it again.',
    'too-many-attempts': 'There were too many attempts. Wait a few minutes and try again.',
    busy: 'The server is busy at this moment. Wait a few seconds and try again.',
    'two-secrets': 'This app has two secrets already. Remove one before you add another.',
    'last-secret': 'The last secret of an app stays. Add a second one, then remove this one.',
    public: 'This kind of app has no secret.',
    'upstream-confirmation':
      'What you typed is not the label of this service. Nothing was deleted.',
    'upstream-denied': 'The sign-in there was cancelled, so nothing was connected.',
    'last-way-in':
      'This is your last way in, so it stays. Set a password or connect another service first.',
    'sign-in-again':
      'Too long ago: a first password is set within ten minutes of signing in. Sign out, sign in and try again.',
    confirmation: 'The name that you typed is not the name of this app. Nothing was deleted.',
    'logo-not-an-image': 'This is not a PNG, JPEG or WebP image. Choose another file.',
    'logo-too-large': 'This image is larger than 32 kB. Choose a simpler one.',
  },

  apps: {
    title: 'Apps',
    intro: 'Apps that sign people in through Portico.',
    new: 'New app',
    emptyTitle: 'No apps yet',
    empty: 'Register your first app to get its client id, and links and requests to try.',
    emptyAction: 'Register an app',
    emptyForOthers: 'Administrators register apps. When one is yours, it appears here.',
    name: 'Name',
    clientId: 'Client id',
    created: 'Registered',
    disabled: 'Disabled',
    firstParty: 'First-party',
  },

  kinds: {
    'login-redirect': {
      name: 'Login redirect',
      means: 'Sends people to a link; they come back with the tokens. No second call.',
    },
    web: {
      name: 'Web app with a server',
      means: 'Its server keeps a secret and exchanges a code for tokens.',
    },
    browser: {
      name: 'Single-page or mobile app',
      means: 'Runs where anybody can read it, so it has no secret and uses PKCE.',
    },
    machine: {
      name: 'Machine to machine',
      means: 'A service that acts for itself. Nobody signs in.',
    },
    device: {
      name: 'TV or command line',
      means: 'Has no browser: people enter a short code on another device.',
    },
  } satisfies Record<ClientKind, Switch>,

  newApp: {
    title: 'New app',
    intro:
      'What kind of app is it? The kind sets safe switches. You can change each of them later.',
    introForm: 'You can change all of this later.',
    otherKind: 'Choose another kind',
    submit: 'Register app',
  },

  fields: {
    name: 'Name',
    nameHint: 'People see it when they sign in. At most 80 characters.',
    redirectUris: 'Redirect URIs',
    redirectUrisHint:
      'One a line. Compared character by character: https, or http on localhost, or a scheme of your own with a dot.',
    tooMuch:
      'What you typed was too long to bring back here. Your browser’s Back button still has it.',
    fix: 'Nothing was saved. Correct what is marked below.',
  },

  nameProblems: {
    missing: 'Give the app a name.',
    'too-long': 'This name is too long. Use at most 80 characters.',
    'bad-character':
      'This name holds an invisible character, or one that turns the direction of the text. Type it again.',
  },

  redirectUrisProblems: {
    missing: 'Enter at least one redirect URI.',
    'too-many': 'At most 50 lines.',
    refused: {
      one: 'One line cannot be registered.',
      other: '{count} lines cannot be registered.',
    } as Plural,
  },

  redirectUriReasons: {
    empty: 'The line is empty.',
    'too-long': 'It is longer than 2,000 characters.',
    'control-character': 'It holds a control character.',
    whitespace: 'It holds a space. Write %20.',
    backslash: 'It holds a backslash. Use a slash.',
    'not-ascii':
      'It holds a letter that is not ASCII. Write it percent-encoded, or the host as xn--….',
    'not-absolute': 'It is not complete. Begin with https://.',
    'forbidden-scheme': 'This scheme can run script or read files in a browser.',
    'scheme-without-dot': 'A scheme of your own needs a dot, as in com.example.app:/callback.',
    wildcard: 'Wildcards are not allowed. Register each address in full.',
    fragment: 'Leave out the fragment: the part from # on.',
    userinfo: 'Leave out the user name before the host.',
    'no-host': 'The host is missing after //.',
    'bad-host': 'The host cannot be read.',
    'bad-port': 'The port is not a number from 0 to 65535.',
    'http-not-loopback': 'http is for localhost, 127.0.0.1 and [::1] only. Use https.',
    'bad-encoding': 'A percent sign is not followed by two hexadecimal digits of UTF-8.',
    'dot-segment': 'Leave out . and .. in the path.',
    'empty-query': 'Leave out the question mark at the end.',
    'reserved-parameter': 'Its query has a parameter that Portico adds itself. Rename yours.',
  },

  app: {
    overview: 'Overview',
    settings: 'Settings',
    sections: 'This app',
    disabledNotice: 'This app is disabled. Nobody can sign in to it and it cannot renew anything.',
    enable: 'Enable',

    secretOnceTitle: 'Store this client secret now',
    secretOnce:
      'It is shown this once. Portico keeps only its hash, so nobody can show it to you again.',
    secretUnused:
      'The login redirect itself never sends it. Keep it for when the app uses more than that.',
    secretDownload: 'Download',
    secretStored: 'I have stored it',

    credentials: 'Credentials',
    clientId: 'Client id',
    issuer: 'Issuer',
    discovery: 'Discovery document',
    redirectUris: 'Redirect URIs',
    noRedirectUris: 'This app has no redirect URI yet, so nobody can be sent back to it.',
    addRedirectUri: 'Add one in the settings',

    links: 'Login links',
    linksIntro:
      'Send people here. They sign in and come back to the redirect URI with access_token, refresh_token, expiration and user_id.',
    linksState:
      'Add a state of your own to every link: a random value that you compare when the person comes back.',
    loginLink: 'Sign in',
    registerLink: 'Register',
    tryLink: 'Try it',

    requests: 'Requests',
    refresh: 'Renew an access token',
    refreshText: 'Answers a new access token and the same refresh token.',
    password: 'Sign in with a username and a password',
    passwordText: 'Answers tokens for a person who typed the password into your app.',
    passwordOff:
      'The JSON API can also take a username and a password. It is off for this app: turn on “Username and password” in its settings.',
    tokenApi: 'Ask the token API for a token',
    tokenApiText: 'Answers an opaque token for a username and a password, or for a refresh token.',
    tokenApiOff:
      'The token API is on for this app, but off on this server: its operator can set PORTICO_TOKEN_API=on.',
    verify: 'Verify an access token',
    verifyText:
      'On your server, with the library jose and Portico’s public keys. No call to Portico per request.',

    secrets: 'Client secrets',
    secretsIntro:
      'An app can have two, so that one is replaced without a gap: add the second, change your app, remove the first.',
    secretEnds: 'Ends in',
    secretCreated: 'Created',
    addSecret: 'Add a second secret',
    removeSecret: 'Remove',
    removeSecretLabel: 'Remove the secret that ends in {hint}',
    removeSecretText: 'Whoever still uses the secret that ends in {hint} is refused at once.',
    removeSecretSubmit: 'Remove this secret',
    noSecrets: 'This app has no secret: it runs where anybody could read it.',
    keyNoSecrets: 'This app proves who it is by a key of its own, so no secret is taken.',
    firstSecret: 'Make a secret',
    secretMissing: 'This app has no secret yet, so it cannot prove who it is.',
  },

  settings: {
    general: 'General',
    firstParty: 'First-party',
    firstPartyMeans: 'It is your own: people are not asked whether they allow it.',
    firstPartyAdministrators: 'Only administrators change this.',
    ways: 'Ways to sign in',
    waysIntro: 'What is off is refused, and the answer says which switch it was.',
    dialects: {
      'login-redirect': {
        name: 'Login redirect',
        means: 'The links /login and /register, and the JSON API at /api/token.',
      },
      oauth: {
        name: 'OAuth and OpenID Connect',
        means: 'The standard endpoints, as the discovery document lists them.',
      },
      rails: {
        name: 'As a Rails server answers',
        means:
          'With OAuth: tokens of two hours, created_at in the answer, the code shown on a page, /oauth/token/info.',
      },
      'token-api': {
        name: 'Token API',
        means:
          '/api/auth/0.1: opaque tokens for a username and password. The app sees people’s passwords. Only for apps that you trust as yourself.',
      },
      broker: {
        name: 'Broker',
        means:
          '/api/auth/login: people sign in with another service and come back with accessToken and refreshToken in the address.',
      },
    } satisfies Record<Dialect, Switch>,
    grantTypes: 'Grants',
    grants: {
      login_redirect: { name: 'Tokens in the redirect', means: 'What /login answers.' },
      password: {
        name: 'Username and password',
        means: 'The app sees people’s passwords. Only for apps that you trust as yourself.',
      },
      authorization_code: { name: 'Authorization code', means: 'A code, exchanged for tokens.' },
      refresh_token: { name: 'Refresh token', means: 'New access tokens without the person.' },
      client_credentials: { name: 'Client credentials', means: 'The app as itself, for nobody.' },
      'urn:ietf:params:oauth:grant-type:device_code': {
        name: 'Device code',
        means: 'A short code, entered on another device.',
      },
      'urn:ietf:params:oauth:grant-type:token-exchange': {
        name: 'Token exchange',
        means: 'A token of a person, for one with which to call another service.',
      },
    } satisfies Record<GrantType, Switch>,
    scopes: 'Scopes',
    scopesIntro: 'The most that it may ask for. People see it in plain words and decide.',
    scopeMeans: {
      openid: 'Who the person is.',
      profile: 'Name, username, birth date, website.',
      email: 'E-mail address.',
      phone: 'Phone number.',
      address: 'Postal address.',
      offline_access: 'Access outlives the person’s session.',
    } satisfies Record<ScopeName, string>,
    lifetimes: 'Lifetimes',
    lifetimesIntro: 'From one minute to 365 days. Empty means what is usual here.',
    accessTokenLifetime: 'Access token',
    refreshTokenLifetime: 'Refresh token, since its last use',
    usual: 'Usual: {duration}',
    unit: 'Unit',
    units: { seconds: 'seconds', minutes: 'minutes', hours: 'hours', days: 'days' },
    lifetimeProblems: {
      'not-a-number': 'Enter a whole number, or leave it empty.',
      'too-short': 'The shortest is one minute.',
      'too-long': 'The longest is 365 days.',
    },
    save: 'Save changes',

    logo: 'Logo',
    logoIntro: 'People see it when they sign in. It is made 96 × 96 pixels in your browser.',
    logoChoose: 'Choose an image',
    logoSave: 'Save logo',
    logoRemove: 'Remove logo',
    logoNeedsScript: 'Changing the logo needs JavaScript, which is off in this browser.',
    logoUnreadable: 'This browser cannot read that image. Choose a PNG, JPEG or WebP file.',

    disable: 'Disable {app}',
    disableText:
      'From its next request on, nobody can sign in to it and it cannot renew anything, until you enable it again. Nothing is deleted.',
    disableSubmit: 'Disable this app',
    enable: 'Enable {app}',
    enableText: 'People can sign in to it again, and what it was given before works again.',
    enableSubmit: 'Enable this app',

    delete: 'Delete {app}',
    deleteNobody: 'Nobody uses it at this moment.',
    deleteUsers: {
      one: 'One person uses it and cannot sign in to it any more.',
      other: '{count} people use it and cannot sign in to it any more.',
    } as Plural,
    deleteText:
      'Its client id, secrets, redirect URIs and everything that people allowed it are gone for good. An app registered again gets a new client id.',
    deleteConfirm: 'Type {app} to confirm',
    deleteSubmit: 'Delete this app',
  },

  playground: {
    title: 'Playground',
    intro:
      'Be the app for a moment: send yourself to sign in, and see what comes back. This page is a registered app of its own.',
    reset: 'Start over',

    linkTitle: 'The link',
    linkIntro: 'Your app sends people to this address. Nothing else is needed to begin.',
    signIn: 'Sign in',
    parameters: {
      client_id: 'Which app is asking. You get it when you register one.',
      redirect_uri: 'Where people come back to. It is registered, character by character.',
      scope: 'What the app asks to see: names with spaces between, or a bit mask.',
      state:
        'A random value of yours. It comes back as it is, so that you know the answer is yours.',
      response_mode:
        'Where the answer is put: behind ? or, kept from your server’s logs, behind #.',
    },
    scopeChoices: {
      all: 'Everything: openid profile email offline_access',
      some: 'openid profile email',
      least: 'openid: only who it is',
      mask: '3: profile (1) and email (2) as a bit mask',
    },

    answerTitle: 'The answer',
    answerWaiting: 'Sign in above. What Portico adds to your redirect URI appears here.',
    answerIntro: 'Portico sent the browser back to the redirect URI with these parameters.',
    answerCleaned:
      'They were in the address bar until this page removed them. Do the same in your app: addresses end up in histories and logs.',
    received: {
      access_token: 'A signed token that says who it is. Send it to your own servers, as Bearer.',
      refresh_token: 'Buys the next access token. Keep it where no script of others can read it.',
      expiration: 'When the access token ends, in UNIX seconds: {date}.',
      user_id: 'The person, always the same, for this portal. Use it as your key.',
      state: 'The value that you sent, unchanged.',
      error: 'Why there are no tokens.',
    },
    stateSame: 'It is the one that this page sent.',
    stateOther: 'It is not the one that this page sent. An app stops here.',

    errorTitle: 'The answer is an error',
    errors: {
      access_denied:
        'The person pressed Cancel. Show your own page again, say that signing in was cancelled, and offer to try once more.',
      other: 'The request was refused. Your app shows its own page and logs the code.',
    },

    tokenTitle: 'The token',
    tokenWaiting: 'The access token is taken apart here.',
    tokenIntro:
      'An access token is three parts with dots between: a header, the claims, and a signature over both.',
    tokenMalformed: 'This is not a JSON Web Token: it does not have three parts of base64url.',
    header: 'Header',
    claims: 'Claims',
    claimTexts: {
      alg: 'How it is signed: ECDSA on the curve P-256 with SHA-256.',
      typ: 'What it is: an access token, and nothing else may pass for one.',
      kid: 'Which of the published keys signed it.',
      iss: 'Who issued it. Compare it with the portal that you trust.',
      sub: 'The person: the same value as user_id.',
      aud: 'For whom it is. Your servers refuse a token for another.',
      client_id: 'The app that asked for it.',
      iat: 'Issued {date}.',
      exp: 'Ends {date}.',
      nbf: 'Not valid before {date}.',
      jti: 'The name of this one token.',
      scope: 'What the person allowed.',
      grant_id: 'The authorization behind it. Revoking that stops its refresh token.',
      auth_time: 'The person proved who they are {date}.',
      other: 'A claim of this portal.',
    },

    verify: 'Verify signature',
    verifying: 'Verifying',
    verifyIntro: 'In this browser, with the public keys at {path}.',
    verifyChecks: {
      key: 'The key with this kid is published',
      signature: 'The signature is good',
      typ: 'typ is at+jwt',
      iss: 'iss is this portal',
      aud: 'aud is this app',
      exp: 'It has not ended',
    },
    verifyGood: 'passed',
    verifyBad: 'failed',
    verifyInsecure: 'Browsers verify signatures only on https or localhost.',
    verifyUnreachable: 'The keys could not be fetched. Try again.',

    refreshTitle: 'The next token',
    refreshWaiting: 'With the refresh token, an app gets a new access token here.',
    refreshIntro: 'When the access token ends, your app asks for the next one. Nobody signs in.',
    refresh: 'Refresh',
    refreshed: 'Above is the new access token now. The refresh token stays the same.',

    endTitle: 'Sign out',
    endIntro:
      'Your app forgets the tokens. The person stays signed in to Portico, so that other apps still know them.',
    forget: 'Forget the tokens',
    signOutPortico: 'Sign out of Portico',
    needsScript: 'This step needs JavaScript, which is off in this browser.',
  },
}

export type PortalTexts = typeof portalEn
