import { describe, expect, it } from 'vitest'

import { sha256 } from '@/crypto/digest'
import { readBasic } from '@/oauth/client-authentication'

import type { Answer } from '../test-browser'
import {
  basic,
  expectOAuthError,
  publicValues,
  relyingParty,
  world,
  type Fields,
} from './relying-party'

const grant = { grant_type: 'client_credentials' }

/** Everywhere a client has to prove itself. */
const endpoints = ['/oauth/token', '/oauth/introspect', '/oauth/revoke'] as const

describe('client authentication (RFC 6749 §2.3)', () => {
  async function asked() {
    const made = await world()
    const ask = (
      fields: Fields,
      authorization?: string,
      path: string = endpoints[0],
    ): Promise<Answer> => {
      const headers = authorization === undefined ? {} : { Authorization: authorization }
      const body = { ...grant, token: 'x', ...fields } as Record<string, string>
      return made.op.post(path, body, { headers })
    }
    return { ...made, ask }
  }

  it('takes the secret by Basic or in the body, at every endpoint alike', async () => {
    const { app, ask } = await asked()
    const inBody = { client_id: app.id, client_secret: app.secret }
    for (const path of endpoints) {
      expect((await ask({}, basic(app.id, app.secret!), path)).status).toBe(200)
      expect((await ask(inBody, undefined, path)).status).toBe(200)
      expect((await ask({ client_id: app.id }, basic(app.id, app.secret!), path)).status).toBe(200)
    }
  })

  it('says the same of an unknown client, a wrong secret and a disabled client: 401 invalid_client', async () => {
    const { op, app, ask } = await asked()
    const off = await relyingParty(op)
    await op.stores.clients.setDisabled(off.id, op.now())
    for (const path of endpoints) {
      const answers = [
        await ask({}, basic('nobody', app.secret!), path),
        await ask({}, basic(app.id, 'wrong'), path),
        await ask({}, basic(app.id, `${app.secret}x`), path),
        await ask({}, basic(off.id, off.secret!), path),
        await ask({}, basic('n'.repeat(300), 'x'), path),
      ]
      for (const answer of answers) {
        expectOAuthError(answer, 401, 'invalid_client')
        expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm="/) // §5.2
      }
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    }
  })

  it('challenges by Basic only who tried the header (§5.2)', async () => {
    const { app, ask } = await asked()
    for (const fields of [
      {},
      { client_id: '' },
      { client_id: app.id },
      { client_id: app.id, client_secret: 'wrong' },
      { client_id: 'nobody', client_secret: app.secret },
      { client_secret: app.secret },
    ]) {
      const answer = await ask(fields)
      expectOAuthError(answer, 401, 'invalid_client')
      expect(answer.headers.has('www-authenticate')).toBe(false)
    }
  })

  it('refuses two ways at once (§2.3), and an id beside Basic that is another', async () => {
    const { app, ask } = await asked()
    const header = basic(app.id, app.secret!)
    for (const fields of [
      { client_secret: app.secret },
      { client_id: app.id, client_secret: 'x' },
    ]) {
      expectOAuthError(await ask(fields, header), 400, 'invalid_request')
    }
    expectOAuthError(await ask({ client_id: 'other' }, header), 401, 'invalid_client')
  })

  it('takes no header that is not Basic credentials, to the letter', async () => {
    const { app, ask } = await asked()
    const encoded = Buffer.from(`${app.id}:${app.secret}`).toString('base64')
    expect((await ask({}, `bAsIc ${encoded}`)).status).toBe(200)
    for (const header of [
      '',
      'Basic',
      'Basic ',
      `Basic  ${encoded}`,
      `Bearer ${encoded}`,
      `Basic ${encoded} x`,
      `Basic ${encoded}, Basic ${encoded}`,
      `Basic ${Buffer.from(app.id).toString('base64')}`,
      `Basic ${Buffer.from(`${app.id}:%zz`).toString('base64')}`,
      `Basic ${Buffer.from(`:${app.secret}`).toString('base64')}`,
      `Basic ${Buffer.from([...Buffer.from(`${app.id}:`), 0xff, 0xfe]).toString('base64')}`,
    ]) {
      const answer = await ask({ client_id: app.id }, header)
      expectOAuthError(answer, 401, 'invalid_client')
    }
  })

  it('decodes both halves of Basic as forms, and splits at the first colon (§2.3.1)', () => {
    const read = (text: string) => readBasic(`Basic ${Buffer.from(text).toString('base64')}`)
    expect(read('a%3Ab:c:d')).toEqual({ clientId: 'a:b', secret: 'c:d' })
    expect(read('a+b:%2B%25+%C3%A9')).toEqual({ clientId: 'a b', secret: '+% é' })
    expect(read('é:ü')).toEqual({ clientId: 'é', secret: 'ü' })
    for (const text of ['a:', ':b', 'ab', 'a:%', 'a:%ff', '']) expect(read(text), text).toBeNull()
    expect(readBasic('Basic YTpi')).not.toBeNull()
    expect(readBasic('Basic YTpiYw==')).not.toBeNull()
    expect(readBasic('Basic YTpiYw')).toBeNull() // padding belongs to it: RFC 4648 §3.2
  })

  it('never counts a public client’s empty secret, nor any secret, as a proof', async () => {
    const { op, app, ask } = await asked()
    const open = await relyingParty(op, publicValues)
    const revoking = '/oauth/revoke'
    expect((await ask({ client_id: open.id }, undefined, revoking)).status).toBe(200)
    const secret = { client_id: open.id, client_secret: 'x' }
    expectOAuthError(await ask(secret, undefined, revoking), 401, 'invalid_client')
    for (const [id, one] of [
      [open.id, ''],
      [open.id, 'x'],
      [app.id, ''],
    ] as const) {
      expectOAuthError(await ask({}, basic(id, one), revoking), 401, 'invalid_client')
    }
  })

  it('keeps the secret as a hash, and the log without it', async () => {
    const { op, app, ask } = await asked()
    await ask({}, basic(app.id, app.secret!))
    await ask({ client_id: app.id, client_secret: app.secret })
    const stored = await op.stores.clients.findWithSecrets(app.id)
    expect(stored?.secrets.map(({ secretHash }) => secretHash)).toEqual([sha256(app.secret!)])
    expect(op.logged()).not.toContain(app.secret)
  })
})
