import type { ErrorTexts } from './error-text'

/** What a request for signing in can be refused with. */
export const authorizationErrorsEn = {
  invalid_request: {
    means: 'A parameter is missing, stands twice, or has a value that it cannot have.',
    causes: [
      {
        what: 'There is no `code_challenge`, or its method is `plain`. A method that is left out means `plain`.',
        mend: 'Send `code_challenge` and `code_challenge_method=S256`. For a library that can do neither: {apps} › {settings} › {requests} › {pkce}.',
        example: 'pkce',
      },
      {
        what: 'The body is JSON, or the parameters are in the address of a post.',
        mend: 'Post a form. Only for a client of a Rails server that can do nothing else: {apps} › {settings} › {compatibility} › {queryParameters}.',
        example: 'form',
      },
      {
        what: 'A parameter stands twice, or the app proves who it is in two ways at once.',
        mend: 'Send each parameter once, and the secret either in `Authorization` or in the body.',
      },
      {
        what: '`code_verifier` came for a code that was asked for without a challenge.',
        mend: 'Send both, or neither. A verifier without a challenge proves nothing.',
      },
      {
        what: '`prompt` has an unknown value or `none` beside another, `max_age` is no number, or `response_mode` is not `query`, `fragment` or `form_post`.',
        mend: 'The sentence in `error_description` names the parameter.',
      },
      {
        what: 'The app has to push its requests, or to sign them.',
        mend: 'Push the request to `/oauth/par` first, or turn off {apps} › {settings} › {requests} › {pushed}; the same for {signed}.',
        example: 'push',
      },
      {
        what: 'A token that is to be exchanged has ended, was revoked, or is of an app whose tokens this one may not exchange.',
        mend: 'Ask for a fresh one, and list that app under {apps} › {settings} › {exchange} › {subjectClients}.',
      },
    ],
  },
  unsupported_response_type: {
    means: '`response_type` is something else than `code`.',
    causes: [
      {
        what: 'The app asks for tokens in the redirect: `token`, `id_token`, or several of them.',
        mend: 'Ask for a code with PKCE, and exchange it. In a browser this works without a secret, too.',
        example: 'responseType',
      },
    ],
  },
  access_denied: {
    means: 'The person did not allow it.',
    causes: [
      {
        what: 'They pressed Cancel, or refused the device.',
        mend: 'Nothing is broken. Show your own page again, say that signing in was cancelled, and offer to try once more.',
      },
    ],
  },
  login_required: {
    means: 'Somebody has to sign in, and the request does not allow a page to be shown.',
    causes: [
      {
        what: 'The request has `prompt=none`, and nobody is signed in in this browser, or not recently enough for `max_age`.',
        mend: 'Send the person with the same request without `prompt=none`.',
        example: 'silent',
      },
      {
        what: 'The request is made in an iframe of another site, where browsers hold cookies back.',
        mend: 'Renew with a refresh token instead: {apps} › {settings} › {grants} › {refreshToken}.',
      },
      {
        what: '`id_token_hint`, or `sub` in `claims`, names one person, and another one has signed in.',
        mend: 'Ask who it is, or leave the hint out.',
      },
    ],
  },
  consent_required: {
    means: 'The person has not allowed this yet, and the request does not let them be asked.',
    causes: [
      {
        what: 'The request has `prompt=none`, and its scope has something new, or the person has withdrawn what they allowed.',
        mend: 'Send the person once without `prompt=none`. Of your own apps nobody needs to be asked: {apps} › {settings} › {firstParty}.',
        example: 'silent',
      },
    ],
  },
  interaction_required: {
    means:
      'A page would have to be shown. Portico says more exactly which one: `login_required` or `consent_required`.',
    causes: [
      {
        what: 'The request has `prompt=none`, and your library gives several errors one name.',
        mend: 'Treat it as those two: the same request without `prompt=none`.',
        example: 'silent',
      },
    ],
  },
  unmet_authentication_requirements: {
    means: 'The request wants a kind of sign-in that there is not here, and no other.',
    causes: [
      {
        what: '`claims` has an essential `acr` of `pwd`, and the person has come by another service and has no password here.',
        mend: 'Ask without `essential`: the ID token then has no `acr` for them. Or they set a password on their security page.',
      },
      {
        what: '`claims` has an essential `acr` that is not in `acr_values_supported` of the discovery document.',
        mend: 'Ask for one of those, or ask without `essential`: then the person signs in as well as can be, and `acr` in the ID token says how.',
      },
    ],
  },
  request_not_supported: {
    means: 'A request object came from an app whose signature cannot be checked.',
    causes: [
      {
        what: 'The parameter `request` was sent, and the app has no public keys here.',
        mend: 'Register them: {apps} › {settings} › {keys} › {jwks}, or {jwksUri}. Or leave `request` out.',
      },
    ],
  },
  request_uri_not_supported: {
    means: '`request_uri` names a request at an address of yours, which Portico does not fetch.',
    causes: [
      {
        what: 'It is not one that `/oauth/par` has answered.',
        mend: 'Push the request, and send the `request_uri` of the answer.',
        example: 'push',
      },
    ],
  },
  registration_not_supported: {
    means: 'The parameter `registration` is for servers of a person’s own. There is none here.',
    causes: [
      {
        what: 'The library was told that the server is self-issued.',
        mend: 'Leave the parameter out. Apps are registered under {apps}, or at `/oauth/register`.',
      },
    ],
  },
  invalid_request_object: {
    means: 'The signed request cannot be trusted, so nothing in it is heeded.',
    causes: [
      {
        what: 'It is signed with another key, or by another algorithm than the app has registered.',
        mend: 'Compare `kid` and `alg` with {apps} › {settings} › {keys} › {jwks} and {requests} › {requestAlgorithm}.',
      },
      {
        what: '`aud` is not the issuer, `client_id` or `iss` is not the app, or it has ended.',
        mend: 'Make one for each request: `aud` is the `issuer` of the discovery document, `exp` at most an hour after `nbf`.',
      },
      {
        what: 'It holds `request` or `request_uri` itself, or `typ` belongs to another kind of token.',
        mend: 'Leave them out; `typ` is `oauth-authz-req+jwt`.',
      },
    ],
  },
  invalid_request_uri: {
    means: 'The pushed request is unknown, used, too old, or another app’s.',
    causes: [
      {
        what: 'The browser came later than 90 seconds after the push, or the same `request_uri` was sent twice.',
        mend: 'Push anew for each sign-in, and send the person at once.',
        example: 'push',
      },
      {
        what: 'The `client_id` beside it is not the one that has pushed it.',
        mend: 'Send exactly two parameters: `client_id` and `request_uri`.',
      },
    ],
  },
} satisfies Partial<ErrorTexts>
