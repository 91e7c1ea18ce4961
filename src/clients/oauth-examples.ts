/** Requests of one app to the OAuth endpoints, ready to paste. Secrets, codes and tokens are left for whoever pastes them. */
import type { Example } from './examples'
import { type App, encoded, literal, provesBy, quoted, requests } from './requests'

/** A parameter of the authorization request; `value` is null where it is made anew for each request. */
export type AuthorizationParameter = {
  readonly name:
    | 'response_type'
    | 'client_id'
    | 'redirect_uri'
    | 'scope'
    | 'prompt'
    | 'state'
    | 'code_challenge'
    | 'code_challenge_method'
  readonly value: string | null
}

/** Whether what is asked for brings a refresh token: the scope, with a consent that is asked for, and the grant. */
export const asksForRefreshToken = ({ scopes, grantTypes }: App): boolean =>
  scopes.includes('offline_access') && grantTypes.includes('refresh_token')

/** The authorization request of this app, in the order in which it is explained. */
export function authorizationParameters(
  client: App,
  redirectUri: string,
): readonly AuthorizationParameter[] {
  const prompt: readonly AuthorizationParameter[] = asksForRefreshToken(client)
    ? [{ name: 'prompt', value: 'consent' }]
    : []
  return [
    { name: 'response_type', value: 'code' },
    { name: 'client_id', value: client.id },
    { name: 'redirect_uri', value: redirectUri },
    { name: 'scope', value: client.scopes.join(' ') },
    ...prompt,
    { name: 'state', value: null },
    { name: 'code_challenge', value: null },
    { name: 'code_challenge_method', value: 'S256' },
  ]
}

/** Makes a verifier, its challenge and a state, and from them the link. */
export function authorizeExamples(
  issuer: string,
  client: App,
  redirectUri: string,
): readonly Example[] {
  const parameters = authorizationParameters(client, redirectUri)
  const query = parameters.map(({ name, value }) =>
    value === null ? `${name}=$${name}` : `${name}=${encoded(value)}`,
  )
  const shell = [
    `base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }`,
    `code_verifier=$(openssl rand 32 | base64url)`,
    `code_challenge=$(printf %s "$code_verifier" | openssl dgst -sha256 -binary | base64url)`,
    `state=$(openssl rand 16 | base64url)`,
    ``,
    `echo "${issuer}/oauth/authorize?${query.join('&')}"`,
  ]
  const object = parameters.map(({ name, value }) => {
    if (value !== null) return `  ${name}: ${literal(value)},`
    return name === 'state' ? `  state,` : `  code_challenge: codeChallenge,`
  })
  const link = [
    `const link = new URL('${issuer}/oauth/authorize')`,
    `link.search = new URLSearchParams({`,
    ...object,
    `}).toString()`,
  ]
  const script = client.isPublic
    ? [...inBrowser, ...link, `location.assign(link)`]
    : [...onServer, ...link]
  return [
    { name: client.isPublic ? 'WebCrypto' : 'Node', code: script.join('\n') },
    { name: 'sh', code: shell.join('\n') },
  ]
}

const onServer = [
  `import { createHash, randomBytes } from 'node:crypto'`,
  ``,
  `const codeVerifier = randomBytes(32).toString('base64url')`,
  `const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')`,
  `const state = randomBytes(16).toString('base64url')`,
  ``,
]

const inBrowser = [
  `const base64url = (bytes) =>`,
  `  btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (c) => ({ '+': '-', '/': '_' })[c] ?? '')`,
  `const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)))`,
  ``,
  `const codeVerifier = random()`,
  `const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier))`,
  `const codeChallenge = base64url(new Uint8Array(hash))`,
  `const state = random()`,
  `sessionStorage.setItem('codeVerifier', codeVerifier)`,
  `sessionStorage.setItem('state', state)`,
  ``,
]

/** The tokens for a code. The variables are those of {@link authorizeExamples}. */
export const codeExamples = (
  issuer: string,
  client: App,
  redirectUri: string,
): readonly Example[] =>
  requests(`${issuer}/oauth/token`, client, [
    `--data grant_type=authorization_code`,
    `--data-urlencode ${quoted(`redirect_uri=${redirectUri}`)}`,
    `--data-urlencode "code=$code"`,
    `--data-urlencode "code_verifier=$code_verifier"`,
  ])

export const refreshTokenExamples = (issuer: string, client: App): readonly Example[] =>
  requests(`${issuer}/oauth/token`, client, [
    `--data grant_type=refresh_token`,
    `--data-urlencode "refresh_token=$refresh_token"`,
  ])

/** A token for the app itself. */
export const clientCredentialsExamples = (issuer: string, client: App): readonly Example[] =>
  requests(`${issuer}/oauth/token`, client, [
    `--data grant_type=client_credentials`,
    `--data-urlencode ${quoted(`scope=${ownScope(client)}`)}`,
  ])

const ownScope = ({ scopes }: App): string =>
  scopes.filter((scope) => scope !== 'offline_access').join(' ')

export const userinfoExamples = (issuer: string): readonly Example[] => [
  {
    name: 'curl',
    code: `curl ${issuer}/oauth/userinfo \\\n  --header "Authorization: Bearer $access_token"`,
  },
]

/** How the libraries that do it all are told of this app. */
export function libraryExamples(issuer: string, client: App): readonly Example[] {
  const [redirectUri] = client.redirectUris
  const hasCode = client.grantTypes.includes('authorization_code') && redirectUri !== undefined
  const browser =
    client.isPublic && hasCode
      ? [{ name: 'oidc-client-ts', code: oidcClientTs(issuer, client, redirectUri) }]
      : []
  const parts = [
    discovery(issuer, client),
    ...(hasCode ? [signInWithCode(client, redirectUri)] : []),
    ...(client.grantTypes.includes('refresh_token') ? [refreshing] : []),
    ...(hasCode ? [signingOut(client)] : []),
    ...(client.grantTypes.includes('client_credentials') ? [ownToken(client)] : []),
    ...(client.grantTypes.includes(deviceCode) ? [onDevice(client)] : []),
  ]
  return [...browser, { name: 'openid-client', code: parts.join('\n\n') }]
}

/** A library that is told nothing else refuses http, which a portal on this very machine speaks. */
function discovery(issuer: string, client: App): string {
  const isHttp = issuer.startsWith('http:')
  const [secret, authentication] = {
    none: ['undefined', ['  openid.None(),']],
    key: ['undefined', ['  openid.PrivateKeyJwt({ key: privateKey, kid }),']],
    secret: ['env.PORTICO_CLIENT_SECRET', isHttp ? ['  undefined,'] : []],
  }[provesBy(client)] as [string, string[]]
  return [
    ...(provesBy(client) === 'secret' ? [`import { env } from 'node:process'`] : []),
    `import * as openid from 'openid-client'`,
    ...(provesBy(client) === 'key'
      ? [`import { privateKey, kid } from './key.js' // a CryptoKey, and its name`]
      : []),
    ``,
    `const portico = await openid.discovery(`,
    `  new URL('${issuer}'),`,
    `  '${client.id}',`,
    `  ${secret},`,
    ...authentication,
    ...(isHttp ? ['  { execute: [openid.allowInsecureRequests] },'] : []),
    `)`,
  ].join('\n')
}

const signInWithCode = (client: App, redirectUri: string): string =>
  [
    `export async function signIn() {`,
    `  const codeVerifier = openid.randomPKCECodeVerifier()`,
    `  const state = openid.randomState()`,
    `  const url = openid.buildAuthorizationUrl(portico, {`,
    `    redirect_uri: ${literal(redirectUri)},`,
    `    scope: ${literal(client.scopes.join(' '))},`,
    ...(asksForRefreshToken(client) ? [`    prompt: 'consent',`] : []),
    `    state,`,
    `    code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),`,
    `    code_challenge_method: 'S256',`,
    `  })`,
    `  return { url, codeVerifier, state }`,
    `}`,
    ``,
    `export async function comeBack(currentUrl, { codeVerifier, state }) {`,
    `  const tokens = await openid.authorizationCodeGrant(portico, currentUrl, {`,
    `    pkceCodeVerifier: codeVerifier,`,
    `    expectedState: state,`,
    `  })`,
    `  return { userId: tokens.claims()?.sub, tokens }`,
    `}`,
  ].join('\n')

const refreshing =
  'export const refresh = (refreshToken) => openid.refreshTokenGrant(portico, refreshToken)'

const signingOut = ({ postLogoutRedirectUris: [uri] }: App): string =>
  [
    `export const signOutUrl = (idToken) =>`,
    `  openid.buildEndSessionUrl(portico, {`,
    `    id_token_hint: idToken,`,
    ...(uri === undefined ? [] : [`    post_logout_redirect_uri: ${literal(uri)},`]),
    `  })`,
  ].join('\n')

const ownToken = (client: App): string =>
  [
    `export const ownToken = () =>`,
    `  openid.clientCredentialsGrant(portico, { scope: ${literal(ownScope(client))} })`,
  ].join('\n')

const deviceCode = 'urn:ietf:params:oauth:grant-type:device_code'

const onDevice = (client: App): string =>
  [
    `export async function signInOnDevice(show) {`,
    `  const asked = await openid.initiateDeviceAuthorization(portico, {`,
    `    scope: ${literal(client.scopes.join(' '))},`,
    `  })`,
    `  show(asked.user_code, asked.verification_uri, asked.verification_uri_complete)`,
    `  return openid.pollDeviceAuthorizationGrant(portico, asked)`,
    `}`,
  ].join('\n')

function oidcClientTs(issuer: string, client: App, redirectUri: string): string {
  const [postLogoutRedirectUri] = client.postLogoutRedirectUris
  return [
    `import { UserManager } from 'oidc-client-ts'`,
    ``,
    `const portico = new UserManager({`,
    `  authority: '${issuer}',`,
    `  client_id: '${client.id}',`,
    `  redirect_uri: ${literal(redirectUri)},`,
    ...(postLogoutRedirectUri === undefined
      ? []
      : [`  post_logout_redirect_uri: ${literal(postLogoutRedirectUri)},`]),
    `  scope: ${literal(client.scopes.join(' '))},`,
    ...(asksForRefreshToken(client) ? [`  prompt: 'consent',`] : []),
    `})`,
    ``,
    `export const signIn = () => portico.signinRedirect()`,
    `export const comeBack = () => portico.signinRedirectCallback()`,
    `export const signOut = () => portico.signoutRedirect()`,
  ].join('\n')
}
