import type { ErrorTexts } from './error-text'

/** What the token endpoint refuses. */
export const tokenErrorsEn = {
  invalid_client: {
    means: 'Nothing proves which app is calling.',
    causes: [
      {
        what: 'The client id or the secret is wrong, or the secret was removed.',
        mend: 'Copy the id from {apps}. A secret cannot be shown again: make one under {secrets} › {addSecret}.',
      },
      {
        what: 'The header is not Basic, or its halves are joined without being encoded.',
        mend: 'Encode id and secret as in a form, join them with a colon, and write it in base64.',
        example: 'basic',
      },
      {
        what: 'The app has no secret and sends one, or has one and sends none.',
        mend: 'A single-page or mobile app sends its `client_id` alone. Whether an app has a secret is decided when it is registered.',
      },
      {
        what: 'The app proves who it is by a key ({byKey}), and the assertion is not good: it was used before, has ended, or is for somebody else.',
        mend: 'Make one for each request. The key has to be under {apps} › {settings} › {keys}, the algorithm the one of {assertionAlgorithm}.',
        example: 'assertion',
      },
      {
        what: 'The app is disabled.',
        mend: 'Its page under {apps} says so, and has a button: {enable}.',
      },
      {
        what: 'A public app asks for introspection.',
        mend: 'Introspection is for apps that can prove who they are. Your API is one: register it as an app of its own.',
      },
    ],
  },
  invalid_grant: {
    means: 'The code or the refresh token is not good, or not any more.',
    causes: [
      {
        what: 'The code is older than 60 seconds, or was used before.',
        mend: 'Exchange it once, at once, on the way back. After a second use, what the first one bought is revoked, for one of the two was a thief.',
      },
      {
        what: '`redirect_uri` is not the one of the authorization request.',
        mend: 'Send the very same string, with the same port.',
      },
      {
        what: '`code_verifier` does not hash to the challenge, or is missing.',
        mend: 'Make one for each sign-in, 43 to 128 characters, and keep it where the way back finds it: in the session, not in a variable.',
        example: 'redemption',
      },
      {
        what: 'The refresh token has ended, or its access was revoked: by the person, by a new password, by a sign-out everywhere.',
        mend: 'Forget the tokens and sign the person in again. That happens in every app’s life.',
      },
      {
        what: 'A public app showed a refresh token that was replaced more than ten seconds ago.',
        mend: 'Each answer holds a new one. Store it before you use it, and let one tab or process renew at a time.',
      },
      {
        what: 'It was issued to another app, or by the login redirect.',
        mend: 'Send it with the `client_id` that it was issued to. Tokens of `/login` are renewed at `/api/token`.',
      },
      {
        what: 'It is bound to a key, and the DPoP proof is by another one.',
        mend: 'Keep the key for as long as the tokens that were asked for with it.',
      },
    ],
  },
  unauthorized_client: {
    means: 'The app is known, and may not do this.',
    causes: [
      {
        what: 'The grant is switched off for it, or all of {oauth}.',
        mend: 'Turn on the one that `error_description` names: {apps} › {settings} › {grants}.',
      },
      {
        what: 'An app without a secret asks for client credentials, or exchanges a token.',
        mend: 'It cannot prove that it is itself. Register the service as an app of its own, with a secret or a key.',
      },
      {
        what: 'Token exchange is on, and this way of it is not.',
        mend: '{apps} › {settings} › {exchange}: {delegation}, or {impersonation}.',
      },
      {
        what: '`/oauth/token/info` was asked about a token of an app that does not come from a Rails server.',
        mend: '{apps} › {settings} › {compatibility} › {rails}. All others have `/oauth/introspect`.',
      },
      {
        what: 'The app is disabled, and somebody was sent here to sign in to it.',
        mend: 'Its page under {apps} says so, and has a button: {enable}.',
      },
    ],
  },
  unsupported_grant_type: {
    means: 'There is no such grant.',
    causes: [
      {
        what: '`grant_type` is misspelt, or is `password` or `implicit`.',
        mend: 'There are `authorization_code`, `refresh_token`, `client_credentials`, `urn:ietf:params:oauth:grant-type:device_code` and `urn:ietf:params:oauth:grant-type:token-exchange`.',
      },
    ],
  },
  invalid_scope: {
    means:
      'The scope is wider than what was granted. Names that are unknown, or that the app may not ask for, are left out without an error: `scope` in the answer says what remains.',
    causes: [
      {
        what: 'A refresh, or an exchange, asks for a name that the first grant does not have.',
        mend: 'Leave `scope` out to get all of it. For more, send the person through the authorization endpoint again.',
      },
      {
        what: 'At `/login`, the scope is a number that is no bit mask.',
        mend: 'Send names, or the sum of 1 profile, 2 email, 4 phone, 8 address and 16 offline_access.',
      },
    ],
  },
  invalid_target: {
    means: 'The API that the token is to be for is not one that this app may name.',
    causes: [
      {
        what: '`resource` is not registered for the app.',
        mend: 'Add it, character by character: {apps} › {settings} › {tokens} › {resources}.',
      },
      {
        what: 'It was not in the authorization request.',
        mend: 'Name every API there that you want tokens for. The person’s grant is for those alone.',
      },
      {
        what: 'The request names two. A token is for one, so that none can use it at another.',
        mend: 'Ask for one after the other, with the same refresh token.',
        example: 'resource',
      },
    ],
  },
  authorization_pending: {
    means: 'The person has not decided yet. This is no failure.',
    causes: [
      {
        what: 'The device asks while the person still types the code or reads the page.',
        mend: 'Ask again after `interval` seconds, until the answer is anything else.',
        example: 'poll',
      },
    ],
  },
  slow_down: {
    means: 'The device asks too often.',
    causes: [
      {
        what: 'It did not wait for `interval` seconds since it asked before.',
        mend: 'Wait 5 seconds longer, this time and from now on. `interval` in the answer for the device is where to begin.',
        example: 'poll',
      },
    ],
  },
  expired_token: {
    means: 'Nobody entered the code in time.',
    causes: [
      {
        what: '10 minutes have passed since the device asked for its codes.',
        mend: 'Ask for new ones, and show them. Begin only when somebody is there: on a key press, not when the device starts.',
      },
    ],
  },
  invalid_dpop_proof: {
    means: 'The proof in the header `DPoP` is missing, or is not for this request.',
    causes: [
      {
        what: '`htm` or `htu` is another method or address, such as the inner one of a proxy.',
        mend: 'Write the address that you called, without query and fragment.',
        example: 'proof',
      },
      {
        what: '`iat` is more than 60 seconds off, or `jti` was used before.',
        mend: 'Make a proof for each request, also when you send it again, and set the clock.',
      },
      {
        what: 'At a resource, `ath` is not the hash of the access token, or the proof is by another key than the token is bound to.',
        mend: '`ath` is base64url of SHA-256 of the token. Sign with the key with which the token was asked for.',
      },
      {
        what: '`typ` is not `dpop+jwt`, `jwk` is no public key, or the algorithm is none of `dpop_signing_alg_values_supported`.',
        mend: 'Use ES256, PS256 or EdDSA, and put the public half in the header. RS256 is not taken.',
        example: 'proof',
      },
      {
        what: 'There is no proof, and the app has to send one.',
        mend: 'Send it, or choose otherwise: {apps} › {settings} › {keys} › {dpop}.',
      },
    ],
  },
  use_dpop_nonce: {
    means: 'The proof has to hold a value that Portico has just given out. Nothing is used up.',
    causes: [
      {
        what: 'The app has to send a nonce, and this was its first request, or the nonce is older than a few minutes.',
        mend: 'Take the header `DPoP-Nonce` of this very answer, put it into `nonce`, and send the request again with a new proof.',
        example: 'proofNonce',
      },
      {
        what: 'Every request is answered like this.',
        mend: 'The library does not read the header. In a browser it is exposed to script. Or choose otherwise: {apps} › {settings} › {keys} › {dpop}.',
      },
    ],
  },
} satisfies Partial<ErrorTexts>
