import { execFileSync } from 'node:child_process'
import { runInNewContext } from 'node:vm'
import { transformSync } from 'esbuild'
import { describe, expect, it } from 'vitest'

import {
  asksForRefreshToken,
  authorizeExamples,
  clientCredentialsExamples,
  codeExamples,
  libraryExamples,
  refreshTokenExamples,
  userinfoExamples,
} from '@/clients/oauth-examples'
import { sha256 } from '@/crypto/digest'
import { newClient } from '../stores/fixtures'

const issuer = 'http://localhost:3000'
const redirectUri = "https://notes.example/it's/cb?a=1&b=%20!"
const confidential = newClient({
  id: 'abc_-1',
  isPublic: false,
  dialects: ['oauth'],
  grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
  scopes: ['openid', 'email', 'offline_access'],
  redirectUris: [redirectUri],
  postLogoutRedirectUris: ["https://notes.example/it's/over"],
})
const open = {
  ...confidential,
  isPublic: true,
  grantTypes: ['authorization_code', 'refresh_token'] as const,
}

const run = (code: string, env: Readonly<Record<string, string>> = {}) =>
  execFileSync('bash', ['-c', code], { encoding: 'utf8', env: { ...process.env, ...env } })

/** What a shell would hand to curl. */
const argumentsOf = (code: string, env: Readonly<Record<string, string>>) =>
  run(`curl() { printf '%s\\n' "$@"; }\n${code}`, env).trimEnd().split('\n')

const expectLink = (link: URL, verifier: string) => {
  expect(link.origin + link.pathname).toBe(`${issuer}/oauth/authorize`)
  const { state, code_challenge, ...others } = Object.fromEntries(link.searchParams)
  expect(others).toEqual({
    response_type: 'code',
    client_id: 'abc_-1',
    redirect_uri: redirectUri,
    scope: 'openid email offline_access',
    prompt: 'consent',
    code_challenge_method: 'S256',
  })
  expect(state).toMatch(/^[\w-]{22,}$/)
  expect(verifier).toMatch(/^[\w-]{43}$/)
  expect(code_challenge).toBe(sha256(verifier)) // RFC 7636 §4.2
}

type Link = { readonly link: string; readonly verifier: string }

describe('the authorize link of an app', () => {
  const codeOf = (client: typeof confidential, name: string) =>
    authorizeExamples(issuer, client, redirectUri).find((one) => one.name === name)!.code

  it('is made by its script for Node, with another verifier each time', () => {
    const links = [0, 1].map((): Link => {
      const code = `${codeOf(confidential, 'Node')}\nconsole.log(JSON.stringify({ link, verifier: codeVerifier }))`
      const options = { encoding: 'utf8' } as const
      return JSON.parse(execFileSync('node', ['--input-type=module', '-e', code], options))
    })
    for (const { link, verifier } of links) expectLink(new URL(link), verifier)
    expect(links[0]!.verifier).not.toBe(links[1]!.verifier)
  })

  it('is made by its script for the browser, which keeps verifier and state', async () => {
    const kept: Record<string, string> = {}
    let target: URL | undefined
    const world = {
      sessionStorage: { setItem: (name: string, value: string) => (kept[name] = value) },
      location: { assign: (url: URL) => (target = url) },
      ...{ crypto, btoa, URL, URLSearchParams, TextEncoder, Uint8Array },
    }
    await runInNewContext(`(async () => { ${codeOf(open, 'WebCrypto')} })()`, world)
    expectLink(target!, kept['codeVerifier']!)
    expect(target!.searchParams.get('state')).toBe(kept['state'])
  })

  it('is made by its script for a shell', () => {
    const [link, verifier] = run(`${codeOf(confidential, 'sh')}\necho "$code_verifier"`).split('\n')
    expectLink(new URL(link!), verifier!)
  })

  it('asks for consent only where that brings a refresh token (OpenID Connect Core §11)', () => {
    const without = { ...confidential, scopes: ['openid'] as const }
    expect([asksForRefreshToken(confidential), asksForRefreshToken(without)]).toEqual([true, false])
    const [example] = authorizeExamples(issuer, without, redirectUri)
    expect(example?.code).not.toContain('prompt')
  })
})

describe('the requests of an app', () => {
  const env = {
    PORTICO_CLIENT_SECRET: 'pcs_x',
    code: 'pac_y',
    code_verifier: 'v',
    refresh_token: 'r',
  }

  it('say who it is with Basic, or in the body (RFC 6749 §2.3.1)', () => {
    const [basic, post] = codeExamples(issuer, confidential, redirectUri)
    expect([basic?.name, post?.name]).toEqual(['client_secret_basic', 'client_secret_post'])
    const grant = [
      ...['--data', 'grant_type=authorization_code'],
      ...['--data-urlencode', `redirect_uri=${redirectUri}`],
      ...['--data-urlencode', 'code=pac_y', '--data-urlencode', 'code_verifier=v'],
    ]
    const url = `${issuer}/oauth/token`
    expect(argumentsOf(basic!.code, env)).toEqual([url, '--user', 'abc_-1:pcs_x', ...grant])
    const secret = ['--data', 'client_id=abc_-1', '--data-urlencode', 'client_secret=pcs_x']
    expect(argumentsOf(post!.code, env)).toEqual([url, ...secret, ...grant])
  })

  it('of a public app hold no secret', () => {
    const examples = [
      ...codeExamples(issuer, open, redirectUri),
      ...refreshTokenExamples(issuer, open),
      ...libraryExamples(issuer, open),
      ...userinfoExamples(issuer),
    ]
    expect(examples.filter(({ code }) => code.includes('SECRET'))).toEqual([])
  })

  it('for itself ask for no offline access', () => {
    const [basic] = clientCredentialsExamples(issuer, confidential)
    expect(argumentsOf(basic!.code, env)).toContain('scope=openid email')
  })
})

describe('the configuration of a library', () => {
  const codes = (url: string, client: typeof confidential) =>
    Object.fromEntries(libraryExamples(url, client).map(({ name, code }) => [name, code]))

  it.each([confidential, open, { ...confidential, grantTypes: ['client_credentials'] as const }])(
    'is script that can be read',
    (client) => {
      for (const code of Object.values(codes(issuer, client))) {
        expect(() => transformSync(code, { format: 'esm' })).not.toThrow()
      }
    },
  )

  it('is of oidc-client-ts for an app that runs in a browser', () => {
    expect(Object.keys(codes(issuer, open))).toEqual(['oidc-client-ts', 'openid-client'])
    expect(Object.keys(codes(issuer, confidential))).toEqual(['openid-client'])
  })

  it('allows http only where the portal itself speaks it', () => {
    expect(codes(issuer, confidential)['openid-client']).toContain('allowInsecureRequests')
    const https = codes('https://login.example.com', confidential)['openid-client']
    expect(https).not.toContain('allowInsecureRequests')
  })

  it('of a machine signs nobody in', () => {
    const machine = { ...confidential, grantTypes: ['client_credentials'] as const }
    const code = codes(issuer, machine)['openid-client']
    expect(code).toContain('clientCredentialsGrant')
    expect(code).not.toContain('authorizationCodeGrant')
  })
})
