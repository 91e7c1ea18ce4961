/** Links and requests of one app, ready to paste. Time, state and tokens are left for whoever pastes them. */
import type { Client } from '@/model/client'

type Named = Pick<Client, 'id' | 'scopes'>

/** The address to which an app sends people, without a state. */
export const loginLink = (issuer: string, client: Named, redirectUri: string): string =>
  linkTo('login', issuer, client, redirectUri)

export const registerLink = (issuer: string, client: Named, redirectUri: string): string =>
  linkTo('register', issuer, client, redirectUri)

function linkTo(page: string, issuer: string, { id, scopes }: Named, redirectUri: string): string {
  const parameters = [
    ['client_id', id],
    ['scope', scopes.join(' ')],
    ['redirect_uri', redirectUri],
  ] as const
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return `${issuer}/${page}?${query}`
}

export type Example = { readonly name: string; readonly code: string }

/** A new access token for a refresh token. */
export const refreshExamples = (issuer: string, { id }: Named): readonly Example[] =>
  examplesOf(`${issuer}/api/token`, [
    ['response_type', "'refresh'", 'refresh'],
    ['client_id', `'${id}'`, id],
    ['refresh_token', 'refreshToken', 'prt_…'],
  ])

/** Tokens for a username and a password. */
export const passwordExamples = (issuer: string, { id, scopes }: Named): readonly Example[] =>
  examplesOf(`${issuer}/api/token`, [
    ['response_type', "'code'", 'code'],
    ['username', 'username', 'alice'],
    ['password', 'password', '…'],
    ['client_id', `'${id}'`, id],
    ['scope', `'${scopes.join(' ')}'`, scopes.join(' ')],
  ])

/** Each field with its value as an expression of JavaScript, and as text. */
type Fields = readonly (readonly [name: string, expression: string, text: string])[]

function examplesOf(url: string, fields: Fields): readonly Example[] {
  const json = fields.map(([name, , text]) => `    "${name}": "${text}"`).join(',\n')
  const object = fields.map(([name, expression]) =>
    name === expression ? `    ${name},` : `    ${name}: ${expression},`,
  )
  const curl = [
    `curl ${url} \\`,
    `  --header 'Content-Type: application/json' \\`,
    `  --data '{\n${json}\n  }'`,
  ]
  const call = [
    `const response = await fetch('${url}', {`,
    `  method: 'POST',`,
    `  headers: { 'Content-Type': 'application/json' },`,
    `  body: JSON.stringify({`,
    ...object,
    `  }),`,
    `})`,
    `const { access_token, refresh_token, expiration } = await response.json()`,
  ]
  return [
    { name: 'curl', code: curl.join('\n') },
    { name: 'fetch', code: call.join('\n') },
  ]
}

/** Who a token is of, without asking anybody. */
export const verifyExamples = (issuer: string, { id }: Named): readonly Example[] => [
  {
    name: 'jose',
    code: [
      `import { createRemoteJWKSet, jwtVerify } from 'jose'`,
      ``,
      `const keys = createRemoteJWKSet(new URL('${issuer}/oauth/jwks'))`,
      ``,
      `const { payload } = await jwtVerify(accessToken, keys, {`,
      `  issuer: '${issuer}',`,
      `  audience: '${id}',`,
      `  typ: 'at+jwt',`,
      `})`,
      `const userId = payload.sub`,
    ].join('\n'),
  },
]
