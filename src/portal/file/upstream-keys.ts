import { type ClaimName, newUserPolicies, upstreamPresets } from '@/model/upstream'

import { flag, type Key, type Keys, listOf, mappingOf, oneOf, type Reader, text } from './readers'

export const claimKeys = {
  subject: claim('Who it is.'),
  email: claim('E-mail address.'),
  email_verified: claim('Whether that was proved.'),
  username: claim('Username.'),
  name: claim('The whole name.'),
  given_name: claim('Given name.'),
  family_name: claim('Family name.'),
  picture: claim('The address of a picture.'),
  roles: claim('Roles.'),
} satisfies Keys

/** The key of each claim. */
export const keyOfClaim: { readonly [Claim in ClaimName]: keyof typeof claimKeys } = {
  subject: 'subject',
  email: 'email',
  emailVerified: 'email_verified',
  username: 'username',
  name: 'name',
  givenName: 'given_name',
  familyName: 'family_name',
  picture: 'picture',
  roles: 'roles',
}

/** Every key of an upstream, in the order in which an export writes them. */
export const upstreamKeys = {
  id: {
    read: text,
    means:
      'Which one it is: lower-case letters, digits and `-`. A part of its redirect URI, `/api/auth/callback/<id>`. Never changes.',
    standard: '(needed)',
  },
  preset: {
    read: oneOf(upstreamPresets),
    means: `${upstreamPresets.map(code).join(', ')}. The last two are for any other. Never changes.`,
    standard: '(needed)',
  },
  label: { read: text, means: 'On its button.', standard: 'the preset’s name' },
  client_id: { read: text, means: 'What it knows Portico by.', standard: '(needed)' },
  client_secret: {
    read: text,
    means:
      'The secret that goes with it; for Apple the private key, PEM. Needed again when the upstream is somewhere else than before.',
    standard: 'as it is',
  },
  sealed_client_secret: {
    read: text,
    means: 'The same as an export writes it: of use only where `PORTICO_SECRET` is the same.',
    standard: 'as it is',
  },
  default: {
    read: flag,
    means:
      'People who are not signed in are sent there at once. One at most: another one loses it.',
    standard: 'false',
  },
  broker: {
    read: flag,
    means: 'It is the one behind `/api/auth/login`, and has no button. One at most.',
    standard: 'false',
  },
  disabled: { read: flag, means: '`true`: nobody comes by it.', standard: 'as it is' },
  new_users: {
    read: oneOf(newUserPolicies),
    means:
      'What becomes of people whom nobody here knows: `create` adds them, `link` refuses them, `invitation` adds whoever holds one.',
    standard: '`create`',
  },
  trusts_emails: {
    read: flag,
    means: 'It does not say whether an e-mail address is verified, and you vouch that it is.',
    standard: 'false',
  },
  issuer: {
    read: text,
    means: 'Of `oidc`, and of a `gitlab` or `microsoft` of your own: the rest is discovered.',
    standard: 'the preset’s',
  },
  site: { read: text, means: 'Of `wordpress`: the address of the site.', standard: 'none' },
  authorization_endpoint: endpoint(),
  token_endpoint: endpoint(),
  userinfo_endpoint: endpoint(),
  userinfo_method: {
    read: oneOf(['GET', 'POST'] as const),
    means: 'Of `oauth`: how it is asked about the person.',
    standard: '`GET`',
  },
  token_endpoint_auth_method: {
    read: oneOf(['client_secret_basic', 'client_secret_post', 'none'] as const),
    means: '`client_secret_basic`, `client_secret_post`, or `none`: there is no secret.',
    standard: '`client_secret_basic`',
  },
  scopes: { read: listOf(text), means: 'What it is asked for.', standard: 'what the preset asks' },
  claims: {
    read: mappingOf(claimKeys),
    means: `Where its answer has what: ${Object.keys(claimKeys).map(code).join(', ')}. A dot leads into an object.`,
    standard: 'the preset’s names',
  },
  team_id: { read: text, means: 'Of `apple`.', standard: 'none' },
  key_id: { read: text, means: 'Of `apple`: which key it is.', standard: 'none' },
} satisfies Keys

function claim(means: string): Key<string> {
  return { read: text, means, standard: 'the preset’s name' }
}

function endpoint(): { readonly read: Reader<string>; means: string; standard: string } {
  return {
    read: text,
    means: 'Of `oauth`, and where a `wordpress` has another path.',
    standard: 'none; of `wordpress` that of its OAuth plugin',
  }
}

function code(word: string): string {
  return `\`${word}\``
}
