import { randomBytes } from 'node:crypto'

import { exportJWK, generateKeyPair } from 'jose'
import { Provider, type ClientMetadata, type JWK, type KoaContextWithOIDC } from 'oidc-provider'

import { idTokenAlgorithms, type Client } from '@/model/client'

import type { TestUser } from '../test-provider'

let madeKeys: Promise<JWK[]> | undefined

/** One for each algorithm, made once in this process. */
const signingKeys = (): Promise<JWK[]> =>
  (madeKeys ??= Promise.all(
    idTokenAlgorithms.map(async (alg) => {
      const { privateKey } = await generateKeyPair(alg, { extractable: true })
      return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: `the-${alg}-key` }
    }),
  ))

/** What the portal is, as far as its configuration goes. */
export async function peerProvider(
  issuer: string,
  users: ReadonlyMap<string, TestUser>,
  clients: ReadonlyMap<string, Client>,
): Promise<Provider> {
  const clientOf = (id: string | undefined) => clients.get(id ?? '')
  const provider = new Provider(issuer, {
    jwks: { keys: await signingKeys() },
    cookies: { keys: ['of no importance here'], long: { sameSite: 'none' } },
    enableHttpPostMethods: true,
    pkce: { required: (_context, { clientId }) => clientOf(clientId)?.pkce === 'required' },
    clockTolerance: 15,
    scopes: ['openid', 'offline_access'],
    claims: { openid: ['sub'], ...scopeClaims },
    subjectTypes: ['public'],
    findAccount: (_context, id) => {
      const user = users.get(id)
      return user && { accountId: id, claims: () => claimsOf(user) }
    },
    fetch: (url, options = {}) => {
      const { method, headers, body, redirect, signal } = options // without its guard, which refuses loopback
      return fetch(url, { method, headers, body, redirect, signal } as RequestInit)
    },
    renderError: (context, { error }) => page(context, `<h1>Refused</h1><p>${error}</p>`),
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      backchannelLogout: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      fapi: {
        enabled: true,
        profile: (_context, client) =>
          clientOf(client.clientId)?.options.requiresPushedRequests ? '2.0' : undefined,
      },
      dPoP: { enabled: true, nonceSecret: randomBytes(32) },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          const [, secret = ''] = /name="xsrf" value="([^"]*)"/.exec(form) ?? []
          page(context, signOutForm(secret, context.oidc.entities['IdTokenHint'] !== undefined))
        },
        postLogoutSuccessSource: (context) => page(context, '<h1>Signed out</h1>'),
      },
    },
    enabledJWA: {
      idTokenSigningAlgValues: [...idTokenAlgorithms],
      clientAuthSigningAlgValues: ['ES256', 'PS256', 'EdDSA'],
    },
    routes: {
      authorization: '/oauth/authorize',
      token: '/oauth/token',
      userinfo: '/oauth/userinfo',
      introspection: '/oauth/introspect',
      revocation: '/oauth/revoke',
      jwks: '/oauth/jwks',
      end_session: '/oauth/end_session',
      pushed_authorization_request: '/oauth/par',
    },
  })
  provider.proxy = true
  return provider
}

/** OpenID Connect Core §5.4 */
const scopeClaims = {
  profile: [
    ...['name', 'family_name', 'given_name', 'middle_name', 'nickname', 'preferred_username'],
    ...['profile', 'picture', 'website', 'gender', 'birthdate', 'zoneinfo', 'locale', 'updated_at'],
  ],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
}

/** What the portal would say of the same person. */
const claimsOf = ({ id, username, email, emailVerifiedAt, profile, createdAt }: TestUser) => ({
  sub: id,
  name: username,
  preferred_username: username,
  updated_at: Math.floor(createdAt.getTime() / 1000),
  email,
  email_verified: emailVerifiedAt !== null,
  ...profile,
})

function page(context: KoaContextWithOIDC, html: string): void {
  context.type = 'html'
  context.body = `<!doctype html><title>oidc-provider</title>${html}`
}

/** With an ID token of the client's, nobody is asked. */
const signOutForm = (secret: string, isHinted: boolean): string =>
  `<form ${isHinted ? 'data-at-once ' : ''}method="post" action="/sign-out"><input type="hidden" name="xsrf" value="${secret}"/><input type="hidden" name="logout" value="yes"/></form>`

const oauthGrants = ['authorization_code', 'refresh_token', 'client_credentials']

/** A client of the portal in the words of OpenID Connect Dynamic Client Registration 1.0 §2. */
export const metadataOf = (client: Client, secret: string): ClientMetadata => ({
  client_id: client.id,
  ...(client.authenticationMethod.startsWith('client_secret') && { client_secret: secret }),
  client_name: client.name,
  redirect_uris: [...client.redirectUris],
  post_logout_redirect_uris: [...client.postLogoutRedirectUris],
  response_types: ['code'],
  grant_types: client.grantTypes.filter((grantType) => oauthGrants.includes(grantType)),
  token_endpoint_auth_method: client.authenticationMethod,
  id_token_signed_response_alg: client.idTokenAlgorithm,
  require_auth_time: true,
  ...(client.backchannelLogoutUri !== null && {
    backchannel_logout_uri: client.backchannelLogoutUri,
    backchannel_logout_session_required: true,
  }),
  ...(client.options.jwks !== null && { jwks: JSON.parse(client.options.jwks) }),
  require_pushed_authorization_requests: client.options.requiresPushedRequests,
  dpop_bound_access_tokens: client.options.dpop !== 'optional',
})
