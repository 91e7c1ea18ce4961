import { execFileSync } from 'node:child_process'
import { transformSync } from 'esbuild'
import { describe, expect, it } from 'vitest'

import {
  assertionExamples,
  deviceExamples,
  dpopExamples,
  exchangeExamples,
  pollExamples,
  pushedLinkExamples,
  pushExamples,
  railsLink,
} from '@/clients/more-examples'
import { codeExamples, libraryExamples } from '@/clients/oauth-examples'
import { type Client, defaultClientOptions } from '@/model/client'
import { newClient } from '../stores/fixtures'

const issuer = 'http://localhost:3000'
const redirectUri = "https://notes.example/it's/cb?a=1"
const deviceCode = 'urn:ietf:params:oauth:grant-type:device_code'
const bySecret = newClient({
  id: 'abc_-1',
  dialects: ['oauth'],
  grantTypes: ['authorization_code', 'refresh_token', 'client_credentials', deviceCode],
  scopes: ['openid', 'email', 'offline_access'],
  redirectUris: [redirectUri],
  authenticationMethod: 'client_secret_basic',
})
const byKey: Client = { ...bySecret, authenticationMethod: 'private_key_jwt' }
const byNothing: Client = { ...bySecret, isPublic: true, authenticationMethod: 'none' }

/** What a shell would hand to curl, with the variables of the page set to their own names. */
function argumentsOf(code: string): string[] {
  const names = ['device_code', 'access_token', 'own_access_token', 'client_assertion']
  names.push('state', 'code_challenge', 'request_uri', 'code', 'code_verifier')
  const env = Object.fromEntries(names.map((name) => [name, `<${name}>`]))
  const script = `curl() { printf '%s\\n' "$@"; }\n${code}`
  const options = { encoding: 'utf8', env: { ...process.env, ...env } } as const
  return execFileSync('bash', ['-c', script], options).trimEnd().split('\n')
}

describe('the requests of a device', () => {
  it('ask for the codes, and then for the tokens (RFC 8628 §3.1, §3.4)', () => {
    const [ask] = deviceExamples(issuer, byNothing)
    expect(argumentsOf(ask!.code)).toEqual([
      `${issuer}/oauth/device_authorization`,
      ...['--data', 'client_id=abc_-1', '--data-urlencode', 'scope=openid email offline_access'],
    ])
    const [poll] = pollExamples(issuer, byNothing)
    expect(argumentsOf(poll!.code)).toEqual([
      `${issuer}/oauth/token`,
      ...['--data', 'client_id=abc_-1', '--data', `grant_type=${deviceCode}`],
      ...['--data-urlencode', 'device_code=<device_code>'],
    ])
  })
})

describe('an app with a key of its own', () => {
  it('sends an assertion and no secret (RFC 7523 §2.2)', () => {
    const examples = codeExamples(issuer, byKey, redirectUri)
    expect(examples.map(({ name }) => name)).toEqual(['private_key_jwt'])
    expect(argumentsOf(examples[0]!.code).join(' ')).toContain(
      'client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer ' +
        '--data-urlencode client_assertion=<client_assertion>',
    )
    for (const { code } of [...examples, ...libraryExamples(issuer, byKey)]) {
      expect(code).not.toContain('SECRET')
    }
  })

  it('addresses it to the issuer alone', () => {
    const [example] = assertionExamples(issuer, byKey)
    expect(example?.code).toContain(`.setAudience('${issuer}')`)
  })
})

describe('a pushed request', () => {
  it('has the parameters of the link, and who sends them (RFC 9126 §2.1)', () => {
    const [basic, post] = pushExamples(issuer, bySecret, redirectUri)
    expect([basic?.name, post?.name]).toEqual(['client_secret_basic', 'client_secret_post'])
    const sent = argumentsOf(post!.code)
    expect(sent[0]).toBe(`${issuer}/oauth/par`)
    expect(sent.filter((it) => it.startsWith('client_id='))).toEqual(['client_id=abc_-1'])
    expect(sent).toEqual(
      expect.arrayContaining([
        `redirect_uri=${redirectUri}`,
        'response_type=code',
        'state=<state>',
        'code_challenge=<code_challenge>',
        'code_challenge_method=S256',
      ]),
    )
  })

  it('goes through the browser by its name alone (RFC 9126 §4)', () => {
    const [link] = pushedLinkExamples(issuer, bySecret)
    expect(argumentsOf(link!.code)).toEqual([
      `${issuer}/oauth/authorize?client_id=abc_-1&request_uri=<request_uri>`,
    ])
  })
})

describe('an exchanged token', () => {
  const exchange = (options: Partial<Client['options']>) =>
    argumentsOf(
      exchangeExamples(issuer, {
        ...bySecret,
        options: { ...defaultClientOptions, ...options },
      })[1]!.code,
    )

  it('is asked for with the person’s token (RFC 8693 §2.1)', () => {
    const type = 'urn:ietf:params:oauth:token-type:access_token'
    const sent = exchange({})
    expect(sent).toContain('grant_type=urn:ietf:params:oauth:grant-type:token-exchange')
    expect(sent).toContain('subject_token=<access_token>')
    expect(sent).toContain(`subject_token_type=${type}`)
    expect(sent.join(' ')).not.toMatch(/actor_token|resource/)
  })

  it('names who acts where the app may act for people, and the first API that it may call', () => {
    const policy = { subjectClients: [], impersonation: false, delegation: true }
    const sent = exchange({ exchange: policy, resources: ['https://api.example/a'] })
    expect(sent).toContain('actor_token=<own_access_token>')
    expect(sent).toContain('resource=https://api.example/a')
  })
})

describe('the snippets', () => {
  it.each([bySecret, byKey, byNothing])('are script that can be read', (client) => {
    const examples = [
      ...assertionExamples(issuer, client),
      ...dpopExamples(issuer, client, redirectUri),
      ...dpopExamples('https://login.example.com', client, redirectUri),
      ...libraryExamples(issuer, client),
    ]
    for (const { code } of examples) {
      expect(() => transformSync(code, { format: 'esm' })).not.toThrow()
    }
  })

  it('know the device flow of a library', () => {
    const code = libraryExamples(issuer, byNothing).find(({ name }) => name === 'openid-client')
    expect(code?.code).toContain('pollDeviceAuthorizationGrant')
  })
})

describe('the authorize link of a Rails client', () => {
  it('is complete as it stands, and asks for nothing that such a server does not know', () => {
    const link = new URL(railsLink(issuer, bySecret, 'urn:ietf:wg:oauth:2.0:oob'))
    expect(link.origin + link.pathname).toBe(`${issuer}/oauth/authorize`)
    expect(Object.fromEntries(link.searchParams)).toEqual({
      client_id: 'abc_-1',
      redirect_uri: 'urn:ietf:wg:oauth:2.0:oob',
      response_type: 'code',
      scope: 'openid email',
    })
  })
})
