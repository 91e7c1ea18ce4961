import { generateKeyPairSync } from 'node:crypto'

import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

import { openUpstreamSecret } from '@/federation/secret'
import { upstreamPresets } from '@/model/upstream'

import { postgresUrl, temporaryPostgres } from '../../stores/temporary-database'
import { testProvider } from '../../test-provider'
import { file, house, houseOf, type House } from './house'

const google = file`
  upstreams:
    - id: google
      preset: google
      client_id: portico.apps.example
      client_secret: secret of google
`

const more = file`
    - id: work
      preset: oidc
      label: Work
      client_id: portico
      client_secret: secret of work
      issuer: https://login.work.example
`.replaceAll(/^(?=.)/gm, '  ')

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString()

const secretOf = async ({ stores, op }: House, id: string) =>
  openUpstreamSecret((await stores.upstreams.find(id))!.sealedSecret!, op.settings.secret)

const idsOf = async ({ stores }: Pick<House, 'stores'>) =>
  (await stores.upstreams.list()).map(({ id }) => id)

describe('an upstream of the file', () => {
  it('is made as its preset is, with its secret sealed', async () => {
    const here = await house()
    expect(await here.applied(google)).toEqual(['created upstream google'])
    const made = (await here.stores.upstreams.find('google'))!
    expect(made).toMatchObject({
      preset: 'google',
      label: 'Google',
      position: 0,
      isDefault: false,
      isBroker: false,
      clientId: 'portico.apps.example',
      disabledAt: null,
      options: { newUsers: 'create', trustsEmails: false, scopes: [], claims: {}, issuer: null },
    })
    expect(made.sealedSecret).not.toContain('secret')
    expect(await secretOf(here, 'google')).toBe('secret of google')
  })

  it('is left as it is the second time', async () => {
    const { apply, applied, stores } = await house()
    await applied(google + more)
    const before = await stores.upstreams.list()
    expect((await apply(google + more)).said).toEqual([
      '0 clients, 0 users and 2 upstreams unchanged. What the file does not name was left alone.',
    ])
    expect(await stores.upstreams.list()).toEqual(before)
  })

  it('has every switch that it can have', async () => {
    const { applied, stores } = await house()
    await applied(
      file`
      upstreams:
        - id: wp
          preset: wordpress
          label: "Zoë’s blog"
          client_id: wp
          broker: true
          disabled: true
          new_users: invitation
          trusts_emails: true
          site: https://blog.example/wp
          authorization_endpoint: https://blog.example/a
          token_endpoint: https://blog.example/t
          userinfo_endpoint: https://blog.example/u
          token_endpoint_auth_method: none
          scopes: [basic, email]
          claims: { email_verified: data.verified, given_name: first, roles: caps }
        - id: other
          preset: oauth
          client_id: other
          client_secret: another
          default: true
          authorization_endpoint: https://other.example/a
          token_endpoint: https://other.example/t
          userinfo_endpoint: https://other.example/u
          userinfo_method: POST
          token_endpoint_auth_method: client_secret_post
          claims: { subject: data.id }
    `,
    )
    const apple = { preset: 'apple', client_id: 'com.example.portico', client_secret: pem }
    const keys = { team_id: 'TEAM', key_id: 'KEY' }
    await applied(JSON.stringify({ upstreams: [{ id: 'apple', ...apple, ...keys }] }))
    const [wp, other, third] = await stores.upstreams.list()
    expect(wp).toMatchObject({
      label: 'Zoë’s blog',
      isBroker: true,
      sealedSecret: null,
      options: {
        newUsers: 'invitation',
        trustsEmails: true,
        site: 'https://blog.example/wp',
        authorizationEndpoint: 'https://blog.example/a',
        tokenEndpoint: 'https://blog.example/t',
        userinfoEndpoint: 'https://blog.example/u',
        userinfoMethod: 'GET',
        tokenAuthentication: 'none',
        scopes: ['basic', 'email'],
        claims: { emailVerified: 'data.verified', givenName: 'first', roles: 'caps' },
      },
    })
    expect(wp?.disabledAt).not.toBeNull()
    expect(other).toMatchObject({
      isDefault: true,
      options: {
        userinfoMethod: 'POST',
        tokenAuthentication: 'client_secret_post',
        claims: { subject: 'data.id' },
      },
    })
    expect(third?.options).toMatchObject({ teamId: 'TEAM', keyId: 'KEY' })
  })

  it('is what the file says, again: what is left out is what is usual', async () => {
    const { applied, stores } = await house()
    const options = file`
          label: Our Google
          trusts_emails: true
          new_users: link
          scopes: [openid]
          claims: { roles: hd }
          default: true
    `.replaceAll(/^(?=.)/gm, '    ')
    await applied(google)
    expect(await applied(google + options)).toEqual([
      'changed upstream google: label, default, new_users, trusts_emails, scopes, claims',
    ])
    expect(await stores.upstreams.find('google')).toMatchObject({
      label: 'Our Google',
      isDefault: true,
      options: {
        newUsers: 'link',
        trustsEmails: true,
        scopes: ['openid'],
        claims: { roles: 'hd' },
      },
    })
    expect(await applied(google)).toEqual([
      'changed upstream google: label, default, new_users, trusts_emails, scopes, claims',
    ])
    expect((await stores.upstreams.find('google'))?.isDefault).toBe(false)
  })

  it('is disabled and enabled by name only, so that one that somebody stopped stays so', async () => {
    const { op, applied, apply, stores } = await house()
    await applied(google)
    await stores.upstreams.update('google', { disabledAt: op.now() })
    expect((await apply(google)).said).toHaveLength(1)
    expect((await stores.upstreams.find('google'))?.disabledAt).not.toBeNull()
    expect(await applied(`${google}    disabled: false\n`)).toEqual(['enabled upstream google'])
    expect((await stores.upstreams.find('google'))?.disabledAt).toBeNull()
    expect(await applied(`${google}    disabled: true\n`)).toEqual(['disabled upstream google'])
  })

  it('keeps its secret where the file has none, and changes it where it has another', async () => {
    const here = await house()
    await here.applied(google)
    const without = google.replace(/ +client_secret:.*\n/, '')
    expect(await here.applied(without)).toEqual([])
    expect(await secretOf(here, 'google')).toBe('secret of google')
    const other = google.replace('secret of google', 'another one')
    expect(await here.applied(other)).toEqual(['changed upstream google: client_secret'])
    expect(await secretOf(here, 'google')).toBe('another one')
  })

  it('loses its secret when it is public now', async () => {
    const { applied, stores } = await house()
    await applied(google + more)
    const open = `${google}${more.replace(/ +client_secret:.*\n/, '')}    token_endpoint_auth_method: none\n`
    expect(await applied(open)).toEqual([
      'changed upstream work: token_endpoint_auth_method, client_secret',
    ])
    expect((await stores.upstreams.find('work'))?.sealedSecret).toBeNull()
    expect(await applied(open)).toEqual([])
  })

  it('gets its secret anew where it is somewhere else: none goes where it was not meant to go', async () => {
    const here = await house()
    await here.applied(google + more)
    const elsewhere = more.replace('login.work.example', 'login.evil.example')
    const without = elsewhere.replace(/ +client_secret:.*\n/, '')
    expect(await here.complaints(google + without)).toEqual([
      '6: upstreams[1]: client_secret is missing: the upstream is somewhere else than before, and gets no secret that was not meant for it',
    ])
    expect(await here.applied(google + elsewhere)).toEqual(['changed upstream work: issuer'])
  })
})

describe('the buttons', () => {
  const three = (...ids: string[]) =>
    `upstreams:\n${ids
      .map((id) => `  - { id: ${id}, preset: github, client_id: ${id}, client_secret: of-${id} }\n`)
      .join('')}`

  it('stand in the order of the file, and those that it does not name stay where they are', async () => {
    const here = await house()
    await here.applied(three('a', 'b', 'c'))
    expect(await idsOf(here)).toEqual(['a', 'b', 'c'])
    expect(await here.applied(three('c', 'b'))).toEqual(['ordered upstream c, b'])
    expect(await idsOf(here)).toEqual(['a', 'c', 'b'])
    expect(await here.applied(three('c', 'b'))).toEqual([])
    expect(await here.applied(three('d', 'b', 'a'))).toEqual([
      'created upstream d',
      'ordered upstream d, b, a',
    ])
    expect(await idsOf(here)).toEqual(['d', 'c', 'b', 'a'])
  })

  it('hand on what only one can be', async () => {
    const { applied, stores } = await house()
    const of = (id: string) => three(id).replace(' }', ', default: true }')
    await applied(of('a'))
    expect(await applied(of('b'))).toEqual(['created upstream b'])
    expect((await stores.upstreams.find('a'))?.isDefault).toBe(false)
    expect(await applied(three('a') + of('b').replace('upstreams:\n', ''))).toEqual([])
  })
})

describe('an entry of upstreams that something stands against', () => {
  it('is told everything at once, and nothing is written', async () => {
    const { apply, stores } = await house({ settings: { allowPrivateNetwork: false } })
    const { said, complaints } = await apply(file`
      upstreams:
        - id: Google!
          preset: google
          client_id: a
          client_secrets: b
          issuer: https://evil.example
          team_id: T
        - preset: oidc
          issuer: http://login.example
          new_users: everybody
          claims: { subject: id, mail: email }
        - id: apple
          preset: appel
        - id: wp
          preset: wordpress
          client_id: wp
          site: nonsense
          token_endpoint_auth_method: none
          client_secret: x
          default: true
          broker: true
        - id: apple
          preset: apple
          client_id: a
          client_secret: no key
          team_id: T
        - id: wp
          preset: google
          client_id: a
          default: true
    `)
    expect(said).toEqual([])
    expect(complaints).toEqual([
      '2: upstreams[0].id: holds a character that has no place there',
      '5: upstreams[0].client_secrets: unknown key. Did you mean client_secret?',
      '6: upstreams[0].issuer: is of no use for this preset: leave it out',
      '7: upstreams[0].team_id: is of no use for this preset: leave it out',
      '8: upstreams[1]: id is missing',
      '8: upstreams[1]: client_id is missing',
      '9: upstreams[1].issuer: is not https',
      '10: upstreams[1].new_users: wants one of create, link, invitation',
      '11: upstreams[1].claims.mail: unknown key. Did you mean email?',
      '13: upstreams[2].preset: wants one of google, github, microsoft, apple, gitlab, discord, linkedin, wordpress, oidc, oauth. Did you mean apple?',
      '17: upstreams[3].site: is no complete address that begins with https://, without credentials and without #',
      '19: upstreams[3].client_secret: stands beside token_endpoint_auth_method: none, with which there is none',
      '20: upstreams[3].default: stands beside broker: nobody is sent to the broker from here',
      '22: upstreams[4]: key_id is missing',
      '25: upstreams[4].client_secret: is no private key of the curve P-256 in PEM, as Apple gives it',
      '27: upstreams[5].id: is that of upstreams[3] too',
      '27: upstreams[5]: client_secret is missing',
      '30: upstreams[5].default: is that of upstreams[3] too',
    ])
    expect(await stores.upstreams.list()).toEqual([])
  })

  it('is another preset under an id that is there', async () => {
    const { applied, complaints } = await house()
    await applied(google)
    expect(await complaints(google.replace('preset: google', 'preset: github'))).toEqual([
      '3: upstreams[0].preset: is google already, and never changes: give the new one an id of its own',
    ])
  })

  it('is an address without https, unless the network is private', async () => {
    const text = google + more.replace('https://login', 'http://login')
    const { complaints } = await house({ settings: { allowPrivateNetwork: false } })
    expect(await complaints(text)).toEqual(['11: upstreams[1].issuer: is not https'])
    const inside = await house({ settings: { allowPrivateNetwork: true } })
    expect(await inside.applied(text)).toHaveLength(2)
  })

  it('never quotes a secret', async () => {
    const { complaints } = await house()
    const said = await complaints(google.replace('secret of google', 'sécret')).then(String)
    expect(said).toBe('5: upstreams[0].client_secret: holds a character that has no place there')
    const sealed = google.replace('client_secret: secret of google', 'sealed_client_secret: abc')
    expect(await complaints(sealed)).toEqual([
      '5: upstreams[0].sealed_client_secret: was sealed with another PORTICO_SECRET: write client_secret',
    ])
  })
})

describe('a dry run', () => {
  it('says what would be done, and writes nothing', async () => {
    const { apply, stores } = await house()
    const { said } = await apply(google, { isDryRun: true })
    expect(said[0]).toBe('created  upstream google')
    expect(said.at(-1)).toBe('Nothing was written: this was a dry run.')
    expect(await stores.upstreams.list()).toEqual([])
  })
})

const everyKind = async (here: House) => {
  for (const [index, preset] of upstreamPresets.entries()) {
    const endpoints = {
      authorization_endpoint: 'https://o.example/a',
      token_endpoint: 'https://o.example/t',
      userinfo_endpoint: 'https://o.example/u',
    }
    const needed: Partial<Record<typeof preset, object>> = {
      apple: { client_secret: pem, team_id: 'T', key_id: 'K' },
      wordpress: { site: 'https://blog.example', broker: true, claims: { given_name: 'a.b' } },
      oidc: { issuer: 'https://login.example', default: true, disabled: true, label: 'É: "#"' },
      oauth: { ...endpoints, userinfo_method: 'POST', scopes: ['a', 'b'], new_users: 'link' },
    }
    const entry = { client_secret: 'secret', ...needed[preset], preset, client_id: 'c' }
    await here.applied(JSON.stringify({ upstreams: [{ id: `up-${9 - index}`, ...entry }] }))
  }
}

/** What is to be the same elsewhere: everything but when it was made, and how the secret is sealed. */
const contentsOf = async ({ stores }: Pick<House, 'stores'>, portalSecret: string) =>
  (await stores.upstreams.list()).map((upstream) => ({
    ...upstream,
    sealedSecret: openUpstreamSecret(upstream.sealedSecret!, portalSecret),
    createdAt: null,
    updatedAt: null,
    disabledAt: upstream.disabledAt !== null,
  }))

describe('what is exported', () => {
  it('makes every upstream anew, in order, and changes nothing at home', async () => {
    const here = await house()
    await everyKind(here)
    const text = await here.exported()
    expect(await here.applied(text)).toEqual([])
    const there = await house()
    expect(await there.applied(text)).toHaveLength(upstreamPresets.length)
    const { secret } = here.op.settings
    expect(await contentsOf(there, secret)).toEqual(await contentsOf(here, secret))
    expect(await there.applied(text)).toEqual([])
  })

  it('holds secrets sealed, of no use under another PORTICO_SECRET, and says what is usual in few words', async () => {
    const here = await house()
    await here.applied(google)
    const text = await here.exported()
    expect(text).not.toContain('secret of google')
    expect(Object.keys(parse(text).upstreams[0])).toEqual([
      'id',
      'preset',
      'label',
      'client_id',
      'sealed_client_secret',
    ])
    const op = await testProvider()
    const settings = { ...op.settings, secret: `another ${op.settings.secret}` }
    const there = houseOf({ ...op.provider, settings })
    expect(await there.complaints(text)).toEqual([
      expect.stringContaining('was sealed with another PORTICO_SECRET'),
    ])
  })

  it.skipIf(!postgresUrl)('makes everything anew on PostgreSQL', async () => {
    const here = await house()
    await everyKind(here)
    const database = await temporaryPostgres()
    try {
      const there = houseOf({ ...here.op.provider, stores: database.stores })
      const text = await here.exported()
      expect(await there.applied(text)).toHaveLength(upstreamPresets.length)
      const { secret } = here.op.settings
      expect(await contentsOf(there, secret)).toEqual(await contentsOf(here, secret))
      expect(await there.applied(text)).toEqual([])
    } finally {
      await database.close()
    }
  })
})
