// openid-client, the judge, with what a client may do beside the plain flow.
import * as client from 'openid-client'
import { describe, expect, it } from 'vitest'

import { defaultClientOptions, type Client, type ClientOptions } from '@/model/client'

import { deviceCodeGrant } from '../device-app'
import { publicValues, relyingParty } from '../relying-party'
import { jwksOf, keyNamed } from '../signing-party'
import { discovered, type Flow } from './openid-client-world'

const withOptions = (options: Partial<ClientOptions>): Partial<Client> => ({
  options: { ...defaultClientOptions, ...options },
})

/** A client that signs with a key of its own instead of holding a secret. */
async function signing(options: Partial<ClientOptions> = {}) {
  const { privateKey: key, publicJwk } = await keyNamed('judge')
  const made = await discovered({
    values: {
      authenticationMethod: 'private_key_jwt',
      ...withOptions({ jwks: jwksOf(await keyNamed('judge')), ...options }),
    },
    authentication: () => client.PrivateKeyJwt({ key, kid: publicJwk.kid! }),
  })
  return { ...made, key: { key, kid: publicJwk.kid! } }
}

const pushed: Flow = { build: client.buildAuthorizationUrlWithPAR }

describe('openid-client', () => {
  it('pushes its request (RFC 9126)', async () => {
    const { config, flow, alice } = await discovered({
      values: withOptions({ requiresPushedRequests: true }),
    })
    const tokens = await flow({}, pushed)
    expect(tokens.claims()?.sub).toBe(alice.id)
    const parameters = { redirect_uri: 'https://evil.example', scope: 'openid' }
    const refused = client.buildAuthorizationUrlWithPAR(config, parameters)
    await expect(refused).rejects.toMatchObject({ status: 400 })
  })

  it('proves itself by a signed assertion wherever it is asked (RFC 7523)', async () => {
    const { alice, app, config, flow } = await signing()
    const tokens = await flow({}, pushed)
    expect(tokens.claims()?.sub).toBe(alice.id)
    const fresh = await client.refreshTokenGrant(config, tokens.refresh_token!)
    const inspected = await client.tokenIntrospection(config, fresh.access_token)
    expect(inspected).toMatchObject({ active: true, client_id: app.id })
    const own = await client.clientCredentialsGrant(config, { scope: 'openid' })
    expect((await client.tokenIntrospection(config, own.access_token)).sub).toBe(app.id)
    await client.tokenRevocation(config, fresh.refresh_token ?? tokens.refresh_token!)
    const dead = await client.tokenIntrospection(config, fresh.access_token)
    expect(dead).toEqual({ active: false })
  })

  it('is refused when it signs with a key that is not registered', async () => {
    const { privateKey } = await keyNamed('somebody else')
    const { config } = await discovered({
      values: {
        authenticationMethod: 'private_key_jwt',
        ...withOptions({ jwks: jwksOf(await keyNamed('judge')) }),
      },
      authentication: () => client.PrivateKeyJwt(privateKey),
    })
    const refused = client.clientCredentialsGrant(config)
    await expect(refused).rejects.toMatchObject({ error: 'invalid_client', status: 401 })
  })

  it('signs its request (RFC 9101), pushed or not', async () => {
    const { flow, key, alice } = await signing({ requiresRequestObjects: true })
    const inQuery: Flow = {
      build: (config, parameters) => client.buildAuthorizationUrlWithJAR(config, parameters, key),
    }
    const inPush: Flow = {
      build: async (config, parameters) => {
        const { searchParams } = await client.buildAuthorizationUrlWithJAR(config, parameters, key)
        return client.buildAuthorizationUrlWithPAR(config, searchParams)
      },
    }
    for (const how of [inQuery, inPush]) {
      expect((await flow({}, how)).claims()?.sub).toBe(alice.id)
    }
  })

  for (const dpop of ['optional', 'required-with-nonce'] as const) {
    it(`binds its tokens to a key (RFC 9449), where proofs are ${dpop}`, async () => {
      const { alice, app, config, flow } = await signing({ dpop })
      const keys = await client.randomDPoPKeyPair()
      const options = { DPoP: client.getDPoPHandle(config, keys) }
      const tokens = await flow(
        {},
        {
          build: (config, parameters) =>
            client.buildAuthorizationUrlWithPAR(config, parameters, options),
          options,
        },
      )
      expect(tokens.token_type).toBe('dpop')
      const person = await client.fetchUserInfo(config, tokens.access_token, alice.id, options)
      expect(person.email).toBe(alice.email)

      const fresh = await client.refreshTokenGrant(config, tokens.refresh_token!, {}, options)
      expect(fresh.token_type).toBe('dpop')
      const inspected = await client.tokenIntrospection(config, fresh.access_token)
      const jkt = await options.DPoP.calculateThumbprint()
      expect(inspected).toMatchObject({ active: true, token_type: 'DPoP', cnf: { jkt } })
      const own = await client.clientCredentialsGrant(config, {}, options)
      expect(own.token_type).toBe('dpop')

      const asBearer = client.fetchUserInfo(config, fresh.access_token, alice.id)
      await expect(asBearer).rejects.toMatchObject({ status: 401 })
      const other = { DPoP: client.getDPoPHandle(config, await client.randomDPoPKeyPair()) }
      const stolen = client.fetchUserInfo(config, fresh.access_token, alice.id, other)
      await expect(stolen).rejects.toMatchObject({ status: 401 })
      expect((await app.userinfo(fresh.access_token)).status).toBe(401)
    })
  }

  it('binds a public client’s refresh token to the key, too', async () => {
    const { config, flow } = await discovered({
      values: { ...publicValues, ...withOptions({ dpop: 'required' }) },
    })
    const handle = async () => ({
      DPoP: client.getDPoPHandle(config, await client.randomDPoPKeyPair()),
    })
    const [own, others] = [await handle(), await handle()]
    const tokens = await flow({}, { options: own })
    const stolen = client.refreshTokenGrant(config, tokens.refresh_token!, {}, others)
    await expect(stolen).rejects.toMatchObject({ error: 'invalid_grant' })
    const fresh = await client.refreshTokenGrant(config, tokens.refresh_token!, {}, own)
    expect(fresh.refresh_token).not.toBe(tokens.refresh_token)
  })

  it('signs a person in on a device (RFC 8628)', async () => {
    const { alice, browser, config } = await discovered({
      values: {
        ...publicValues,
        kind: 'device',
        grantTypes: [deviceCodeGrant, 'refresh_token'],
        redirectUris: [],
      },
    })
    const scope = 'openid email offline_access'
    const asked = await client.initiateDeviceAuthorization(config, { scope })
    const { device_code, user_code, verification_uri_complete: complete } = asked
    const pending = client.genericGrantRequest(config, deviceCodeGrant, { device_code })
    await expect(pending).rejects.toMatchObject({ error: 'authorization_pending' })

    const { pathname, search } = new URL(complete!)
    expect((await browser.open(pathname + search)).text).toContain(user_code)
    await browser.submit('/device', { decision: 'allow' })
    // The library waits before it asks, for as long as it was told.
    const tokens = await client.pollDeviceAuthorizationGrant(config, { ...asked, interval: 0 })
    expect(tokens.claims()?.sub).toBe(alice.id)
    const person = await client.fetchUserInfo(config, tokens.access_token, alice.id)
    expect(person.email).toBe(alice.email)
    expect(
      (await client.refreshTokenGrant(config, tokens.refresh_token!)).access_token,
    ).toBeTruthy()
  })

  it('exchanges a person’s token for one of its own (RFC 8693)', async () => {
    const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange'
    const accessToken = 'urn:ietf:params:oauth:token-type:access_token'
    const { op, alice, app, config, browser } = await discovered({
      values: { kind: 'machine', grantTypes: ['client_credentials', exchange] },
    })
    const notes = await relyingParty(op)
    const { access_token: subject_token } = await notes.tokens(browser, { scope: 'openid profile' })
    const policy = { subjectClients: [notes.id], impersonation: true, delegation: false }
    const options = { ...defaultClientOptions, exchange: policy }
    await op.stores.clients.update(app.id, { ...app.client, options })

    const tokens = await client.genericGrantRequest(config, exchange, {
      subject_token,
      subject_token_type: accessToken,
      scope: 'openid',
    })
    expect(tokens).toMatchObject({ token_type: 'bearer', issued_token_type: accessToken })
    const inspected = await client.tokenIntrospection(config, tokens.access_token)
    expect(inspected).toMatchObject({ active: true, sub: alice.id, client_id: app.id })
  })

  it('registers itself, where anybody may (RFC 7591)', async () => {
    const { issuer, op } = await discovered({ settings: { dynamicRegistration: 'open' } })
    const config = await client.dynamicClientRegistration(
      new URL(issuer),
      {
        client_name: 'Somebody’s notes',
        redirect_uris: ['https://judge.example/back'],
        grant_types: ['authorization_code', 'refresh_token'],
      },
      undefined,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out: this is http on loopback
      { execute: [client.allowInsecureRequests] },
    )
    const { client_id: id } = config.clientMetadata()
    expect((await op.stores.clients.find(id))?.name).toBe('Somebody’s notes')
    const unknown = client.refreshTokenGrant(config, 'prt_nothing')
    await expect(unknown).rejects.toMatchObject({ error: 'invalid_grant' }) // and not invalid_client
  })
})
