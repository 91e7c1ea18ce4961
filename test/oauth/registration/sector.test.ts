import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, describe, expect, it } from 'vitest'

import { callback } from '../../test-provider'
import { expectOAuthError, isConsentPage } from '../relying-party'
import { registrar } from '../registrar'
import { jwksOf, keyNamed, SigningParty } from '../signing-party'

const closings: Server[] = []
afterEach(() => closings.splice(0).forEach((server) => server.close()))

/** Somebody else's server with one document. */
async function serving(document: unknown, status = 200): Promise<string> {
  const server = createServer((_request, response) =>
    response.writeHead(status).end(JSON.stringify(document)),
  )
  closings.push(server)
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  return `http://localhost:${(server.address() as AddressInfo).port}/sector.json`
}

describe('the sector of a pairwise client (OpenID Connect Core §8.1, Registration §5)', () => {
  it('is the host of its redirect URIs, without a port', async () => {
    const { registered, stored } = await registrar()
    const redirect_uris = ['https://Notes.example:8443/a', 'https://notes.example/b']
    const body = await registered({ subject_type: 'pairwise', redirect_uris })
    expect((await stored(body.client_id)).options).toMatchObject({
      subjectType: 'pairwise',
      sectorIdentifier: 'notes.example',
      sectorIdentifierUri: null,
    })
  })

  it('cannot be several hosts, or none', async () => {
    const { post } = await registrar()
    for (const redirect_uris of [
      [callback, 'https://other.example/'],
      ['com.example.app:/callback'],
    ]) {
      const answer = await post({ subject_type: 'pairwise', redirect_uris })
      expectOAuthError(answer, 400, 'invalid_client_metadata')
      expect(answer.body.error_description).toContain('sector_identifier_uri')
    }
  })

  it('is the host of a document that lists every redirect URI', async () => {
    const { registered, stored, manage } = await registrar()
    const redirect_uris = [callback, 'https://other.example/', 'com.example.app:/callback']
    const sector_identifier_uri = await serving([...redirect_uris, 'https://more.example/'])
    const metadata = { subject_type: 'pairwise', redirect_uris, sector_identifier_uri }
    const body = await registered(metadata)
    expect(body).toMatchObject(metadata)
    expect((await stored(body.client_id)).options.sectorIdentifier).toBe('localhost')
    expect((await manage('GET', body).with()).body).toMatchObject(metadata)
  })

  it.each([
    [[callback.slice(0, -1)], 200, 'lacks a redirect URI'],
    [[], 200, 'lacks a redirect URI'],
    [{ 0: callback }, 200, 'no JSON array'],
    [[callback], 404, 'not answered with 200'],
  ])('is not proved by %j with %i', async (document, status, description) => {
    const { post, usesLeft } = await registrar()
    const sector_identifier_uri = await serving(document, status)
    const answer = await post({ redirect_uris: [callback], sector_identifier_uri })
    expectOAuthError(answer, 400, 'invalid_client_metadata')
    expect(answer.body.error_description).toContain(description)
    expect(await usesLeft()).toBe(100)
  })

  it('is not looked for in the private network', async () => {
    const { post } = await registrar('token', { settings: { allowPrivateNetwork: false } })
    for (const sector_identifier_uri of ['http://localhost:1/s', 'https://127.0.0.1/s']) {
      const answer = await post({ redirect_uris: [callback], sector_identifier_uri })
      expectOAuthError(answer, 400, 'invalid_client_metadata')
      expect(answer.body.error_description).toMatch(
        /could not be fetched: (not-https|private-address)/,
      )
    }
  })
})

describe('what an app says that it signs with (OpenID Connect Registration §2)', () => {
  it('is what it has to sign its assertions with, whatever keys it has', async () => {
    const { op, registered, stored } = await registrar()
    const [one, other] = [await keyNamed('registration'), await keyNamed('registration', 'PS256')]
    const { client_id: id } = await registered({
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'PS256',
      jwks: JSON.parse(jwksOf(one, other)) as object,
    })
    const client = await stored(id)
    const [wrong, right] = [new SigningParty(op, client, one), new SigningParty(op, client, other)]
    expectOAuthError(await wrong.introspect('x'), 401, 'invalid_client')
    expect((await right.introspect('x')).status).toBe(200)
  })

  it('is what it has to sign its request objects with', async () => {
    const { op, registered, stored } = await registrar()
    const [one, other] = [await keyNamed('registration'), await keyNamed('registration', 'PS256')]
    const { client_id: id } = await registered({
      request_object_signing_alg: 'ES256',
      jwks: JSON.parse(jwksOf(one, other)) as object,
    })
    const app = new SigningParty(op, await stored(id), one)
    const browser = await op.signedIn(await op.user())
    const open = async (request: string) =>
      browser.open(`/oauth/authorize?${new URLSearchParams({ client_id: id, request }).toString()}`)
    expect(isConsentPage(await open(await app.requestObject()))).toBe(true)
    expect(
      (await open(await app.requestObject({}, {}, { kid: other.publicJwk.kid }, other))).status,
    ).toBe(400)
  })

  it('has two names where it is EdDSA (RFC 9864 §2.2)', async () => {
    const { registered } = await registrar()
    const jwks = JSON.parse(jwksOf(await keyNamed('registration', 'EdDSA'))) as object
    const body = await registered({
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'Ed25519',
      jwks,
    })
    expect(body.token_endpoint_auth_signing_alg).toBe('EdDSA')
  })
})
