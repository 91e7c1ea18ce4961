import { transformSync } from 'esbuild'
import { describe, expect, it } from 'vitest'

import { loginLink, passwordExamples, refreshExamples, verifyExamples } from '@/clients/examples'

const issuer = 'https://login.example.com'
const client = { id: 'abc_-1', scopes: ['openid', 'email'] } as const

describe('what is ready to paste', () => {
  it('is a login link that means the redirect URI exactly', () => {
    const redirectUri = "https://notes.example/cb?a=1&b=%20'"
    const link = new URL(loginLink(issuer, client, redirectUri))
    expect(link.origin + link.pathname).toBe(`${issuer}/login`)
    expect(Object.fromEntries(link.searchParams)).toEqual({
      client_id: client.id,
      scope: 'openid email',
      redirect_uri: redirectUri,
    })
  })

  it.each([
    ['refresh', refreshExamples(issuer, client)],
    ['code', passwordExamples(issuer, client)],
  ])('is a request with curl that holds JSON, for response_type %s', (type, examples) => {
    const curl = examples.find(({ name }) => name === 'curl')?.code ?? ''
    const json: unknown = JSON.parse(/--data '(.*)'$/s.exec(curl)?.[1] ?? '')
    expect(json).toMatchObject({ response_type: type, client_id: client.id })
    expect(curl).toContain(`curl ${issuer}/api/token`)
  })

  it.each([...refreshExamples(issuer, client), ...passwordExamples(issuer, client)])(
    'is script that can be read: $name',
    ({ name, code }) => {
      if (name !== 'fetch') return
      expect(() => transformSync(`async () => { ${code} }`)).not.toThrow()
    },
  )

  it('is a verification for this issuer and this app', () => {
    const [example] = verifyExamples(issuer, client)
    expect(example?.code).toContain(`new URL('${issuer}/oauth/jwks')`)
    expect(example?.code).toContain(`audience: '${client.id}'`)
  })
})
