import { describe, expect, it } from 'vitest'

import { callback, house, plainSecret } from './apps-house'

describe('the clients of an oidc-provider', () => {
  const clients = [
    {
      client_id: 'notes',
      client_secret: plainSecret,
      redirect_uris: [callback],
      post_logout_redirect_uris: ['https://notes.example/bye'],
      grant_types: ['authorization_code', 'refresh_token', 'implicit'],
      response_types: ['code', 'code id_token'],
      id_token_signed_response_alg: 'ES256',
      scope: 'openid offline_access api:read',
      backchannel_logout_uri: 'https://notes.example/logout',
      logo_uri: 'https://notes.example/logo.png',
    },
    {
      client_id: 'job',
      client_secret: plainSecret,
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
      token_endpoint_auth_method: 'client_secret_post',
    },
    { client_id: 'spa', redirect_uris: [callback], token_endpoint_auth_method: 'none' },
    {
      client_id: 'old',
      redirect_uris: [callback],
      grant_types: ['implicit'],
      response_types: ['id_token'],
    },
    {
      client_id: 'jwt',
      client_secret: plainSecret,
      redirect_uris: [callback],
      token_endpoint_auth_method: 'client_secret_jwt',
    },
    { client_id: 'boss', client_secret: plainSecret, redirect_uris: [callback], first_party: true },
    'no client',
  ]
  const text = JSON.stringify(clients)

  it('become apps, and what there is no like of is said', async () => {
    const { imports, client } = await house()
    const { lines } = await imports('clients.json', text)
    expect(lines).toEqual([
      expect.stringMatching(
        /^clients\[0\]: imported notes: logo_uri: .*implicit: tokens in the address.*scope: "api:read"/,
      ),
      'clients[1]: imported job',
      'clients[2]: imported spa',
      'clients[3]: broken old: grant_types: "implicit" are none that Portico has',
      expect.stringMatching(/^clients\[4\]: broken jwt: token_endpoint_auth_method: wants one of/),
      expect.stringMatching(/^clients\[5\]: imported boss: first_party: is not known here/),
      'clients[6]: broken : is no mapping: { … }',
    ])
    expect((await client('notes')).client).toMatchObject({
      grantTypes: ['authorization_code', 'refresh_token'],
      idTokenAlgorithm: 'ES256',
      scopes: ['openid', 'offline_access'],
      backchannelLogoutUri: 'https://notes.example/logout',
    })
    expect((await client('boss')).client.isFirstParty).toBe(false)
  })

  it('work with the secrets that they had, and a second run changes nothing', async () => {
    const { imports, signInTo, serviceToken } = await house()
    await imports('configuration.json', JSON.stringify({ clients }))
    expect(await signInTo('notes', plainSecret, false)).toBe(200)
    expect(await signInTo('spa', null, true)).toBe(200)
    expect(await serviceToken('job', plainSecret)).toBe(200)
    const { findings } = await imports('clients.json', text)
    expect(findings.filter(({ outcome }) => outcome === 'imported')).toEqual([])
  })
})

describe('a file that holds no apps', () => {
  it.each([
    ['x.json', '{}', undefined, 'These are no apps'],
    ['x.json', '[]', undefined, 'These are no apps'],
    ['x.json', '[{"a":1}]', 'oidc-provider', 'These are no apps'],
    ['x.json', '{"clients":7}', 'keycloak', 'These are no apps'],
    ['x.json', 'nothing', undefined, 'The file is no JSON'],
    ['x.csv', 'name,redirect_uri\na,b\n', undefined, 'names no column that says who'],
    ['x.csv', 'uid,mail,userPassword\na,a@example.com,\n', undefined, 'These are no apps'],
  ] as const)('is refused: %s %s %s', async (name, text, format, message) => {
    const { imports } = await house()
    await expect(imports(name, text, { format })).rejects.toThrow(message)
  })
})
