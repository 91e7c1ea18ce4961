import { describe, expect, it } from 'vitest'

import { tokenApiExamples } from '@/clients/token-api-examples'

import { tokenApiWorld, uuid } from '../dialects/token-api/world'

describe('requests to the token API, ready to paste', () => {
  it('are answered as they stand, once the secrets are filled in', async () => {
    const { op, alice, client } = await tokenApiWorld()
    const [first, again] = tokenApiExamples(op.settings.issuer, client).map(({ code }) => ({
      url: /^curl (\S+)/.exec(code)?.[1] ?? '',
      user: /--user '([^']*)'/.exec(code)?.[1]?.replace('…', alice.password),
      body: /--data '([^']*)'/.exec(code)?.[1] ?? '',
    }))
    const post = ({ url, user, body }: { url: string; user?: string | undefined; body: string }) =>
      op.json(url.slice(op.settings.issuer.length), body, {
        headers: user ? { Authorization: `Basic ${Buffer.from(user).toString('base64')}` } : {},
      })

    const offline = await post(first!)
    expect(offline.status).toBe(200)
    const { refresh_token: refreshToken } = offline.body.data as { refresh_token: string }
    const renewed = await post({ ...again!, body: again!.body.replace('…', refreshToken) })
    expect([renewed.status, renewed.body.data.token]).toEqual([200, expect.stringMatching(uuid)])
  })
})
