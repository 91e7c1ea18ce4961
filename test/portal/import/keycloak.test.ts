import { describe, expect, it } from 'vitest'

import { password } from '../../crypto/foreign-hashes/fixtures'
import { callback, house, plainSecret } from './apps-house'
import { moving } from './moving'

describe('a realm’s export of Keycloak', () => {
  const salt = 'MDEyMzQ1Njc4OWFiY2RlZg=='
  const credential = (
    algorithm: string,
    hashIterations: number,
    value: string,
    more: object = {},
  ) => ({
    type: 'password',
    credentialData: JSON.stringify({ hashIterations, algorithm, additionalParameters: more }),
    secretData: JSON.stringify({ value, salt, additionalParameters: {} }),
  })
  const argon2Value = Buffer.from(
    '62b17162532e56a0673ab437e734a644cf5c18ad7be9e62d67ff0f636a31c6bc',
    'hex',
  ).toString('base64')
  const credentials = {
    'pbkdf2-sha256': credential(
      'pbkdf2-sha256',
      27_500,
      '6EIeRJF2m1mCMMS/GkQBGp+jW2kx+b5aO9BrvhV7SDOwaPO27EX9nBsMKUPPDdQeuGp5CyuMYvBCNONwqnnoxg==',
    ),
    'pbkdf2-sha512': credential(
      'pbkdf2-sha512',
      210_000,
      'xZEyjd9JKA7jeyYSB2IPOEBbqpZTo8YevApSQWCk4JDTMXySKq41pWNobXEGJlZlHl9234L7XHP+sLNQcrHsUA==',
    ),
    argon2: credential('argon2', 5, argon2Value, {
      hashLength: ['32'],
      memory: ['7168'],
      type: ['id'],
      version: ['1.3'],
      parallelism: ['1'],
    }),
    // before 2020
    pbkdf2: {
      type: 'password',
      hashedSaltedValue:
        'qxMoJmJ+1/SwvBG0+IEeNedf71Q+UQVYHsgfvgCrPY6tL1li5lDAYzQ4LSCi4OGS0t5/Wlr/HDxQ0Fq4LLvzPg==',
      ...{ salt, hashIterations: 20_000, algorithm: 'pbkdf2' },
    },
  }
  const realm = {
    realm: 'acme',
    clients: [
      { clientId: 'account-console', protocol: 'openid-connect', publicClient: true },
      {
        clientId: 'notes',
        name: 'Notes',
        rootUrl: 'https://notes.example',
        redirectUris: ['/callback', 'https://notes.example/*'],
        enabled: true,
        secret: plainSecret,
        clientAuthenticatorType: 'client-secret',
        protocol: 'openid-connect',
        publicClient: false,
        standardFlowEnabled: true,
        implicitFlowEnabled: true,
        directAccessGrantsEnabled: true,
        serviceAccountsEnabled: false,
        consentRequired: true,
        attributes: {
          'post.logout.redirect.uris': '+##https://notes.example/bye',
          'access.token.lifespan': '600',
          'backchannel.logout.url': 'https://notes.example/logout',
        },
        defaultClientScopes: ['web-origins', 'profile', 'roles', 'email', 'billing'],
        optionalClientScopes: ['offline_access', 'microprofile-jwt'],
        protocolMappers: [{ name: 'x' }],
      },
      {
        clientId: 'job',
        secret: plainSecret,
        standardFlowEnabled: false,
        serviceAccountsEnabled: true,
        protocol: 'openid-connect',
      },
      { clientId: 'hidden', secret: '**********', redirectUris: [callback], enabled: false },
      { clientId: 'saml-app', protocol: 'saml' },
      { clientId: 'api', bearerOnly: true },
      { clientId: 'wild', publicClient: true, redirectUris: ['*'] },
      { clientId: 'mtls', clientAuthenticatorType: 'client-x509', redirectUris: [callback] },
    ],
    users: [
      ...Object.entries(credentials).map(([name, one], at) => ({
        id: `kc-${at}`,
        username: name,
        email: `${name}@example.com`,
        emailVerified: true,
        enabled: true,
        createdTimestamp: 1_588_561_321_000,
        firstName: 'Ann',
        lastName: 'Lee',
        attributes: { locale: ['fr'] },
        credentials: [one],
        requiredActions: [],
        realmRoles: ['default-roles-acme'],
        groups: [],
      })),
      { username: 'otp-only', enabled: false, credentials: [{ type: 'otp', secretData: '{}' }] },
    ],
  }
  const text = JSON.stringify(realm)

  it('gives its clients and its users', async () => {
    const { imports, client, everybody } = await house()
    const { lines, said } = await imports('realm.json', text)
    expect(lines).toEqual([
      expect.stringMatching(
        /^clients\[1\]: imported notes: redirect_uris: "https:\/\/notes.example\/\*" .*wildcard.*implicit: .*password: .*"billing" .*pkce: .*protocolMappers: 1/,
      ),
      'clients[2]: imported job',
      expect.stringMatching(/^clients\[3\]: imported hidden: .*the export hides it/),
      'clients[4]: broken saml-app: protocol: saml is not spoken here',
      expect.stringMatching(/^clients\[5\]: broken api: bearerOnly/),
      expect.stringMatching(/^clients\[6\]: broken wild: redirect_uris: wants at least one.*"\*" /),
      'clients[7]: broken mtls: clientAuthenticatorType: client-x509 is not known here',
      'users[0]: imported pbkdf2-sha256: pbkdf2',
      'users[1]: imported pbkdf2-sha512: pbkdf2',
      'users[2]: imported argon2: argon2',
      'users[3]: imported pbkdf2: pbkdf2',
      'users[4]: imported otp-only: without a password; disabled',
    ])
    expect(said.join('\n')).toMatch(
      /hidden: client_secret: pcs_[\s\S]*realmRoles[\s\S]*credential otp/,
    )
    expect((await client('notes')).client).toMatchObject({
      isFirstParty: false,
      redirectUris: [callback],
      postLogoutRedirectUris: [callback, 'https://notes.example/bye'],
      accessTokenLifetime: 600,
      scopes: ['openid', 'profile', 'email', 'offline_access'],
      grantTypes: ['authorization_code', 'refresh_token'],
    })
    expect((await client('hidden')).client.disabledAt).not.toBeNull()
    const [ann] = (await everybody()).filter(({ id }) => id === 'kc-0')
    expect(ann).toMatchObject({
      profile: { given_name: 'Ann', family_name: 'Lee', locale: 'fr' },
      createdAt: new Date(1_588_561_321_000),
    })
  })

  it('lets both in with what they had, and is left alone by a second run', async () => {
    const { imports, op, serviceToken, signInTo, everybody } = await house()
    await imports('realm.json', text)
    expect(await serviceToken('job', plainSecret)).toBe(200)
    expect(await signInTo('notes', plainSecret, false)).toBe(200)
    const before = await everybody()
    const { findings } = await imports('realm.json', text)
    expect(findings.filter(({ outcome }) => outcome === 'imported')).toEqual([])
    expect(await everybody()).toEqual(before)
    expect((await op.stores.clients.list(null)).map(({ id }) => id).toSorted()).toEqual([
      ...['hidden', 'job', 'notes'],
    ])
  })

  it.each(Object.keys(credentials))('keeps a password by %s', async (username) => {
    const { imports, op } = await moving({ hasher: 'argon2' })
    await imports('realm.json', text) // only its people
    for (const [typed, status] of [
      ['letmein', 401],
      [password, 303],
    ] as const) {
      const browser = await op.atTheDoor()
      const answer = await browser.submit('/sign-in/password', {
        identifier: username,
        password: typed,
      })
      expect(answer.status === 303).toBe(status === 303)
    }
    const found = await op.stores.users.findByLogin(username)
    expect(op.provider.passwords.isCurrent(found!.password!.hash)).toBe(true)
  })
})
