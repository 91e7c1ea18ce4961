import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'

import type {
  ConsentView,
  DeviceConsentView,
  ErrorCode,
  ErrorView,
  PageName,
  PageViews,
  RegisterView,
  SignInView,
} from '@/model/pages'
import { locales } from '@/model/pages'
import { hostedPages } from '@/server/pages'
import { hostedEn } from '@/ui/messages/hosted.en'

const pages = hostedPages({ issuer: 'https://id.example.com', signature: true })

const hostile = `"><script>alert(1)</script>\u202e'{app}&lt;\0`
const form = { token: 'token-of-the-form', continue: '/login?client_id=notes&state=a%20b' }
const notes = { name: 'Notes', logoUrl: null }

const signIn: SignInView = {
  ...form,
  client: notes,
  identifier: '',
  problem: null,
  notice: null,
  registerUrl: '/register?continue=1',
  upstreams: [
    { label: 'Work', preset: 'oidc', url: '/sign-in/upstream?of=work&continue=%2F' },
    { label: 'Microsoft', preset: 'microsoft', url: '/sign-in/upstream?of=ms&continue=%2F' },
  ],
}
const register: RegisterView = {
  ...form,
  client: notes,
  username: '',
  email: '',
  problems: {},
  problem: null,
  signInUrl: '/login',
  code: null,
  upstreams: [],
}
const consent: ConsentView = {
  ...form,
  client: notes,
  isSelfRegistered: true,
  destination: 'notes.example.com',
  user: { username: 'alice', email: 'alice@example.com' },
  items: [
    { scope: 'openid', knownAs: 'public' },
    { scope: 'profile', example: 'Alice Martin' },
    { scope: 'email', example: 'alice@example.com' },
    { scope: 'phone', example: null },
    { scope: 'address', example: null },
    { scope: 'offline_access', example: null },
  ],
  policyUri: 'https://notes.example.com/privacy',
  tosUri: null,
}
const deviceConsent: DeviceConsentView = {
  ...form,
  client: notes,
  isSelfRegistered: true,
  userCode: 'MMQH-NCTW',
  user: { username: 'alice', email: 'alice@example.com' },
  items: consent.items,
  address: '192.0.2.7',
  userAgent: 'NotesTV/3.1',
  secondsAgo: 95,
}
const error: ErrorView = {
  code: 'redirect-uri-unregistered',
  oauthError: 'invalid_request',
  client: notes,
  facts: [
    { kind: 'parameter', name: 'client_id', value: 'notes' },
    { kind: 'parameter', name: 'state', value: null },
    { kind: 'switch', name: 'login-redirect' },
    {
      kind: 'redirect-uri',
      sent: 'https://notes.example.com/callback/',
      nearest: 'https://notes.example.com/callback',
      difference: 'trailing-slash',
      registered: ['https://notes.example.com/callback', 'http://127.0.0.1/callback'],
    },
  ],
  settingsUrl: '/apps/notes',
  requestId: 'request-1',
  retryAfterSeconds: null,
}

const views: PageViews = {
  'sign-in': signIn,
  register,
  setup: { ...register, client: null, signInUrl: null, code: 'code-of-the-link' },
  recover: { ...form, username: 'alice', code: 'code-of-the-link', problems: {}, problem: null },
  consent,
  'device-code': { ...form, userCode: '', problem: null },
  'device-consent': deviceConsent,
  'device-done': { client: notes, outcome: 'allowed' },
  'sign-out': { ...form, username: 'alice' },
  'signed-out': {
    signInUrl: '/login',
    apps: { signedOut: ['Notes', 'Wiki'], unreached: ['Tasks'], untold: ['Photos'] },
  },
  'native-code': { kind: 'code', client: notes, code: 'pac_code', expiresInSeconds: 598 },
  'upstream-prove': {
    ...form,
    label: 'Work',
    preset: 'oidc',
    username: 'alice',
    email: 'alice@example.com',
    hasPassword: true,
    problem: { kind: 'wrong-credentials' },
    signInUrl: '/login?way=password',
  },
  'upstream-failure': {
    code: 'nonce',
    label: 'Work',
    detail: { stage: 'id-token', text: 'nonce is "a", and was sent as "b"' },
    back: { kind: 'sign-in', url: '/login?way=password' },
    requestId: 'request-1',
  },
  'broker-problem': {
    problem: 'place_not_allowed',
    place: 'https://elsewhere.example/',
    allowed: ['https://notes.example.com'],
    reason: null,
    requestId: 'request-1',
  },
  error,
}

/** The same views, with the worst in every place that a stranger can fill. */
const hostileViews: PageViews = {
  'sign-in': {
    ...signIn,
    client: { ...notes, name: hostile },
    identifier: hostile,
    continue: hostile,
  },
  register: {
    ...register,
    client: { ...notes, name: hostile },
    username: hostile,
    email: hostile,
    problems: { username: 'not-a-username', email: 'not-an-email', password: 'too-short' },
  },
  setup: { ...register, username: hostile, code: hostile },
  recover: { ...views.recover, username: hostile, problems: { password: 'too-common' } },
  consent: {
    ...consent,
    client: { name: hostile, logoUrl: '/logos/notes' },
    destination: hostile,
    user: { username: hostile, email: hostile },
    items: [{ scope: 'profile', example: hostile }],
    policyUri: `https://notes.example.com/${encodeURIComponent(hostile)}`,
  },
  'device-code': { ...form, userCode: hostile, problem: 'unusable' },
  'device-consent': {
    ...deviceConsent,
    client: { name: hostile, logoUrl: '/logos/notes' },
    user: { username: hostile, email: hostile },
    address: hostile,
    userAgent: hostile,
  },
  'device-done': { client: { name: hostile, logoUrl: null }, outcome: 'denied' },
  'sign-out': { ...form, username: hostile },
  'signed-out': {
    signInUrl: '/login',
    apps: { signedOut: [hostile], unreached: [hostile], untold: [hostile] },
  },
  'native-code': {
    kind: 'code',
    client: { ...notes, name: hostile },
    code: 'pac_code',
    expiresInSeconds: 1,
  },
  'broker-problem': {
    problem: 'place_not_allowed',
    place: `javascript:alert(1)//${hostile}`,
    allowed: [hostile],
    reason: hostile,
    requestId: hostile,
  },
  'upstream-prove': {
    ...views['upstream-prove'],
    label: hostile,
    username: hostile,
    email: hostile,
  },
  'upstream-failure': {
    ...views['upstream-failure'],
    code: 'no-account',
    label: hostile,
    detail: { stage: hostile, text: hostile },
    requestId: hostile,
  },
  error: {
    ...error,
    client: { ...notes, name: hostile },
    requestId: hostile,
    facts: [
      { kind: 'parameter', name: hostile, value: hostile },
      {
        kind: 'redirect-uri',
        sent: `javascript:alert(1)//${hostile}`,
        nearest: 'https://notes.example.com/callback',
        difference: 'other',
        registered: ['https://notes.example.com/callback'],
      },
    ],
  },
}

const names = Object.keys(views) as PageName[]
const everywhere = names.flatMap((name) => locales.map((locale) => [name, locale] as const))

const textOf = async <P extends PageName>(
  page: P,
  view: PageViews[P],
  locale: (typeof locales)[number] = 'en',
) => (await pages.render(page, view, { locale })).text()

/** The one kind of link that leads away: to what an app says of itself, on https, and it learns nothing of us. */
const withoutLinksAway = (html: string) =>
  html.replaceAll(/<a href="https:\/\/[^"]*" target="_blank" rel="noopener noreferrer"/g, '<a')

it.each(locales)(
  'draws the buttons of five services with their marks, within 15 kB, in %s',
  async (locale) => {
    const presets = ['google', 'github', 'microsoft', 'apple', 'gitlab'] as const
    const upstreams = presets.map((preset) => ({
      label: preset,
      preset,
      url: `/sign-in/upstream?${new URLSearchParams({ of: preset, continue: form.continue }).toString()}`,
    }))
    for (const html of [
      await textOf('sign-in', { ...signIn, upstreams }, locale),
      await textOf('register', { ...register, upstreams }, locale),
    ]) {
      expect(html.match(/<a class="button/g)).toHaveLength(5)
      expect(new Set(html.match(/ d="[^"]+"/g)).size).toBeGreaterThan(5)
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(15_000)
    }
  },
)

describe.each(everywhere)('the page %s in %s', (name, locale) => {
  it('is a whole document in its language, within 15 kB', async () => {
    const html = await textOf(name, views[name], locale)
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${locale}"><head>`))
    expect(html).toMatch(/<title>[^<]+<\/title>/)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html).not.toMatch(/\{[a-z]+\}</i) // a placeholder that nothing filled
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(15_000)
  })

  it('has no script, no inline style but the one that is hashed, nothing to fetch', async () => {
    const html = await textOf(name, views[name], locale)
    expect(html).not.toMatch(/<script|<link rel="(?!icon)|\sstyle=|\son[a-z]+=|http-equiv/i)
    expect(html.match(/<style>/g)).toHaveLength(1)
    expect(withoutLinksAway(html)).not.toMatch(/src="(?!\/)|href="(?!\/|data:image\/svg)/)
  })

  it('keeps hostile text text', async () => {
    const html = await textOf(name, hostileViews[name], locale)
    expect(html).not.toMatch(/<script/i)
    const atHome = withoutLinksAway(html)
    expect(atHome).not.toMatch(/(href|action|src)="(?!\/|data:image\/svg)/)
    const outsideOfValues = html.replaceAll(/value="[^"]*"/g, '')
    expect(outsideOfValues).not.toContain('\u202e')
    expect(outsideOfValues).not.toContain('\0')
  })

  it('labels every field that is seen, and ids are unique', async () => {
    for (const view of [views[name], hostileViews[name]]) {
      const html = await textOf(name, view, locale)
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
      expect(new Set(ids).size).toBe(ids.length)
      for (const [input] of html.matchAll(/<input (?!type="hidden")[^>]*>/g)) {
        const id = / id="([^"]+)"/.exec(input)?.[1]
        expect(html).toContain(`<label for="${id}"`)
        for (const note of / aria-describedby="([^"]+)"/.exec(input)?.[1]?.split(' ') ?? []) {
          expect(ids).toContain(note)
        }
      }
    }
  })
})

describe('the headers of a page', () => {
  it('let nothing in but the page itself', async () => {
    const response = await pages.render('sign-in', signIn, { locale: 'fr', status: 400 })
    const style = /<style>(.*)<\/style>/s.exec(await response.text())?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(response.status).toBe(400)
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'`,
      'content-type': 'text/html; charset=utf-8',
      'content-language': 'fr',
      'cache-control': 'no-store',
      vary: 'Accept-Language, Cookie',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'strict-transport-security': 'max-age=31536000',
    })
  })

  it('are the caller’s where it says so', async () => {
    const headers = { 'cache-control': 'private', 'Set-Cookie': 'a=b', 'Retry-After': '5' }
    const response = await pages.render('error', error, { locale: 'en', headers })
    expect(response.headers.get('cache-control')).toBe('private')
    expect(response.headers.getSetCookie()).toEqual(['a=b'])
    expect(response.headers.get('retry-after')).toBe('5')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  it('speak of https only where there is https', async () => {
    const plain = hostedPages({ issuer: 'http://localhost:3000', signature: true })
    const response = await plain.render('sign-in', signIn, { locale: 'en' })
    expect(response.headers.has('strict-transport-security')).toBe(false)
  })
})

describe('a form', () => {
  it.each([
    ['sign-in', '/sign-in/password', ['token', 'continue', 'identifier', 'password']],
    ['register', '/register', ['token', 'continue', 'username', 'email', 'password']],
    ['setup', '/setup', ['token', 'continue', 'code', 'username', 'email', 'password']],
    ['recover', '/recover', ['token', 'continue', 'code', 'username', 'password']],
    ['consent', '/consent', ['token', 'continue', 'decision', 'decision']],
    ['device-code', '/device', ['token', 'continue', 'user_code']],
    ['device-consent', '/device', ['token', 'continue', 'decision', 'decision']],
    ['sign-out', '/sign-out', ['token', 'continue']],
  ] as const)('of %s posts to %s', async (name, action, fields) => {
    const html = await textOf(name, views[name])
    const opening = /<form[^>]*>/.exec(html)?.[0]
    expect(opening).toContain(` method="post"`)
    expect(opening).toContain(` action="${action}"`)
    expect(
      [...html.matchAll(/ name="(?!viewport|color-scheme|robots)([^"]+)"/g)].map(([, n]) => n),
    ).toEqual(fields)
    expect(html).toContain('name="token" value="token-of-the-form"')
    expect(html).toContain('name="continue" value="/login?client_id=notes&amp;state=a%20b"')
  })

  const focused = (html: string) => / id="([a-z]+)"[^>]* autofocus=""/i.exec(html)?.[1]

  it('puts the cursor in the first empty field, or the first wrong one', async () => {
    expect(focused(await textOf('sign-in', signIn))).toBe('identifier')
    expect(focused(await textOf('sign-in', { ...signIn, identifier: 'alice' }))).toBe('password')
    expect(focused(await textOf('register', register))).toBe('username')
    expect(focused(await textOf('register', { ...register, username: 'alice' }))).toBe('email')
    expect(
      focused(
        await textOf('register', {
          ...register,
          username: 'alice',
          problems: { password: 'too-short' },
        }),
      ),
    ).toBe('password')
    expect(focused(await textOf('recover', views.recover))).toBe('password')
  })

  it('says what is wrong beside the field, and keeps what was typed', async () => {
    const html = await textOf('register', {
      ...register,
      username: 'alice',
      problems: { username: 'taken' },
    })
    expect(html).toMatch(/<input id="username"[^>]*value="alice"/)
    expect(html).toMatch(
      /<input id="username"[^>]*aria-invalid="true" aria-describedby="username-error"/,
    )
    expect(html).toMatch(
      /<p id="username-error" role="alert"[^>]*>Somebody has this username already\./,
    )
  })

  it('tells a password manager what each field is', async () => {
    expect(await textOf('sign-in', signIn)).toMatch(/id="identifier"[^>]*autoComplete="username"/i)
    expect(await textOf('sign-in', signIn)).toMatch(
      /id="password"[^>]*autoComplete="current-password"/i,
    )
    expect(await textOf('register', register)).toMatch(
      /id="password"[^>]*autoComplete="new-password"/i,
    )
    expect(await textOf('recover', views.recover)).toMatch(
      /id="username"[^>]*autoComplete="username"/i,
    )
  })
})

describe('the sign-in page', () => {
  it.each(['wrong-credentials', 'form-expired', 'busy', 'missing'] as const)(
    'says %s',
    async (kind) => {
      const html = await textOf('sign-in', { ...signIn, problem: { kind } })
      expect(html).toMatch(/<p id="problem" role="alert"/)
      expect(html).toContain(hostedEn.signIn.problems[kind])
    },
  )

  it('says how long to wait', async () => {
    const problem = { kind: 'too-many-attempts', retryAfterSeconds: 290 } as const
    expect(await textOf('sign-in', { ...signIn, problem })).toContain('Try again in 5 minutes.')
    expect(await textOf('sign-in', { ...signIn, problem }, 'fr')).toContain(
      'Réessayez dans 5 minutes.',
    )
  })

  it('offers to register only where one may', async () => {
    expect(await textOf('sign-in', signIn)).toContain('href="/register?continue=1"')
    expect(await textOf('sign-in', { ...signIn, registerUrl: null })).not.toContain('Register')
  })

  it('is signed unless that is switched off', async () => {
    const unsigned = hostedPages({ issuer: 'https://id.example.com', signature: false })
    expect(await textOf('sign-in', signIn)).toContain('Secured by')
    const html = await (await unsigned.render('sign-in', signIn, { locale: 'en' })).text()
    expect(html).not.toContain('Secured by')
  })
})

it('links on the consent page to what the app says of itself, where it says something', async () => {
  const html = await textOf('consent', consent)
  expect(html).toContain('href="https://notes.example.com/privacy"')
  expect(html).toContain(hostedEn.consent.policy)
  expect(html).not.toContain(hostedEn.consent.terms)
})

it('says on the consent page who asks, for what, where it leads, and how to withdraw', async () => {
  const html = await textOf('consent', consent)
  for (const text of [
    'Notes</bdi> asks for access',
    'alice@example.com',
    'Alice Martin',
    'notes.example.com',
    hostedEn.consent.withdraw,
  ]) {
    expect(html).toContain(text)
  }
  for (const decision of ['allow', 'deny']) {
    const [button] = new RegExp(`<button[^>]*id="${decision}"[^>]*>`).exec(html) ?? []
    expect(button).toContain('name="decision"')
    expect(button).toContain(`value="${decision}"`)
  }
})

describe('the error page', () => {
  it.each(Object.keys(hostedEn.error.texts) as ErrorCode[])(
    'says %s to the person',
    async (code) => {
      const html = await textOf('error', {
        ...error,
        code,
        facts: [],
        oauthError: null,
        settingsUrl: null,
      })
      const { title, why, todo } = hostedEn.error.texts[code]
      for (const text of [title, why, todo]) expect(html).toContain(text)
      expect(html).not.toContain(hostedEn.error.developer.heading)
      expect(html).toContain('request-1')
    },
  )

  it('shows the developer the exact facts', async () => {
    const html = await textOf('error', error)
    for (const text of [
      'invalid_request',
      'client_id',
      'not sent',
      'login-redirect',
      'http://127.0.0.1/callback',
    ]) {
      expect(html).toContain(text)
    }
    expect(html).toContain('href="/apps/notes"')
  })

  it('draws the difference of two redirect URIs, and names it', async () => {
    const html = await textOf('error', error)
    expect(html).toContain('https://notes.example.com/callback<span><mark>/</mark></span></code>')
    expect(html).toContain('<i class="gap" aria-hidden="true">\u00a0</i>')
    expect(html).toContain('One has a trailing slash.')
  })

  it('never makes a link of what was sent', async () => {
    const html = await textOf('error', error)
    expect(html).not.toMatch(/(href|src|action|content)="[^"]*notes\.example\.com/)
  })

  it('cuts long values, and says so', async () => {
    const html = await textOf('error', {
      ...error,
      facts: [{ kind: 'parameter', name: 'state', value: 'x'.repeat(10_000) }],
    })
    expect(html).toContain('and 8,000 more characters')
    expect(html).not.toContain('x'.repeat(2001))
    const many = { ...error.facts[3], registered: new Array(50).fill('https://a.example/') }
    expect(
      await textOf('error', { ...error, facts: [many as ErrorView['facts'][number]] }),
    ).toContain('and 30 more')
  })

  it('says how long to wait', async () => {
    const html = await textOf('error', { ...error, code: 'busy', retryAfterSeconds: 5 })
    expect(html).toContain('Try again in 5 seconds.')
  })
})
