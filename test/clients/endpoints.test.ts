import { describe, expect, it } from 'vitest'

import { endpointsFor } from '@/clients/endpoints'
import { kindDefaults } from '@/clients/kinds'
import { defaultClientOptions, grantTypes } from '@/model/client'
import { routes } from '@/server/routes'
import { testProvider } from '../test-provider'

const issuer = 'http://localhost:3000'
const everything = {
  isPublic: false,
  grantTypes,
  options: { ...defaultClientOptions, isSelfRegistered: true },
}
const ofKind = (kind: keyof typeof kindDefaults) => ({
  ...kindDefaults[kind],
  options: defaultClientOptions,
})
const urlsOf = (client: Parameters<typeof endpointsFor>[1]) =>
  Object.fromEntries(endpointsFor(issuer, client).map(({ name, url }) => [name, url]))

describe('the endpoints that the page of an app names', () => {
  it('are the ones of the discovery document', async () => {
    const op = await testProvider()
    const document = JSON.parse((await op.get('/.well-known/openid-configuration')).text)
    const { jwks, discovery, ...others } = urlsOf(everything)
    expect(jwks).toBe(document.jwks_uri)
    expect(discovery).toBe(`${issuer}/.well-known/openid-configuration`)
    for (const [name, url] of Object.entries(others)) {
      expect(document[`${name}_endpoint`], name).toBe(url)
    }
  })

  it('answer the same at the paths of the provider-path dialect', () => {
    for (const { url, providerUrl } of endpointsFor(issuer, everything)) {
      if (providerUrl === null) continue
      expect(routes[new URL(providerUrl).pathname], providerUrl).toBeDefined()
      expect(routes[new URL(providerUrl).pathname]).toEqual(routes[new URL(url).pathname])
    }
  })

  it('are those that are of use to it', () => {
    expect(Object.keys(urlsOf(ofKind('browser')))).not.toContain('introspection')
    expect(Object.keys(urlsOf(ofKind('web')))).not.toContain('registration')
    expect(Object.keys(urlsOf(ofKind('machine')))).toEqual([
      'token',
      'jwks',
      'introspection',
      'revocation',
      'discovery',
    ])
    expect(Object.keys(urlsOf(ofKind('device')))).toEqual([
      'device_authorization',
      'token',
      'userinfo',
      'jwks',
      'revocation',
      'discovery',
    ])
  })
})
