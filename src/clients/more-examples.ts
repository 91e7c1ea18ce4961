/** Requests of one app in the flows that fewer apps use, ready to paste. Secrets, codes and tokens are left for whoever pastes. */
import type { Client } from '@/model/client'
import type { Example } from './examples'
import { authorizationParameters } from './oauth-examples'
import { type App, encoded, literal, provesBy, quoted, requests } from './requests'

/** What a client that has a key proves itself with — OpenID Connect Core §9. */
export const assertionExamples = (issuer: string, { id }: App): readonly Example[] => [
  {
    name: 'jose',
    code: [
      `import { randomBytes } from 'node:crypto'`,
      `import { SignJWT } from 'jose'`,
      `import { privateKey, kid } from './key.js'`,
      ``,
      `const clientAssertion = await new SignJWT({ jti: randomBytes(16).toString('base64url') })`,
      `  .setProtectedHeader({ alg: 'ES256', kid })`,
      `  .setIssuer('${id}')`,
      `  .setSubject('${id}')`,
      `  .setAudience('${issuer}')`,
      `  .setIssuedAt()`,
      `  .setExpirationTime('1m')`,
      `  .sign(privateKey)`,
    ].join('\n'),
  },
]

/** A device asks for its codes — RFC 8628 §3.1. */
export const deviceExamples = (issuer: string, client: App): readonly Example[] =>
  requests(`${issuer}/oauth/device_authorization`, client, [
    `--data-urlencode ${quoted(`scope=${client.scopes.join(' ')}`)}`,
  ])

/** And asks, until its person has decided — RFC 8628 §3.4. */
export const pollExamples = (issuer: string, client: App): readonly Example[] =>
  requests(`${issuer}/oauth/token`, client, [
    `--data grant_type=urn:ietf:params:oauth:grant-type:device_code`,
    `--data-urlencode "device_code=$device_code"`,
  ])

/** A token that the app was shown, for one with which to call the next service — RFC 8693 §2.1. */
export function exchangeExamples(
  issuer: string,
  client: App & Pick<Client, 'options'>,
): readonly Example[] {
  const { exchange, resources } = client.options
  const actor = exchange.delegation
    ? [
        `--data-urlencode "actor_token=$own_access_token"`,
        `--data actor_token_type=urn:ietf:params:oauth:token-type:access_token`,
      ]
    : []
  const [resource] = resources
  return requests(`${issuer}/oauth/token`, client, [
    `--data grant_type=urn:ietf:params:oauth:grant-type:token-exchange`,
    `--data-urlencode "subject_token=$access_token"`,
    `--data subject_token_type=urn:ietf:params:oauth:token-type:access_token`,
    ...actor,
    ...(resource === undefined ? [] : [`--data-urlencode ${quoted(`resource=${resource}`)}`]),
  ])
}

/** The authorization request, posted first — RFC 9126 §2.1. What goes through the browser is its name. */
export const pushExamples = (
  issuer: string,
  client: App,
  redirectUri: string,
): readonly Example[] =>
  requests(
    `${issuer}/oauth/par`,
    client,
    authorizationParameters(client, redirectUri)
      .filter(({ name }) => name !== 'client_id')
      .map(({ name, value }) =>
        value === null
          ? `--data-urlencode "${name}=$${name}"`
          : `--data-urlencode ${quoted(`${name}=${value}`)}`,
      ),
  )

/** Where people are sent once a request was pushed — RFC 9126 §4. */
export const pushedLinkExamples = (issuer: string, { id }: App): readonly Example[] => [
  {
    name: 'sh',
    code: `echo "${issuer}/oauth/authorize?client_id=${encoded(id)}&request_uri=$request_uri"`,
  },
]

/** Tokens that work with one key only — RFC 9449. The variables are those of the link. */
export function dpopExamples(issuer: string, client: App, redirectUri: string): readonly Example[] {
  const isHttp = issuer.startsWith('http:')
  const http = isHttp ? ', [oauth.allowInsecureRequests]: true' : ''
  const authentication = {
    none: 'oauth.None()',
    secret: 'oauth.ClientSecretPost(env.PORTICO_CLIENT_SECRET)',
    key: 'oauth.PrivateKeyJwt({ key: privateKey, kid })',
  }[provesBy(client)]
  const code = [
    ...(provesBy(client) === 'secret' ? [`import { env } from 'node:process'`] : []),
    `import * as oauth from 'oauth4webapi'`,
    ...(provesBy(client) === 'key' ? [`import { privateKey, kid } from './key.js'`] : []),
    ``,
    `const issuer = new URL('${issuer}')`,
    `const found = await oauth.discoveryRequest(issuer${isHttp ? ', { [oauth.allowInsecureRequests]: true }' : ''})`,
    `const portico = await oauth.processDiscoveryResponse(issuer, found)`,
    `const client = { client_id: ${literal(client.id)} }`,
    ``,
    `const keyPair = await oauth.generateKeyPair('ES256') // keep it as long as the tokens`,
    `const DPoP = oauth.DPoP(client, keyPair)`,
    ``,
    `export async function comeBack(currentUrl, { codeVerifier, state }) {`,
    `  const answer = oauth.validateAuthResponse(portico, client, currentUrl, state)`,
    `  const ask = async () =>`,
    `    oauth.processAuthorizationCodeResponse(`,
    `      portico,`,
    `      client,`,
    `      await oauth.authorizationCodeGrantRequest(`,
    `        portico,`,
    `        client,`,
    `        ${authentication},`,
    `        answer,`,
    `        ${literal(redirectUri)},`,
    `        codeVerifier,`,
    `        { DPoP${http} },`,
    `      ),`,
    `    )`,
    `  return ask().catch((error) => {`,
    `    if (oauth.isDPoPNonceError(error)) return ask() // the nonce is known now`,
    `    throw error`,
    `  })`,
    `}`,
  ]
  return [{ name: 'oauth4webapi', code: code.join('\n') }]
}

/**
 * The link of a Rails server's client: complete as it stands, for one that leaves PKCE out. A state, which differs each
 * time, is the app's to add.
 */
export function railsLink(issuer: string, { id, scopes }: App, redirectUri: string): string {
  const parameters = [
    ['client_id', id],
    ['redirect_uri', redirectUri],
    ['response_type', 'code'],
    ['scope', scopes.filter((scope) => scope !== 'offline_access').join(' ')],
  ] as const
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return `${issuer}/oauth/authorize?${query}`
}

/** Whose token it is, as a Rails server says it. */
export const tokenInfoExamples = (issuer: string): readonly Example[] => [
  {
    name: 'curl',
    code: `curl ${issuer}/oauth/token/info \\\n  --header "Authorization: Bearer $access_token"`,
  },
]
