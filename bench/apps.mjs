/**
 * The apps that the protocol's rows are measured with: the same on both sides.
 */

/** Nobody listens there: the bench reads where it would have been sent. */
export const redirectUri = 'http://localhost/callback'

/** RFC 7636 appendix B. */
export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
export const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

const secret = 'a-secret-of-forty-three-characters-as-usual'

export const apps = {
  /** Gets tokens of its own, signed with ES256. */
  es256: { id: 'bench-es256', secret },
  /** The same, signed with RS256. */
  rs256: { id: 'bench-rs256', secret },
  /** Keeps a secret, and asks about people and tokens. */
  web: { id: 'bench-web', secret },
  /** Keeps none: PKCE, and a new refresh token each time. */
  browser: { id: 'bench-browser' },
}

const machine = ({ id }, algorithm) => ({
  client_id: id,
  client_secret: secret,
  kind: 'machine',
  access_token_signing_alg: algorithm,
})

const person = {
  redirect_uris: [redirectUri],
  id_token_signed_response_alg: 'ES256',
}

/** What `npm run apply` is given. */
export const clientsFile = {
  clients: [
    machine(apps.es256, 'ES256'),
    machine(apps.rs256, 'RS256'),
    { client_id: apps.web.id, client_secret: secret, kind: 'web', ...person },
    {
      client_id: apps.browser.id,
      kind: 'browser',
      token_endpoint_auth_method: 'none',
      ...person,
    },
  ],
}
