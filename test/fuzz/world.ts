// A portal with people, apps and live material of every kind, behind the real front server: what made-up requests are
// thrown at. Everything that is genuine is known here, so that what was not earned can be told.
import { Agent, request as httpRequest } from 'node:http'

import { exportJWK, generateKeyPair, SignJWT } from 'jose'

import { defaultClientOptions, type Client, type ClientOptions } from '@/model/client'

import { listening } from '../oauth/listening'
import {
  basic,
  challenge,
  publicValues,
  relyingParty,
  verifier,
  type RelyingParty,
} from '../oauth/relying-party'
import type { Browser } from '../test-browser'
import { callback, type TestProvider, type TestUser } from '../test-provider'

export type Sent = {
  readonly method: string
  readonly path: string
  /** Each once or more. */
  readonly query: readonly (readonly [string, string])[]
  readonly body: string | null
  readonly headers: Readonly<Record<string, string>>
}

export type Received = {
  readonly status: number
  readonly location: string
  readonly type: string
  readonly text: string
}

const deviceCodeGrant = 'urn:ietf:params:oauth:grant-type:device_code'
const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange'
const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token'
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

export type World = Awaited<ReturnType<typeof fuzzWorld>>

export async function fuzzWorld() {
  const { op, issuer, skew } = await listening({ dynamicRegistration: 'open' })
  const alice = await op.user()
  const bob = await op.user({ username: 'bob' })
  await op.stores.users.setDisabled(bob.id, op.now())
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const jwks = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' }],
  })
  const apps = await makeApps(op, jwks)
  const browser = await op.signedIn(alice)
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })

  /** A client's word for itself, good once. */
  const assertion = (app: RelyingParty) => {
    const now = Math.floor(Date.now() / 1000) + skew()
    return new SignJWT({ jti: `${Math.random()}` })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .setIssuer(app.id)
      .setSubject(app.id)
      .setAudience(issuer)
      .setIssuedAt(now)
      .setExpirationTime(now + 60)
      .sign(privateKey)
  }

  const world = {
    op,
    issuer,
    alice,
    bob,
    apps,
    browser,
    assertion,
    /** What was given out: a code, token or the like, and the client that it was given to. */
    genuine: new Map<string, string>(),
    /** Codes that bought something. */
    used: new Set<string>(),
    material: undefined as unknown as Material,
    /** Everything that opens something, as far as it is known here. */
    secrets: (): readonly string[] => [
      ...world.genuine.keys(),
      ...Object.values(apps).flatMap(({ secret }) => secret ?? []),
      ...[alice.password, bob.password, ...Object.values(browser.cookies)],
    ],
    send: (sent: Sent): Promise<Received> => send(agent, issuer, sent),
    close: () => agent.destroy(),
  }
  world.material = await materialOf(world)
  return world
}

type Unfinished = Omit<World, 'material'>

const withOptions = (options: Partial<ClientOptions>): Partial<Client> => ({
  options: { ...defaultClientOptions, ...options },
})

async function makeApps(op: TestProvider, jwks: string) {
  const all = ['authorization_code', 'refresh_token', 'client_credentials'] as const
  const web = await relyingParty(op, {
    isFirstParty: true,
    redirectUris: [callback, 'http://127.0.0.1/cb'],
  })
  return {
    web,
    browser: await relyingParty(op, {
      ...publicValues,
      isFirstParty: true,
      grantTypes: ['authorization_code', 'refresh_token', deviceCodeGrant],
    }),
    stranger: await relyingParty(op, { redirectUris: ['https://stranger.example/cb?x=1'] }),
    redirect: await relyingParty(op, {
      dialects: ['login-redirect'],
      grantTypes: ['login_redirect', 'password', 'refresh_token'],
      isFirstParty: true,
    }),
    rails: await relyingParty(op, {
      dialects: ['oauth', 'rails'],
      pkce: 'optional',
      isFirstParty: true,
      redirectUris: ['urn:ietf:wg:oauth:2.0:oob', callback],
      ...withOptions({ allowsQueryParameters: true }),
    }),
    keyed: await relyingParty(op, {
      authenticationMethod: 'private_key_jwt',
      isFirstParty: true,
      ...withOptions({ jwks, requiresPushedRequests: true }),
    }),
    service: await relyingParty(op, {
      grantTypes: [...all, exchangeGrant],
      isFirstParty: true,
      ...withOptions({
        resources: ['https://api.example/'],
        exchange: { subjectClients: [web.id], impersonation: true, delegation: true },
      }),
    }),
    disabled: await disabledApp(op),
  }
}

async function disabledApp(op: TestProvider): Promise<RelyingParty> {
  const app = await relyingParty(op)
  await op.stores.clients.setDisabled(app.id, op.now())
  return app
}

/** Live material, made anew as it is used up. */
export type Material = {
  readonly webCode: string
  readonly browserCode: string
  readonly webRefreshToken: string
  readonly browserRefreshToken: string
  readonly redirectRefreshToken: string
  readonly accessToken: string
  readonly idToken: string
  readonly deviceCode: string
  readonly userCode: string
  readonly requestUri: string
  readonly assertion: string
  readonly formToken: string
  readonly cookie: string
}

/** Signs in again where the session is gone, and earns one of each. */
export async function renew(world: World): Promise<void> {
  world.material = await materialOf(world)
}

async function materialOf(world: Unfinished): Promise<Material> {
  const { apps, genuine, op } = world
  const browser = await signedIn(world)
  const offline = { scope: 'openid profile offline_access', prompt: 'consent' }
  const tokensOf = async (app: RelyingParty) => {
    const tokens = await app.tokens(browser, offline)
    for (const name of ['access_token', 'refresh_token', 'id_token']) {
      genuine.set(tokens[name], app.id)
    }
    return tokens
  }
  const codeOf = async (app: RelyingParty) => {
    const code = await app.code(browser)
    genuine.set(code, app.id)
    return code
  }
  const [web, spa] = [await tokensOf(apps.web), await tokensOf(apps.browser)]
  const redirected = await op.authorized(browser, apps.redirect.client)
  genuine.set(redirected['refresh_token']!, apps.redirect.id)
  const device = await apps.browser.post('/oauth/device_authorization', { scope: 'openid' })
  genuine.set(device.body.device_code, apps.browser.id)
  const assertion = await world.assertion(apps.keyed)
  const pushed = await op.post('/oauth/par', {
    ...apps.keyed.request(),
    client_assertion_type: assertionType,
    client_assertion: await world.assertion(apps.keyed),
  })
  return {
    webCode: await codeOf(apps.web),
    browserCode: await codeOf(apps.browser),
    webRefreshToken: web.refresh_token,
    browserRefreshToken: spa.refresh_token,
    redirectRefreshToken: redirected['refresh_token']!,
    accessToken: web.access_token,
    idToken: web.id_token,
    deviceCode: device.body.device_code,
    userCode: device.body.user_code,
    requestUri: pushed.body.request_uri,
    assertion,
    formToken: await formTokenOf(browser),
    cookie: Object.entries(browser.cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
  }
}

async function signedIn({ browser, alice }: Unfinished): Promise<Browser> {
  const { text } = await browser.open('/login')
  if (!text.includes('action="/sign-in/password"')) return browser
  await browser.submit('/sign-in/password', credentialsOf(alice))
  return browser
}

const credentialsOf = ({ username, password }: TestUser) => ({ identifier: username, password })

async function formTokenOf(browser: Browser): Promise<string> {
  await browser.open('/sign-out')
  return browser.hidden('/sign-out')['token'] ?? ''
}

/** Requests that are good, as they are: each endpoint that there is, with each kind of client. */
export function goodRequests(world: World): readonly Sent[] {
  const { apps, material: m, alice } = world
  const pairs = (fields: Readonly<Record<string, string>>) => Object.entries(fields)
  const ask = (path: string, fields: Readonly<Record<string, string>>, headers = {}): Sent => ({
    ...{ method: 'GET', path, body: null },
    query: pairs(fields),
    headers: { Cookie: m.cookie, ...headers },
  })
  const post = (path: string, fields: Readonly<Record<string, string>>, headers = {}): Sent => ({
    ...{ method: 'POST', path, query: [] },
    body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  })
  const json = (path: string, body: unknown, headers = {}): Sent => ({
    ...{ method: 'POST', path, query: [], body: JSON.stringify(body) },
    headers: { 'Content-Type': 'application/json', ...headers },
  })
  const form = (path: string, fields: Readonly<Record<string, string>>): Sent =>
    post(
      path,
      { token: m.formToken, ...fields },
      { Cookie: m.cookie, Origin: world.issuer, 'Sec-Fetch-Site': 'same-origin' },
    )
  const as = (app: RelyingParty) => ({ Authorization: basic(app.id, app.secret ?? '') })
  const bearer = { Authorization: `Bearer ${m.accessToken}` }
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }
  const code = (app: RelyingParty) => ({ ...app.request({ scope: 'openid profile' }), ...pkce })
  const byKey = { client_assertion_type: assertionType, client_assertion: m.assertion }
  const redemption = { grant_type: 'authorization_code', code_verifier: verifier }
  const login = { client_id: apps.redirect.id, redirect_uri: callback, scope: '31' }
  return [
    ask('/oauth/authorize', code(apps.web)),
    ask('/auth', code(apps.browser)),
    ask('/oauth/authorize', code(apps.stranger)),
    ask('/oauth/authorize', { ...code(apps.web), prompt: 'none', response_mode: 'form_post' }),
    ask('/oauth/authorize', { ...code(apps.rails), response_mode: 'fragment' }),
    ask('/oauth/authorize', {
      ...code(apps.web),
      claims: '{"userinfo":{"name":null}}',
      max_age: '9',
    }),
    ask('/oauth/authorize', { ...code(apps.web), id_token_hint: m.idToken, acr_values: 'pwd' }),
    ask('/oauth/authorize', { client_id: apps.keyed.id, request_uri: m.requestUri }),
    ask('/oauth/authorize', { ...code(apps.disabled) }),
    ask('/oauth/authorize', { ...code(apps.service), resource: 'https://api.example/' }),
    post('/oauth/authorize', code(apps.web), { Cookie: m.cookie }),
    ask('/login', login),
    ask('/register', login),
    post('/oauth/par', { ...apps.keyed.request(), ...byKey }),
    post('/request', code(apps.web), as(apps.web)),
    post('/oauth/token', { ...redemption, code: m.webCode, redirect_uri: callback }, as(apps.web)),
    post('/token', { ...redemption, code: m.browserCode, client_id: apps.browser.id }),
    post(
      '/oauth/token',
      { grant_type: 'refresh_token', refresh_token: m.webRefreshToken },
      as(apps.web),
    ),
    post('/oauth/token', {
      ...{ grant_type: 'refresh_token', refresh_token: m.browserRefreshToken },
      client_id: apps.browser.id,
    }),
    post('/oauth/token', { grant_type: 'client_credentials', scope: 'openid' }, as(apps.service)),
    post('/oauth/token', { grant_type: 'client_credentials', ...byKey }),
    post('/oauth/token', {
      grant_type: deviceCodeGrant,
      device_code: m.deviceCode,
      client_id: apps.browser.id,
    }),
    post(
      '/oauth/token',
      {
        grant_type: exchangeGrant,
        subject_token: m.accessToken,
        subject_token_type: accessTokenType,
      },
      as(apps.service),
    ),
    {
      ...post('/oauth/token', {}),
      query: pairs({
        ...{ grant_type: 'client_credentials', client_id: apps.rails.id },
        client_secret: apps.rails.secret ?? '',
      }),
    },
    post('/oauth/device_authorization', { client_id: apps.browser.id, scope: 'openid' }),
    post('/device/auth', { client_id: apps.browser.id }),
    ask('/device', { user_code: m.userCode }),
    form('/device', { user_code: m.userCode }),
    ask('/oauth/userinfo', {}, bearer),
    post('/me', { access_token: m.accessToken }),
    ask('/oauth/token/info', {}, bearer),
    post('/oauth/introspect', { token: m.accessToken }, as(apps.web)),
    post('/token/introspection', { token: m.webRefreshToken }, as(apps.web)),
    post('/oauth/revoke', { token: m.browserRefreshToken, client_id: apps.browser.id }),
    post('/token/revocation', { token: 'prt_x', token_type_hint: 'x' }, as(apps.web)),
    ask('/oauth/authorize/native', { code: m.webCode }),
    ask('/oauth/jwks', {}),
    ask('/.well-known/openid-configuration', {}),
    json('/oauth/register', { redirect_uris: ['https://new.example/cb'], client_name: 'New' }),
    json('/reg', { redirect_uris: ['https://new.example/cb'], token_endpoint_auth_method: 'none' }),
    ask('/oauth/register', { client_id: apps.web.id }, { Authorization: 'Bearer x' }),
    json('/api/users', { username: 'carol', password: 'a long enough sentence' }),
    json('/api/token', {
      ...{ response_type: 'code', username: 'alice', password: alice.password },
      ...{ client_id: apps.redirect.id, scope: 31 },
    }),
    json('/api/token', {
      ...{ response_type: 'refresh', username: 'alice', client_id: apps.redirect.id },
      refresh_token: m.redirectRefreshToken,
    }),
    form('/consent', { decision: 'allow', continue: '/' }),
    ask('/signed-out', {}),
    ask('/setup', { code: 'x' }),
    ask('/recover', { code: 'x' }),
    form('/recover', { code: 'x', password: 'a long enough sentence' }),
    form('/account/sessions/end', { session: 'x' }),
    form('/account/apps/revoke', { client: apps.stranger.id }),
    form('/account/password', { current: 'wrong', password: 'a long enough sentence' }),
    form('/apps/create', { kind: 'web', name: 'App', redirect_uris: 'https://made.example/cb' }),
    form('/apps/update', { id: apps.web.id, name: 'App' }),
    form('/apps/secret/rotate', { id: apps.web.id }),
    ask('/logos', { client: apps.web.id }),
    ask('/health/ready', {}),
    // What ends the session.
    ask('/oauth/end_session', {
      id_token_hint: m.idToken,
      state: 's',
      post_logout_redirect_uri: 'https://notes.example/bye',
    }),
    ask('/session/end', {
      client_id: apps.web.id,
      post_logout_redirect_uri: 'https://notes.example/bye',
    }),
    form('/sign-out', { continue: '/' }),
    form('/sign-in/password', { identifier: 'alice', password: alice.password, continue: '/' }),
    form('/sign-in/password', { identifier: 'bob', password: world.bob.password, continue: '/' }),
  ]
}

function send(agent: Agent, issuer: string, sent: Sent): Promise<Received> {
  const query = new URLSearchParams(sent.query.map(([name, value]) => [name, value])).toString()
  const path = query === '' ? sent.path : `${sent.path}?${query}`
  return new Promise((resolve, reject) => {
    const headers = {
      ...sent.headers,
      ...(sent.body !== null && { 'Content-Length': Buffer.byteLength(sent.body) }),
    }
    const outgoing = httpRequest(
      issuer + path,
      { method: sent.method, headers, agent },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          resolve({
            status: answer.statusCode ?? 0,
            location: answer.headers.location ?? '',
            type: answer.headers['content-type'] ?? '',
            text: Buffer.concat(chunks).toString(),
          })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(sent.body ?? undefined)
  })
}
