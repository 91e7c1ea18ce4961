import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'

import { answerOf } from '@/ui/portal/playground/answer-parameters'
import { decodeJwt } from '@/ui/portal/playground/jwt'
import { verifyToken } from '@/ui/portal/playground/verify'

const issuer = 'http://localhost:3000'
const clientId = 'portico-playground'
const now = 1_795_180_000

/** A token as the portal makes it, by an independent library. */
async function signed(claims: Record<string, unknown> = {}, typ = 'at+jwt') {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const token = await new SignJWT({
    iss: issuer,
    aud: clientId,
    exp: now + 60,
    name: 'é',
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', typ, kid: 'k1' })
    .sign(privateKey)
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] }
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
    expect(await verifyToken(decodeJwt(token)!, jwks, { issuer, clientId, now })).toEqual(allGood)
  })

  it('finds each thing that is not', async () => {
    const verify = async (
      { token, jwks }: Awaited<ReturnType<typeof signed>>,
      change = (text: string) => text,
    ) => verifyToken(decodeJwt(change(token))!, jwks, { issuer, clientId, now })

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
