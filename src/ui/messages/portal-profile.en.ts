/** What a person tells of themselves. */
export const portalProfileEn = {
  title: 'Profile',
  intro:
    'What you tell of yourself. All of it is optional, and an app sees only what you have allowed it.',
  username: 'Username',
  email: 'E-mail address',
  noEmail: 'None',
  verified: 'Verified',
  unverified: 'Not verified',

  you: 'About you',
  youIntro: 'For apps that you let see your profile.',
  name: 'Name',
  nameHint: 'As apps are to show it. Without one they show your username.',
  birthdate: 'Birth date',
  website: 'Website',

  phone: 'Phone',
  phoneIntro: 'For apps that you let see your phone number.',
  phoneNumber: 'Phone number',
  phoneHint: 'With the code of the country, as in +33 1 23 45 67 89.',

  address: 'Postal address',
  addressIntro: 'For apps that you let see your postal address.',
  street: 'Street and number',
  postalCode: 'Postal code',
  locality: 'City',
  region: 'State or region',
  country: 'Country',

  save: 'Save profile',
  fix: 'Nothing was saved. Correct what is marked below.',
  problems: {
    'too-long': 'This is too long. Shorten it.',
    'bad-character':
      'This holds an invisible character, or one that turns the direction of the text. Type it again.',
    'too-many-lines': 'Use at most four lines.',
    'not-a-web-address': 'This is no web address. It looks like https://example.com.',
    'not-a-date': 'There is no such date. Write it as 1990-04-23.',
    'in-the-future': 'This date is in the future.',
    'not-a-phone-number': 'This is no phone number with the code of its country.',
  },
}
export type PortalProfileTexts = typeof portalProfileEn
