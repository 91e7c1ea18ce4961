import type { ClaimName, NewUserPolicy, UpstreamPreset } from '@/model/upstream'

type Plural = { readonly one: string; readonly other: string }
type Named = { readonly name: string; readonly means: string }

/** The pages on which an administrator decides by which other services people sign in; and the part of the security page. */
export const portalUpstreamsEn = {
  title: 'Sign-in services',
  intro: 'Other services by which people can sign in here. Changes work at once.',
  add: 'Add a service',
  emptyTitle: 'No services yet',
  empty:
    'People sign in with a password of this portal. Add Google, GitHub or any other service that can say who somebody is.',
  order: 'The buttons of the sign-in page are in this order.',
  up: 'Move {label} up',
  down: 'Move {label} down',
  accounts: { one: '{count} account', other: '{count} accounts' } as Plural,
  badges: { default: 'Default', broker: 'Broker', disabled: 'Disabled' },
  edit: 'Settings',
  editLabel: 'Settings of {label}',
  back: 'Sign-in services',

  choose: 'Which service?',
  chooseIntro: 'For those that are not named, take OpenID Connect if they speak it, else OAuth 2.',
  presets: {
    google: {
      name: 'Google',
      means:
        'In the Google Cloud console, under “Google Auth Platform”, make a client of the type “Web application” and add the redirect URI to it.',
    },
    github: {
      name: 'GitHub',
      means:
        'On GitHub, under “Developer settings”, make an OAuth app. The redirect URI is its authorization callback URL.',
    },
    microsoft: {
      name: 'Microsoft',
      means:
        'In the Microsoft Entra admin center, register an app with the redirect URI on the platform “Web”, and make a client secret for it. Without an issuer everybody with a Microsoft account can come; with that of your tenant, its people only.',
    },
    apple: {
      name: 'Apple',
      means:
        'In your Apple developer account, make a Services ID with the redirect URI as its return URL, and a key for “Sign in with Apple”. The client id is the Services ID.',
    },
    gitlab: {
      name: 'GitLab',
      means:
        'On GitLab, under “Applications”, make a confidential application with the scopes openid, profile and email. For a GitLab of your own, its address is the issuer.',
    },
    discord: {
      name: 'Discord',
      means:
        'In the Discord developer portal, make an application. Under “OAuth2” are its client id, its secret, and the place for the redirect URI.',
    },
    linkedin: {
      name: 'LinkedIn',
      means:
        'In the LinkedIn developer portal, make an app with the product “Sign In with LinkedIn using OpenID Connect”. Under “Auth” are its client id, its secret, and the place for the redirect URI.',
    },
    wordpress: {
      name: 'WordPress',
      means:
        'On the WordPress site, the plugin “WP OAuth Server” makes a client with the redirect URI. The paths of the plugin are known; give others only if yours has moved them.',
    },
    oidc: {
      name: 'OpenID Connect',
      means:
        'Any service that speaks OpenID Connect. Register this portal there with the redirect URI; its discovery document tells the rest.',
    },
    oauth: {
      name: 'OAuth 2',
      means:
        'Any service that speaks OAuth 2 and tells at an address who somebody is. Register this portal there with the redirect URI.',
    },
  } satisfies Record<UpstreamPreset, Named>,
  newTitle: 'Add {name}',

  redirectUri: 'Redirect URI',
  redirectUriIntro: 'Paste it where the service asks for it, exactly as it is.',
  redirectUriNew: 'It ends in the id that you choose below.',
  brokerRedirectUri: 'Redirect URI of the broker',
  brokerRedirectUriIntro: 'People of the broker come back here. The test uses the other one.',

  settings: 'Settings',
  fields: {
    id: 'Id',
    label: 'Label',
    clientId: 'Client id',
    secret: 'Client secret',
    privateKey: 'Private key',
    issuer: 'Issuer',
    site: 'Address of the site',
    authorizationEndpoint: 'Authorization endpoint',
    tokenEndpoint: 'Token endpoint',
    userinfoEndpoint: 'UserInfo endpoint',
    userinfoMethod: 'How UserInfo is asked',
    tokenAuthentication: 'How this portal proves itself',
    teamId: 'Team id',
    keyId: 'Key id',
    scopes: 'Scopes',
  },
  hints: {
    id: 'Lower-case letters, digits and hyphens. It stands in the redirect URI and never changes.',
    label: 'On its button: “Continue with …”.',
    issuer: 'As its discovery document says it, without /.well-known.',
    issuerUsual: 'Empty: {issuer}',
    privateKey: 'The whole content of the .p8 file.',
    secretKept: 'One is kept, sealed. Leave this empty to keep it.',
    secretOptional: 'Leave it empty if there is none.',
    secretAgain: 'If you entered one, enter it again: what is typed here is never given back.',
    scopes: 'Empty: {scopes}',
    scopesNone: 'With spaces between. Empty: none.',
    endpointUsual: 'Empty: where the plugin has it.',
  },
  authentications: {
    client_secret_basic: 'Secret in the Authorization header',
    client_secret_post: 'Secret in the form',
    none: 'Without a secret',
  },
  problems: {
    missing: 'Fill in this field.',
    'too-long': 'This is too long.',
    characters: 'This holds a character that has no place here.',
    'not-a-url':
      'Enter a whole address that begins with https://, without # and without a password.',
    'not-https': 'The address has to begin with https://.',
    'not-a-key': 'This is not a private key as Apple gives it out. Paste the whole .p8 file.',
    'not-used': 'This service has no use for it. Leave it empty.',
    taken: 'Another service has this id. Choose another one.',
    again:
      'The address has changed, so enter the secret again: the old one is not sent to a new place.',
  },

  newUsers: 'People who come for the first time',
  newUsersMeans: {
    create: { name: 'Are added', means: 'Whoever has an account at the service gets one here.' },
    link: {
      name: 'Are refused',
      means: 'Only people who connected the service on their security page sign in with it.',
    },
    invitation: {
      name: 'Need an invitation',
      means: 'You make a link for each person. It works once.',
    },
  } satisfies Record<NewUserPolicy, Named>,
  switches: 'Switches',
  isDefault: {
    name: 'Go straight there',
    means:
      'Who is not signed in is sent to this service without seeing the sign-in page. The form for passwords stays at /login?way=password.',
  },
  isBroker: {
    name: 'Behind the broker',
    means:
      'Apps that use /api/auth/login send their people here. It then has no button on the sign-in page.',
  },
  trustsEmails: {
    name: 'Its e-mail addresses are verified',
    means:
      'For a service that does not say so itself. Turn it on only if nobody can enter somebody else’s address there.',
  },
  claims: 'What its answer calls things',
  claimsIntro: 'Empty: the usual name. A dot leads into an object: user.email',
  claimNames: {
    subject: 'Who it is, for good',
    email: 'E-mail address',
    emailVerified: 'Whether the address is verified',
    username: 'Username',
    name: 'Name',
    givenName: 'Given name',
    familyName: 'Family name',
    picture: 'Picture',
    roles: 'Roles',
  } satisfies Record<ClaimName, string>,
  create: 'Add this service',
  save: 'Save changes',

  test: 'Test this',
  testIntro: 'Signs you in there and shows each step. Nobody is signed in or added here by it.',
  testSubmit: 'Run the test',
  testGood: 'It works',
  testBad: 'It failed: {problem}',
  testFound: 'Who it says you are',
  emailVerified: 'E-mail address verified',
  yes: 'Yes',
  no: 'No',
  testNobody: 'Nothing came back yet that could be shown.',
  stepGood: 'done',
  stepBad: 'failed',
  milliseconds: '{count} ms',
  stages: {
    settings: 'Settings',
    discovery: 'Discovery',
    authorization: 'Authorization',
    token: 'Token',
    keys: 'Keys',
    'id-token': 'ID token',
    userinfo: 'UserInfo',
  },

  invite: 'Invite somebody',
  inviteIntro:
    'A link by which one person can come who has no account here. It works once, for 7 days.',
  inviteSubmit: 'Make a link',
  inviteOnce: 'Send this link now',
  inviteOnceText: 'It is shown this once. Whoever opens it first can use it.',
  inviteLink: 'Invitation link',
  inviteSent: 'I have sent it',

  disable: 'Disable {label}',
  disableText:
    'From now on nobody can sign in with it, until you enable it again. Who is signed in stays signed in.',
  disableSubmit: 'Disable this service',
  enable: 'Enable {label}',
  enableText: 'People can sign in with it again.',
  enableSubmit: 'Enable this service',
  delete: 'Delete {label}',
  deleteNobody: 'Nobody signs in with it at this moment.',
  deleteUsers: {
    one: 'One account is connected to it. Who has no other way in cannot sign in any more.',
    other: '{count} accounts are connected to it. Who has no other way in cannot sign in any more.',
  } as Plural,
  deleteText:
    'Its settings and its secret are gone for good, and open invitations stop working. If you add the same service again, people who came by it are known again.',
  deleteConfirm: 'Type {label} to confirm',
  deleteSubmit: 'Delete this service',

  own: {
    title: 'Sign-in services',
    intro: 'Other services with which you can sign in here.',
    none: 'Nothing connected yet',
    noneText: 'Connect one, and you can sign in with it as well.',
    linked: 'Connected',
    used: 'Last used',
    gone: 'A service that was removed',
    connect: 'Connect {label}',
    disconnect: 'Disconnect',
    disconnectLabel: 'Disconnect {label}',
    noPassword:
      'You sign in with another service and have no password here. With a password you can also come without that service.',
    setPassword: 'Set password',
    setPasswordIntro:
      'It works within ten minutes of signing in. Sign out and in again if it has been longer.',
  },
}
export type PortalUpstreamsTexts = typeof portalUpstreamsEn
