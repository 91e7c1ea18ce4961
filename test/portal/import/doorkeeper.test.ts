import { describe, expect, it } from 'vitest'

import { sha256 } from '@/crypto/digest'

import { callback, house, plainSecret } from './apps-house'

const hexSecret = 'a'.repeat(64)

describe('Doorkeeper’s oauth_applications', () => {
  const header = 'id,name,uid,secret,redirect_uri,scopes,confidential,created_at'
  const table = [
    header,
    `1,Notes,notes,${plainSecret},"${callback}\nhttps://notes.example/other",openid profile read,t,2020-01-01`,
    `2,Spa,spa,${plainSecret},https://spa.example/,openid,f,2020-01-01`,
    `3,Job,job,${plainSecret},,,true,2020-01-01`,
    `4,Wild,wild,${plainSecret},https://*.example.com/cb http://plain.example/cb https://wild.example/cb,,1,`,
    `5,Only wild,only-wild,${plainSecret},https://*.example.com/cb,,1,`,
    `6,Bcrypt,bcrypt-app,$2a$12$${'a'.repeat(53)},${callback},,t,`,
    `7,Short,short,secret,${callback},,t,`,
    `8,Nobody,,${plainSecret},${callback},,t,`,
    `9,Again,notes,${plainSecret},${callback},,t,`,
    `10,Oob,oob,${plainSecret},urn:ietf:wg:oauth:2.0:oob,,t,`,
  ].join('\n')

  it('become apps, and what is not as it was is said of each', async () => {
    const { imports, client } = await house()
    const { lines, said } = await imports('oauth_applications.csv', table)
    const pkce = expect.stringContaining('pkce: is optional') as string
    expect(lines).toEqual([
      expect.stringMatching(
        /^line 2: imported notes: scope: "read" is not known here.*pkce: is optional/,
      ),
      'line 4: imported spa',
      'line 5: imported job',
      expect.stringMatching(
        /^line 6: imported wild: redirect_uris: "https:\/\/\*.*wildcard.*left out; redirect_uris: "http:/,
      ),
      expect.stringMatching(/^line 7: broken only-wild: redirect_uris.*wants at least one/),
      expect.stringMatching(/^line 8: imported bcrypt-app: .*hashed by bcrypt.*a new one is made/),
      expect.stringMatching(/^line 9: imported short: .*shorter than 16.*a new one is made/),
      'line 10: broken : uid is missing',
      'line 11: duplicate notes: client_id is that of line 2 too',
      pkce,
    ])
    expect(said).toEqual([
      expect.stringMatching(/^bcrypt-app: client_secret: pcs_/),
      expect.stringMatching(/^short: client_secret: pcs_/),
    ])
    expect(lines.join()).not.toMatch(/pcs_|NXk3/)
    expect((await client('notes')).client).toMatchObject({
      name: 'Notes',
      kind: 'web',
      dialects: ['oauth', 'rails'],
      redirectUris: [callback, 'https://notes.example/other'],
      scopes: ['openid', 'profile'],
      pkce: 'optional',
    })
    expect((await client('spa')).client).toMatchObject({ isPublic: true, pkce: 'required' })
    expect((await client('wild')).client.redirectUris).toEqual(['https://wild.example/cb'])
  })

  it('are left as they are by a second run, also what was changed here since', async () => {
    const { imports, client, op } = await house()
    await imports('oauth_applications.csv', table)
    const { client: wild } = await client('wild')
    const {
      id: _,
      ownerId: _o,
      logoHash: _l,
      createdAt: _c,
      disabledAt: _d,
      ...registration
    } = wild
    await op.stores.clients.update('wild', { ...registration, name: 'Tame' })
    const before = await Promise.all(['notes', 'spa', 'wild', 'short'].map(client))
    const { findings, said } = await imports('oauth_applications.csv', table)
    expect(findings.filter(({ outcome }) => outcome === 'imported')).toEqual([])
    expect(said).toEqual([])
    expect(findings.find(({ name }) => name === 'wild')).toMatchObject({
      outcome: 'there already',
      reasons: ['it is not as in the file: what was changed here since stays'],
    })
    expect(await Promise.all(['notes', 'spa', 'wild', 'short'].map(client))).toEqual(before)
  })

  it('are told all the same by a dry run, which writes nothing and makes no secret', async () => {
    const { imports, op } = await house()
    const dry = await imports('oauth_applications.csv', table, { isDryRun: true })
    expect(await op.stores.clients.list(null)).toEqual([])
    expect(dry.said).toEqual([])
    expect(dry.lines).toEqual((await imports('oauth_applications.csv', table)).lines)
  })

  it('prove themselves by the secrets that they had', async () => {
    const { imports, signInTo, serviceToken } = await house()
    await imports('oauth_applications.csv', table)
    expect(await signInTo('notes', plainSecret, false)).toBe(200)
    expect(await serviceToken('job', plainSecret)).toBe(200)
    expect(await serviceToken('job', `${plainSecret}x`)).toBe(401)
  })

  it('with hexadecimal secrets want to know whether these are hashes: a hash is never a secret', async () => {
    const { imports, serviceToken } = await house()
    const stored = Buffer.from(sha256(plainSecret), 'base64url').toString('hex')
    const hashed = `${header}\n1,Job,job,${stored},,,t,\n`
    const { lines } = await imports('apps.csv', hashed)
    expect(lines).toEqual([
      'line 2: broken job: secret: may be the secret or its SHA-256: say which by --secrets plain or --secrets hashed',
    ])
    await imports('apps.csv', hashed, { secrets: 'hashed' })
    expect(await serviceToken('job', plainSecret)).toBe(200)
    expect(await serviceToken('job', stored)).toBe(401)
    await imports('apps.csv', `${header}\n2,Old,old,${hexSecret},,,t,\n`, { secrets: 'plain' })
    expect(await serviceToken('old', hexSecret)).toBe(200)
  })

  it('that were cut off between the app and its secret are finished by the next run', async () => {
    const job = `${header}\n3,Job,job,${plainSecret},,,true,\n`
    const whole = await house()
    await whole.imports('apps.csv', job)
    const { imports, op, serviceToken } = await house()
    await op.stores.clients.create((await whole.client('job')).client, null)
    expect((await imports('apps.csv', job)).lines).toEqual(['line 2: imported job'])
    expect(await serviceToken('job', plainSecret)).toBe(200)
  })
})
