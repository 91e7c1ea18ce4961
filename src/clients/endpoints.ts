import type { Client } from '@/model/client'

export const endpointNames = [
  'authorization',
  'token',
  'userinfo',
  'jwks',
  'introspection',
  'revocation',
  'end_session',
  'discovery',
] as const
export type EndpointName = (typeof endpointNames)[number]

/** Each endpoint's path, and the one of the provider-path dialect, which answers the same. */
const paths: Readonly<Record<EndpointName, readonly [path: string, providerPath: string | null]>> =
  {
    authorization: ['/oauth/authorize', '/auth'],
    token: ['/oauth/token', '/token'],
    userinfo: ['/oauth/userinfo', '/me'],
    jwks: ['/oauth/jwks', '/jwks'],
    introspection: ['/oauth/introspect', '/token/introspection'],
    revocation: ['/oauth/revoke', '/token/revocation'],
    end_session: ['/oauth/end_session', '/session/end'],
    discovery: ['/.well-known/openid-configuration', null],
  }

export type Endpoint = {
  readonly name: EndpointName
  readonly url: string
  /** Where a Node OpenID provider has it by default; null where that is the same place. */
  readonly providerUrl: string | null
}

/** The endpoints that are of use to a client: one that signs nobody in has nobody to sign out. */
export function endpointsFor(
  issuer: string,
  { isPublic, grantTypes }: Pick<Client, 'isPublic' | 'grantTypes'>,
): readonly Endpoint[] {
  const forPeople: readonly EndpointName[] = ['authorization', 'userinfo', 'end_session']
  return endpointNames
    .filter((name) => grantTypes.includes('authorization_code') || !forPeople.includes(name))
    .filter((name) => !(isPublic && name === 'introspection'))
    .map((name) => {
      const [path, providerPath] = paths[name]
      return {
        name,
        url: issuer + path,
        providerUrl: providerPath === null ? null : issuer + providerPath,
      }
    })
}
