import type { Client } from '@/model/client'

export const endpointNames = [
  'authorization',
  'pushed_authorization_request',
  'device_authorization',
  'token',
  'userinfo',
  'jwks',
  'introspection',
  'revocation',
  'end_session',
  'registration',
  'discovery',
] as const
export type EndpointName = (typeof endpointNames)[number]

/** Each endpoint's path, and the one of the provider-path dialect, which answers the same. */
const paths: Readonly<Record<EndpointName, readonly [path: string, providerPath: string | null]>> =
  {
    authorization: ['/oauth/authorize', '/auth'],
    pushed_authorization_request: ['/oauth/par', '/request'],
    device_authorization: ['/oauth/device_authorization', '/device/auth'],
    token: ['/oauth/token', '/token'],
    userinfo: ['/oauth/userinfo', '/me'],
    jwks: ['/oauth/jwks', '/jwks'],
    introspection: ['/oauth/introspect', '/token/introspection'],
    revocation: ['/oauth/revoke', '/token/revocation'],
    end_session: ['/oauth/end_session', '/session/end'],
    registration: ['/oauth/register', '/reg'],
    discovery: ['/.well-known/openid-configuration', null],
  }

export type Endpoint = {
  readonly name: EndpointName
  readonly url: string
  /** Where a Node OpenID provider has it by default; null where that is the same place. */
  readonly providerUrl: string | null
}

type Used = Pick<Client, 'isPublic' | 'grantTypes' | 'options'>

/** Endpoints that are of no use to every client; the others are of use to all. */
const useful: Readonly<Partial<Record<EndpointName, (client: Used) => boolean>>> = {
  authorization: signsInHere,
  pushed_authorization_request: signsInHere,
  device_authorization: signsInElsewhere,
  userinfo: (client) => signsInHere(client) || signsInElsewhere(client),
  introspection: ({ isPublic }) => !isPublic,
  end_session: signsInHere,
  registration: ({ options }) => options.isSelfRegistered, // where it reads and changes what it registered
}

function signsInHere({ grantTypes }: Used): boolean {
  return grantTypes.includes('authorization_code')
}

function signsInElsewhere({ grantTypes }: Used): boolean {
  return grantTypes.includes('urn:ietf:params:oauth:grant-type:device_code')
}

/** The endpoints that are of use to a client: one that signs nobody in has nobody to sign out. */
export const endpointsFor = (issuer: string, client: Used): readonly Endpoint[] =>
  endpointNames
    .filter((name) => useful[name]?.(client) ?? true)
    .map((name) => {
      const [path, providerPath] = paths[name]
      return {
        name,
        url: issuer + path,
        providerUrl: providerPath === null ? null : issuer + providerPath,
      }
    })
