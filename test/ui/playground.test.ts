import { sha256 } from '@/crypto/digest'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'

import { answerOf } from '@/ui/portal/playground/answer-parameters'
import { codeAnswerOf, endStateOf } from '@/ui/portal/playground/code-flow/answer-parameters'
import { makeValues } from '@/ui/portal/playground/code-flow/values'
import { decodeJwt } from '@/ui/portal/playground/jwt'
import { verifyToken } from '@/ui/portal/playground/verify'

const issuer = 'http://localhost:3000'
const clientId = 'portico-playground'
const now = 1_795_180_000

/** A token as the portal makes it, by an independent library. */
async function signed(claims: Record<string, unknown> = {}, typ = 'at+jwt', alg = 'ES256') {
  const { privateKey, publicKey } = await generateKeyPair(alg)
  const token = await new SignJWT({
    iss: issuer,
    aud: clientId,
    exp: now + 60,
    name: 'é',
    ...claims,
  })
    .setProtectedHeader({ alg, typ, kid: 'k1' })
    .sign(privateKey)
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg, use: 'sig' }] }
  return { token, jwks }
}

const allGood = { key: true, signature: true, typ: true, iss: true, aud: true, exp: true }

describe('the playground, of a token', () => {
  it('says what is in it', async () => {
    const decoded = decodeJwt((await signed()).token)
    expect(decoded?.header).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' })
    expect(decoded?.claims).toEqual({ iss: issuer, aud: clientId, exp: now + 60, name: 'é' })
  })

  it.each(['', 'a.b', 'a.b.c', 'a.b.c.d', 'e30.W10.x', 'e30.bnVsbA.x', '<.<.<'])(
    'takes %j for no JSON Web Token',
    (token) => {
      expect(decodeJwt(token)).toBe(null)
    },
  )

  it('finds that it is good (RFC 9068 §4)', async () => {
    const { token, jwks } = await signed()
    expect(await verifyToken(decodeJwt(token)!, jwks, { issuer, audience: clientId, now })).toEqual(
      allGood,
    )
  })

  it('finds each thing that is not', async () => {
    const verify = async (
      { token, jwks }: Awaited<ReturnType<typeof signed>>,
      change = (text: string) => text,
    ) => verifyToken(decodeJwt(change(token))!, jwks, { issuer, audience: clientId, now })

    expect(await verify(await signed({ iss: 'https://evil.example' }))).toEqual({
      ...allGood,
      iss: false,
    })
    expect(await verify(await signed({ aud: 'another' }))).toEqual({ ...allGood, aud: false })
    expect(await verify(await signed({ exp: now }))).toEqual({ ...allGood, exp: false })
    expect(await verify(await signed({}, 'JWT'))).toEqual({ ...allGood, typ: false })

    const other = await signed()
    expect(await verify({ ...(await signed()), jwks: other.jwks })).toEqual({
      ...allGood,
      signature: false,
    })
    expect(await verify({ ...(await signed()), jwks: { keys: [] } })).toEqual({
      ...allGood,
      key: false,
      signature: false,
    })
    const claims = Buffer.from(JSON.stringify({ iss: issuer, aud: clientId, exp: now + 999 }))
    const forge = (token: string) => {
      const [header, , signature] = token.split('.')
      return [header, claims.toString('base64url'), signature].join('.')
    }
    expect(await verify(await signed(), forge)).toEqual({ ...allGood, signature: false })
  })
})

describe('the playground, of an ID token', () => {
  const verify = async (
    { token, jwks }: Awaited<ReturnType<typeof signed>>,
    nonce: string | null = 'n',
  ) => verifyToken(decodeJwt(token)!, jwks, { issuer, audience: clientId, now, idToken: { nonce } })

  it.each(['RS256', 'ES256'])(
    'finds that it is good, signed with %s (OpenID Connect Core §3.1.3.7)',
    async (alg) => {
      const good = { ...allGood, nonce: true }
      expect(await verify(await signed({ nonce: 'n' }, 'JWT', alg))).toEqual(good)
    },
  )

  it('finds another nonce, or none, and takes no access token for it', async () => {
    expect(await verify(await signed({ nonce: 'x' }, 'JWT'))).toMatchObject({ nonce: false })
    expect(await verify(await signed({}, 'JWT'))).toMatchObject({ nonce: false })
    expect(await verify(await signed({ nonce: 'n' }))).toMatchObject({ typ: false })
  })

  it('says nothing of a nonce where none was sent', async () => {
    expect(await verify(await signed({}, 'JWT'), null)).toEqual(allGood)
  })

  it('is not talked into another algorithm than the key’s (RFC 8725 §3.1)', async () => {
    const [rsa, ec] = [await signed({}, 'JWT', 'RS256'), await signed({}, 'JWT', 'ES256')]
    expect(await verify({ ...rsa, jwks: ec.jwks }, null)).toMatchObject({ signature: false })
    const none = Buffer.from('{"alg":"none","typ":"JWT","kid":"k1"}').toString('base64url')
    const token = [none, ...ec.token.split('.').slice(1)].join('.')
    expect(await verify({ ...ec, token }, null)).toMatchObject({ signature: false })
  })
})

describe('the playground, of the values of a sign-in', () => {
  it('makes a verifier, and the challenge that is its SHA-256 (RFC 7636 §4)', async () => {
    const [one, other] = [await makeValues(), await makeValues()]
    expect(one.verifier).toMatch(/^[\w-]{43}$/)
    expect(one.challenge).toBe(sha256(one.verifier))
    const all = [one, other].flatMap(({ verifier, state, nonce }) => [verifier, state, nonce])
    expect(new Set(all).size).toBe(6)
  })
})

describe('the playground, of the address with a code', () => {
  const reader = (query: string) => {
    const parameters = new URLSearchParams(query)
    return (name: string) => parameters.get(name)
  }

  it.each([
    ['?code=c&state=s&iss=i', { code: 'c', state: 's', iss: 'i' }],
    ['?error=access_denied&state=s&iss=i', { error: 'access_denied', state: 's', iss: 'i' }],
    ['?error=access_denied&state=s', null], // a login redirect's: it names no issuer
    ['?access_token=a&state=s', null],
    ['?flow=code', null],
    ['', null],
  ])('%s: %j', (query, answer) => {
    expect(codeAnswerOf(reader(query))).toEqual(answer)
  })

  it('knows who comes back from signing out by a state that comes alone', () => {
    expect(endStateOf(reader('?state=s'))).toBe('s')
    for (const query of ['', '?state=s&code=c', '?state=s&error=e', '?state=s&access_token=a']) {
      expect(endStateOf(reader(query))).toBe(null)
    }
  })
})

describe('the playground, of its address', () => {
  const read = (query: string) => {
    const parameters = new URLSearchParams(query)
    return answerOf((name) => parameters.get(name))
  }

  it('takes the parameters of an answer, and nothing else', () => {
    expect(read('?state=s&access_token=a&user_id=u&utm=x')).toEqual({
      access_token: 'a',
      user_id: 'u',
      state: 's',
    })
    expect(read('?error=access_denied&state=s')).toEqual({ error: 'access_denied', state: 's' })
  })

  it('takes what is no answer for none', () => {
    expect(read('')).toBe(null)
    expect(read('?state=s&user_id=u')).toBe(null)
  })
})
