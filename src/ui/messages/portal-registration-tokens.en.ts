type Plural = { readonly one: string; readonly other: string }

/** The page on which an administrator lets apps register themselves. */
export const portalRegistrationTokensEn = {
  title: 'App registration',
  intro: 'An app can register itself by a request instead of by hand.',
  endpoint: 'Registration endpoint',
  byToken: 'Only an app that brings one of the tokens below is registered.',
  byAnybody:
    'The registration is open: PORTICO_DYNAMIC_REGISTRATION is “open”, so anybody can register an app. Nobody vouches for such an app, and it gets the code flow only. One that brings a token below is registered as one that you vouch for.',

  list: 'Initial access tokens',
  listIntro: 'Give one to whoever sets up an app. It registers apps and opens nothing else.',
  name: 'Name',
  made: 'Made',
  ends: 'Ends',
  usesLeft: 'Left',
  uses: { one: '{count} app', other: '{count} apps' } as Plural,
  usedUp: 'Used up',
  emptyTitle: 'No tokens yet',
  empty: 'Make one when a script, or somebody else, is to register an app here.',

  make: 'New token',
  nameHint: 'For whom or for what it is. Only administrators see it. At most 80 characters.',
  days: 'Days that it works',
  daysHint: 'From 1 to 365.',
  count: 'Apps that it can register',
  countHint: 'From 1 to 1,000.',
  submit: 'Make token',
  problems: {
    name: {
      missing: 'Give the token a name.',
      'too-long': 'This name is too long. Use at most 80 characters.',
      'bad-character':
        'This name holds an invisible character, or one that turns the direction of the text. Type it again.',
    },
    days: 'Enter a whole number from 1 to 365.',
    uses: 'Enter a whole number from 1 to 1,000.',
  },

  onceTitle: 'Store the token “{name}” now',
  once: 'It is shown this once. Portico keeps only its hash, so nobody can show it to you again.',
  token: 'Initial access token',
  example: 'An app registers itself like this:',
  exampleLabel: 'Request',
  stored: 'I have stored it',

  remove: 'Remove',
  removeLabel: 'Remove the token {name}',
  removeText: 'Whoever holds {name} is refused from now on. Apps that came by it stay.',
  removeSubmit: 'Remove this token',
}
export type PortalRegistrationTokensTexts = typeof portalRegistrationTokensEn
