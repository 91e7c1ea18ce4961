import {
  authenticationMethods,
  clientKinds,
  dialects,
  dpopPolicies,
  grantTypes,
  idTokenAlgorithms,
  pkcePolicies,
  scopeNames,
} from '@/model/client'

import {
  atMostTwo,
  exchange,
  exchangeKeys,
  id,
  jwkSet,
  line,
  secret,
  secretHash,
} from './client-readers'
import { duration, flag, type Keys, listOf, oneOf, oneOrMore, text, wordsOf } from './readers'

const isUsual = 'what is usual'
const ofItsKind = 'as the kind begins'
const asItIs = 'as it is'

/** Every key of an app, in the order in which an export writes them: RFC 7591 §2 names them where it can. */
export const clientKeys = {
  client_id: { read: id, means: 'Which app it is. Never changes.', standard: '(needed)' },
  client_name: { read: line, means: 'What people see.', standard: 'the id' },
  kind: {
    read: oneOf(clientKinds),
    means: `What the other keys begin with: ${clientKinds.map(code).join(', ')}.`,
    standard: '`browser` with `token_endpoint_auth_method: none`, else `web`',
  },
  owner: {
    read: text,
    means: 'The username of who looks after it beside the administrators; `null`: nobody.',
    standard: asItIs,
  },
  disabled: {
    read: flag,
    means: '`true`: nobody can sign in to it, and it cannot renew anything.',
    standard: asItIs,
  },
  first_party: {
    read: flag,
    means: 'It is your own: people are not asked whether they allow it.',
    standard: 'false',
  },
  redirect_uris: { read: listOf(line), means: 'Exact addresses.', standard: 'none' },
  post_logout_redirect_uris: {
    read: listOf(line),
    means: 'Where people may be sent after signing out.',
    standard: 'none',
  },
  dialects: {
    read: listOf(oneOf(dialects)),
    means: `${dialects.map(code).join(', ')}. \`rails\` goes with \`oauth\`.`,
    standard: ofItsKind,
  },
  grant_types: {
    read: listOf(oneOf(grantTypes)),
    means: grantTypes.map(code).join(', ') + '.',
    standard: ofItsKind,
  },
  scope: {
    read: wordsOf(scopeNames),
    means: 'The most that it may ask for: names with spaces between, or a list.',
    standard: ofItsKind,
  },
  token_endpoint_auth_method: {
    read: oneOf(authenticationMethods),
    means: `${authenticationMethods.map(code).join(', ')}. With \`none\` it is public and has no secret.`,
    standard: '`none` or `client_secret_basic`, as the kind begins',
  },
  client_secret: {
    read: atMostTwo(oneOrMore(secret)),
    means: 'Its secret, or two of them while one takes the place of the other. All others end.',
    standard: 'as they are; a new app’s is made and printed once',
  },
  client_secret_sha256: {
    read: atMostTwo(oneOrMore(secretHash)),
    means: 'The same by their SHA-256, base64url or hexadecimal: for a file that is no secret.',
    standard: asItIs,
  },
  jwks: { read: jwkSet, means: 'Its public keys: a JWK Set.', standard: 'none' },
  jwks_uri: { read: line, means: 'Where its public keys are.', standard: 'none' },
  token_endpoint_auth_signing_alg: {
    read: oneOf(idTokenAlgorithms),
    means: 'The one algorithm of its assertions.',
    standard: 'any',
  },
  request_object_signing_alg: {
    read: oneOf(idTokenAlgorithms),
    means: 'The one algorithm of its request objects.',
    standard: 'any',
  },
  pkce: {
    read: oneOf(pkcePolicies),
    means: `${pkcePolicies.map(code).join(', ')}. A public app’s is always required.`,
    standard: '`required`',
  },
  dpop: {
    read: oneOf(dpopPolicies),
    means: `${dpopPolicies.map(code).join(', ')}: whether its tokens are bound to a key.`,
    standard: '`optional`',
  },
  require_pushed_authorization_requests: {
    read: flag,
    means: 'Its requests are pushed first.',
    standard: 'false',
  },
  require_signed_request_object: {
    read: flag,
    means: 'Its requests are signed.',
    standard: 'false',
  },
  id_token_signed_response_alg: {
    read: oneOf(idTokenAlgorithms),
    means: idTokenAlgorithms.map(code).join(', ') + '.',
    standard: '`RS256`',
  },
  access_token_signing_alg: {
    read: oneOf(idTokenAlgorithms),
    means: 'The same for access tokens.',
    standard: '`ES256`',
  },
  userinfo_signed_response_alg: {
    read: oneOf(idTokenAlgorithms),
    means: 'UserInfo is answered as a JWT, signed so.',
    standard: 'JSON, not signed',
  },
  subject_type: {
    read: oneOf(['public', 'pairwise'] as const),
    means: '`public`, or `pairwise`: people have other names in each sector.',
    standard: '`public`',
  },
  sector_identifier: {
    read: line,
    means: 'The host that names the sector of a pairwise app.',
    standard: 'the host of its redirect URIs',
  },
  sector_identifier_uri: {
    read: line,
    means: 'The document that proved that host when the app registered itself.',
    standard: 'none',
  },
  access_token_lifetime: { read: duration, means: 'Of its access tokens.', standard: isUsual },
  refresh_token_lifetime: {
    read: duration,
    means: 'Of its refresh tokens, since their last use.',
    standard: isUsual,
  },
  refresh_token_max_lifetime: {
    read: duration,
    means: 'Of its refresh tokens, used or not.',
    standard: isUsual,
  },
  default_max_age: {
    read: duration,
    means: 'How long ago a person may have signed in, where a request does not say.',
    standard: 'any time',
  },
  resources: {
    read: listOf(line),
    means: 'Resource indicators that it may ask tokens for.',
    standard: 'none',
  },
  audiences: {
    read: listOf(line),
    means: 'Resource indicators that it answers for: it may introspect tokens for them.',
    standard: 'none',
  },
  exchange: {
    read: exchange,
    means: `What it may do by token exchange: ${Object.keys(exchangeKeys).map(code).join(', ')}.`,
    standard: 'nothing',
  },
  query_parameters: {
    read: flag,
    means: 'Parameters of a post, its secret too, may be in the query.',
    standard: 'false',
  },
  initiate_login_uri: {
    read: line,
    means: 'Where another site may begin a sign-in.',
    standard: 'none',
  },
  client_uri: { read: line, means: 'Its home page.', standard: 'none' },
  policy_uri: { read: line, means: 'What it does with what it learns.', standard: 'none' },
  tos_uri: { read: line, means: 'Its terms of use.', standard: 'none' },
  backchannel_logout_uri: {
    read: line,
    means: 'Where it is told that somebody signed out.',
    standard: 'none',
  },
  self_registered: {
    read: flag,
    means: 'It registered itself, and nobody vouches for it.',
    standard: 'false',
  },
} satisfies Keys

function code(word: string): string {
  return `\`${word}\``
}
