import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'

import { scopeNames } from '@/model/client'
import type { Profile } from '@/model/user'
import { claimsInScope, claimsSupported, readClaimsRequest } from '@/oauth/claims'
import { OAuthError } from '@/oauth/oauth-error'

import { expectErrorCallback, signedInWorld } from './relying-party'
import { issuer } from '../test-provider'

const profile = {
  name: 'Alice Example',
  given_name: 'Alice',
  family_name: 'Example',
  middle_name: 'B.',
  nickname: 'al',
  profile: 'https://alice.example/about',
  picture: 'https://alice.example/me.png',
  website: 'https://alice.example/',
  gender: 'female',
  birthdate: '1990-04-23',
  zoneinfo: 'Europe/Paris',
  locale: 'fr-FR',
  phone_number: '+33123456789',
  phone_number_verified: true,
  address: { street_address: '1 rue de la Paix', locality: 'Paris', country: 'France' },
  updated_at: 1_795_000_000,
} as const satisfies Profile

/** Somebody who has told everything, and an app that may ask for it. */
async function fullWorld(told: Profile = profile) {
  const made = await signedInWorld({ scopes: scopeNames })
  await made.op.stores.users.update(made.alice.id, {
    profile: told,
    emailVerifiedAt: made.op.now(),
  })
  const asked = async (fields: Record<string, string>) => {
    const tokens = await made.app.tokens(made.browser, fields)
    const { body } = await made.app.userinfo(tokens.access_token)
    return { userinfo: body, idToken: decodeJwt(tokens.id_token) }
  }
  return { ...made, asked }
}

describe('the claims of a scope (OpenID Connect Core §5.4), in the types of §5.1', () => {
  it('profile: who the person is, updated_at as a number', async () => {
    const { alice, asked } = await fullWorld()
    const { userinfo } = await asked({ scope: 'openid profile' })
    const { phone_number: _, phone_number_verified: __, address: ___, ...rest } = profile
    expect(userinfo).toEqual({ sub: alice.id, ...rest, preferred_username: 'alice' })
  })

  it('email: whether it is verified, as a truth value', async () => {
    const { op, alice, asked } = await fullWorld()
    const { email } = alice
    const scope = { scope: 'openid email' }
    expect((await asked(scope)).userinfo).toEqual({ sub: alice.id, email, email_verified: true })
    await op.stores.users.update(alice.id, { emailVerifiedAt: null })
    expect((await asked(scope)).userinfo).toEqual({ sub: alice.id, email, email_verified: false })
    await op.stores.users.update(alice.id, { email: null })
    expect((await asked(scope)).userinfo).toEqual({ sub: alice.id })
  })

  it('phone: whether it is verified, as a truth value; nothing without a number', async () => {
    const { op, alice, asked } = await fullWorld()
    const scope = { scope: 'openid phone' }
    const { phone_number } = profile
    expect((await asked(scope)).userinfo).toEqual({
      sub: alice.id,
      phone_number,
      phone_number_verified: true,
    })
    await op.stores.users.update(alice.id, { profile: { phone_number } })
    expect((await asked(scope)).userinfo.phone_number_verified).toBe(false)
    await op.stores.users.update(alice.id, { profile: {} })
    expect((await asked(scope)).userinfo).toEqual({ sub: alice.id })
  })

  it('address: an object (§5.1.1)', async () => {
    const { alice, asked } = await fullWorld()
    const { userinfo } = await asked({ scope: 'openid address' })
    expect(userinfo).toEqual({ sub: alice.id, address: profile.address })
  })

  it('stays out of the ID token, which is for signing in (§5.4)', async () => {
    const { asked } = await fullWorld()
    const { idToken } = await asked({ scope: 'openid profile email phone address' })
    for (const name of claimsInScope(scopeNames.join(' '))) expect(idToken).not.toHaveProperty(name)
  })

  it('of somebody who has told nothing: the username, and since when that is so', async () => {
    const { alice, asked } = await fullWorld({})
    const { userinfo } = await asked({ scope: 'openid profile phone address' })
    const updated_at = Math.floor(alice.createdAt.getTime() / 1000)
    expect(userinfo).toEqual({
      sub: alice.id,
      name: 'alice',
      preferred_username: 'alice',
      updated_at,
    })
  })

  it('are all advertised, and nothing is that nobody could have', async () => {
    const { asked } = await fullWorld()
    const { userinfo, idToken } = await asked({ scope: scopeNames.join(' ') })
    const given = new Set([...Object.keys(userinfo), ...Object.keys(idToken)])
    expect(claimsSupported.filter((name) => !given.has(name))).toEqual([])
  })
})

describe('the claims parameter (§5.5)', () => {
  const names = ['name', 'email', 'phone_number', 'birthdate'] as const
  const forms = {
    null: null,
    'an empty object': {},
    essential: { essential: true },
    'not essential': { essential: false },
    'a value': { value: 'x' },
    'several values': { values: ['x', 'y'] },
    'members of an extension': { essential: true, purpose: 'to know' },
  }

  it.each(Object.entries(forms))('is answered in both places, asked by %s', async (_, form) => {
    const { asked } = await fullWorld()
    const wanted = Object.fromEntries([...names, 'made_up'].map((name) => [name, form]))
    const claims = JSON.stringify({ userinfo: wanted, id_token: wanted, made_up: wanted })
    const { userinfo, idToken } = await asked({ claims })
    const { name, phone_number, birthdate } = profile
    const expected = { name, phone_number, birthdate, email: 'alice@example.com' }
    expect(userinfo).toMatchObject(expected)
    expect(idToken).toMatchObject(expected)
    expect(JSON.stringify([userinfo, idToken])).not.toContain('made_up')
  })

  it('every claim that is advertised, in every form, breaks nothing', async () => {
    const { asked } = await fullWorld()
    const all = Object.fromEntries(
      claimsSupported
        .filter((name) => name !== 'sub')
        .map((name, at) => [name, Object.values(forms)[at % 4]]),
    )
    const claims = JSON.stringify({
      userinfo: { ...all, sub: null },
      id_token: { ...all, sub: {} },
    })
    const { userinfo, idToken } = await asked({ claims })
    const missing = claimsSupported.filter((name) => !(name in userinfo) && !(name in idToken))
    expect(missing).toEqual([])
  })

  it('gets nothing of a scope that the app may not ask, however it asks', async () => {
    const { op, app, alice, browser } = await signedInWorld({ scopes: ['openid'] })
    await op.stores.users.update(alice.id, { profile })
    const claims = JSON.stringify({ userinfo: { phone_number: { essential: true }, name: null } })
    const { access_token: token } = await app.tokens(browser, { claims })
    expect((await app.userinfo(token)).body).toEqual({ sub: alice.id })
  })

  it('has no member that JavaScript has by itself', () => {
    const text =
      '{"userinfo": {"__proto__": null, "constructor": null, "toString": null, "name": null}}'
    expect(readClaimsRequest(text, ['profile'])?.claims.userinfo).toEqual(['name'])
  })

  it.each(['', '7', '[]', 'null', '{', '{"userinfo": []}', '{"id_token": "x"}'])(
    'is refused when it is %j',
    (text) => {
      expect(() => readClaimsRequest(text, ['profile'])).toThrow(OAuthError)
    },
  )

  it('names whom it means by sub, for the ID token or for UserInfo (§5.5.1)', () => {
    const subjects = (claims: object) =>
      readClaimsRequest(JSON.stringify(claims), ['openid'])?.subjects ?? null
    expect(subjects({ id_token: { sub: { value: 'a' } } })).toEqual(['a'])
    expect(subjects({ id_token: { sub: { values: ['a', 'b'] } } })).toEqual(['a', 'b'])
    expect(subjects({ userinfo: { sub: { value: 'a' } } })).toEqual(['a'])
    for (const sub of [null, {}, { essential: true }, { values: [] }]) {
      expect(subjects({ id_token: { sub } })).toBeNull()
    }
    expect(subjects({ id_token: { sub: { value: 7 } } })).toEqual([]) // nobody
  })

  it('takes an essential acr that there is, and refuses one that there is not (§5.5.1.1)', async () => {
    const { app, browser } = await fullWorld()
    const acr = (member: object) => JSON.stringify({ id_token: { acr: member } })
    for (const good of [
      { essential: true },
      { essential: true, value: 'pwd' },
      { essential: true, values: ['urn:other', 'pwd'] },
      { value: 'urn:other' },
      { values: ['urn:other'] },
    ]) {
      const tokens = await app.tokens(browser, { claims: acr(good) })
      expect(decodeJwt(tokens.id_token)['acr']).toBe('pwd')
    }
    for (const bad of [
      { essential: true, value: 'urn:other' },
      { essential: true, values: ['urn:other', 7] },
    ]) {
      const answer = await app.visit(browser, { claims: acr(bad) })
      expectErrorCallback(answer, 'unmet_authentication_requirements', issuer)
    }
  })
})
