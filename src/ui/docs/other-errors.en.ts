import type { ErrorTexts } from './error-text'

/** What UserInfo, revocation and registration refuse, and what can fail anywhere. */
export const otherErrorsEn = {
  invalid_token: {
    means: 'The access token is missing, or not good, or not any more.',
    causes: [
      {
        what: 'It has ended, or the access was revoked.',
        mend: 'Renew it with the refresh token, or sign the person in again.',
      },
      {
        what: 'It is an ID token or a refresh token.',
        mend: 'Send the `access_token` of the answer. An ID token is for the app, not for an API.',
      },
      {
        what: 'It stands in the address.',
        mend: 'Send it in the header: addresses end up in logs.',
        example: 'bearer',
      },
      {
        what: 'It is bound to a key and was sent as `Bearer`, or the other way round.',
        mend: 'Heed `token_type` of the answer: `DPoP` goes with a proof.',
      },
      {
        what: 'It is for another API: it was asked for with `resource`.',
        mend: 'UserInfo takes tokens that name no other resource.',
      },
      {
        what: 'At `/oauth/register`, the initial access token is unknown, has ended, or is used up.',
        mend: 'Ask an administrator for another one.',
      },
    ],
  },
  insufficient_scope: {
    means: 'The access token is good, and does not reach this far.',
    causes: [
      {
        what: 'UserInfo was asked with a token that was not asked for with `openid`.',
        mend: 'Put `openid` into the scope of the authorization request.',
        example: 'openid',
      },
      {
        what: 'It is a token of client credentials: there is no person behind it.',
        mend: 'Ask UserInfo with a person’s token.',
      },
    ],
  },
  unsupported_token_type: {
    means: 'This token cannot be revoked by itself.',
    causes: [
      {
        what: 'It is a token of client credentials. It comes of no grant.',
        mend: 'Forget it: it ends by itself, soon. If it has leaked, replace the secret of the app.',
      },
      {
        what: 'It was exchanged for another one.',
        mend: 'It ends with the token that it came of. Revoke that one, as the app that it was issued to.',
      },
    ],
  },
  invalid_redirect_uri: {
    means: 'An app that registers itself names an address to which nobody can be sent safely.',
    causes: [
      {
        what: 'It is http and not on this very machine, has a wildcard, a fragment or a user name, or a scheme of its own without a dot.',
        mend: 'Name each address in full. `error_description` says which one it is and what is wrong with it.',
        example: 'redirectUri',
      },
      {
        what: '`redirect_uris` is missing, and people are to be sent back.',
        mend: 'Name at least one for `authorization_code`.',
      },
    ],
  },
  invalid_client_metadata: {
    means:
      'An app that registers itself says something that cannot be, or that does not go together.',
    causes: [
      {
        what: '`grant_types` and `response_types` do not correspond.',
        mend: '`code` goes with `authorization_code`, and `refresh_token` needs a grant that brings one.',
        example: 'metadata',
      },
      {
        what: '`jwks` and `jwks_uri` are both there, or neither is and `private_key_jwt` needs them.',
        mend: 'Name one of them, with public keys only.',
      },
      {
        what: 'A value is of another type or none of those that are known.',
        mend: '`error_description` names the member; the discovery document lists what there is.',
      },
      {
        what: 'An app that nobody vouches for asks for more than people may give it.',
        mend: 'Register it with an initial access token, or under {apps}.',
      },
    ],
  },
  server_error: {
    means: 'Something failed on this server. It is not because of anything in the request.',
    causes: [
      {
        what: 'A fault of Portico, or of its database.',
        mend: 'Try again in a moment. The log has it under the id that stands in `error_description` and in the header `X-Request-Id`: an administrator finds it there.',
      },
    ],
  },
  temporarily_unavailable: {
    means: 'The server could do this, and does not at this moment.',
    causes: [
      {
        what: 'Too many apps were registered from this address.',
        mend: 'Wait as many seconds as the header `Retry-After` says.',
      },
      {
        what: 'A client without a secret or key has asked for too many device codes, or pushed too many requests, in an hour.',
        mend: 'Wait as many seconds as the header `Retry-After` says. A device asks for a new code only when the old one has expired.',
      },
      {
        what: 'More people are signing in than it can serve at once.',
        mend: 'Send the request again after `Retry-After`, once.',
      },
    ],
  },
} satisfies Partial<ErrorTexts>
