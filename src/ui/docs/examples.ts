/** A request that is refused, and the same as it is right. `{issuer}` is this portal. */
export type Example = { readonly wrong?: string; readonly right: string }

const lines = (...all: readonly string[]): string => all.join('\n')

const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'

export const examples = {
  pkce: {
    wrong: lines(
      'GET {issuer}/oauth/authorize',
      '  ?response_type=code',
      '  &client_id=notes',
      '  &redirect_uri=https%3A%2F%2Fnotes.example%2Fcallback',
    ),
    right: lines(
      'GET {issuer}/oauth/authorize',
      '  ?response_type=code',
      '  &client_id=notes',
      '  &redirect_uri=https%3A%2F%2Fnotes.example%2Fcallback',
      `  &code_challenge=${challenge}`,
      '  &code_challenge_method=S256',
    ),
  },
  form: {
    wrong: lines(
      'POST {issuer}/oauth/token',
      'Content-Type: application/json',
      '',
      '{"grant_type":"client_credentials"}',
    ),
    right: lines(
      'POST {issuer}/oauth/token',
      'Content-Type: application/x-www-form-urlencoded',
      '',
      'grant_type=client_credentials',
    ),
  },
  push: {
    right: lines(
      'POST {issuer}/oauth/par',
      'Authorization: Basic …',
      'Content-Type: application/x-www-form-urlencoded',
      '',
      'response_type=code',
      '&redirect_uri=https%3A%2F%2Fnotes.example%2Fcallback',
      `&code_challenge=${challenge}`,
      '&code_challenge_method=S256',
      '',
      'GET {issuer}/oauth/authorize',
      '  ?client_id=notes',
      '  &request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A…',
    ),
  },
  basic: {
    wrong: 'Authorization: Basic notes:pcs_…',
    right: lines(
      '# each half is form-encoded first, then both are joined, then base64',
      "Authorization: Basic $(printf '%s' 'notes:pcs_…' | base64 -w0)",
    ),
  },
  assertion: {
    right: lines(
      '{ "alg": "ES256", "kid": "1" }',
      '{',
      '  "iss": "notes",',
      '  "sub": "notes",',
      '  "aud": "{issuer}",',
      '  "jti": "new for each request",',
      '  "exp": 1790000060',
      '}',
    ),
  },
  redemption: {
    right: lines(
      'POST {issuer}/oauth/token',
      'Authorization: Basic …',
      'Content-Type: application/x-www-form-urlencoded',
      '',
      'grant_type=authorization_code',
      '&code=pac_…',
      '&redirect_uri=https%3A%2F%2Fnotes.example%2Fcallback',
      `&code_verifier=${verifier}`,
    ),
  },
  responseType: {
    wrong: '{issuer}/oauth/authorize?response_type=token&…',
    right: '{issuer}/oauth/authorize?response_type=code&…',
  },
  resource: {
    wrong: lines('resource=https%3A%2F%2Fa.example%2F', '&resource=https%3A%2F%2Fb.example%2F'),
    right: 'resource=https%3A%2F%2Fa.example%2F',
  },
  proof: {
    right: lines(
      '{',
      '  "typ": "dpop+jwt",',
      '  "alg": "ES256",',
      '  "jwk": { "kty": "EC", "crv": "P-256", "x": "…", "y": "…" }',
      '}',
      '{',
      '  "htm": "POST",',
      '  "htu": "{issuer}/oauth/token",',
      '  "iat": 1790000000,',
      '  "jti": "new for each request"',
      '}',
    ),
  },
  proofNonce: {
    right: lines(
      '< HTTP/1.1 400',
      '< DPoP-Nonce: eyJ7S_zG…',
      '',
      '{',
      '  "htm": "POST",',
      '  "htu": "{issuer}/oauth/token",',
      '  "nonce": "eyJ7S_zG…",',
      '  …',
      '}',
    ),
  },
  poll: {
    right: lines(
      'POST {issuer}/oauth/token',
      'Content-Type: application/x-www-form-urlencoded',
      '',
      'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code',
      '&client_id=tv',
      '&device_code=…',
    ),
  },
  silent: {
    right: lines(
      "if (error === 'login_required' || error === 'consent_required') {",
      '  // the same request, without prompt=none, in a window that people see',
      '}',
    ),
  },
  bearer: {
    wrong: 'GET {issuer}/oauth/userinfo?access_token=eyJ…',
    right: lines('GET {issuer}/oauth/userinfo', 'Authorization: Bearer eyJ…'),
  },
  openid: {
    wrong: 'scope=profile email',
    right: 'scope=openid profile email',
  },
  metadata: {
    wrong: '{ "grant_types": ["refresh_token"], "response_types": ["code"] }',
    right: lines(
      '{',
      '  "redirect_uris": ["https://notes.example/callback"],',
      '  "grant_types": ["authorization_code", "refresh_token"],',
      '  "response_types": ["code"]',
      '}',
    ),
  },
  redirectUri: {
    wrong: lines('http://notes.example/callback', 'notes:/callback', 'https://*.notes.example/'),
    right: lines(
      'https://notes.example/callback',
      'http://127.0.0.1/callback',
      'com.example.notes:/callback',
    ),
  },
} satisfies Readonly<Record<string, Example>>

export type ExampleName = keyof typeof examples
