// Somebody came by an upstream with the verified e-mail address of a user here. Who knows that user's password has both,
// and the two are linked; who only has the mailbox gets nothing.
import { PasswordHasherBusy } from '@/crypto/password-hasher'
import { accountOf } from '@/federation/admit'
import { noProveCookie, readProveCookie, type ProveClaim } from '@/federation/prove-cookie'
import type { UpstreamProveView } from '@/model/pages'
import type { Upstream } from '@/model/upstream'
import type { User } from '@/model/user'
import { contextOf } from '@/oauth/context'
import { page } from '@/oauth/page'
import type { Handler, Provider } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { visitOf, type Visit } from '@/oauth/visit'
import { knownBrowser } from '@/sessions/known-browser'
import { isStillProven, signInWithPassword, type PasswordOutcome } from '@/sign-in/password'

import { hostedForm, type Form } from '../form'
import { signIn } from '../session-cookies'
import { signInPathOf, toSignIn, upstreamFailurePage, withCookies } from './failure'

type Asked = { readonly claim: ProveClaim; readonly upstream: Upstream; readonly user: User }

/** `GET /sign-in/upstream/prove` */
export const proveForm: Handler = page(async (request, provider) => {
  const asked = await findAsked(request, provider)
  if (!asked) return expired(request, provider)
  const visit = await visitOf(request, provider)
  return provePage({ request, visit, asked, problem: null, status: 200 }, provider)
})

/** `POST /sign-in/upstream/prove`: field `password`, counted as every other attempt. Links the account and signs in. */
export const prove: Handler = hostedForm(async (form, provider) => {
  const asked = await findAsked(form.request, provider)
  if (!asked) return expired(form.request, provider)
  const again = (problem: Problem, status: number) =>
    provePage({ request: form.request, visit: form.visit, asked, problem, status }, provider)
  if (!form.isTokenGood) return again({ kind: 'form-expired' }, 403)
  if (form.field('password') === '') return again({ kind: 'missing' }, 422)

  const outcome = await verify(form, asked.user, provider)
  if (outcome === 'busy') return again({ kind: 'busy' }, 503)
  if (!outcome.ok) {
    return outcome.reason === 'too-many-attempts'
      ? again({ ...outcome, kind: 'too-many-attempts' }, 429)
      : again({ kind: 'wrong-credentials' }, 401)
  }
  return connect(form, asked, outcome, provider)
})

type Problem = UpstreamProveView['problem']

async function findAsked(request: Request, provider: Provider): Promise<Asked | null> {
  const claim = readProveCookie(request, provider)
  const upstream = claim && (await provider.stores.upstreams.find(claim.upstreamId)) // the broker's, too
  const user = claim && (await provider.stores.users.find(claim.userId))
  return claim && upstream?.disabledAt === null && user ? { claim, upstream, user } : null
}

async function verify(
  { request, field }: Form,
  user: User,
  provider: Provider,
): Promise<PasswordOutcome | 'busy'> {
  const { issuer, secret } = provider.settings
  const proof = {
    login: user.username,
    password: field('password'),
    address: contextOf(request).address,
    knownBrowserOf: (userId: string) => knownBrowser(request, issuer, secret, userId),
  }
  try {
    return await signInWithPassword(proof, provider, provider.now())
  } catch (cause) {
    if (cause instanceof PasswordHasherBusy) return 'busy'
    throw cause
  }
}

async function connect(
  form: Form,
  { claim, upstream, user }: Asked,
  proven: Extract<PasswordOutcome, { ok: true }>,
  provider: Provider,
): Promise<Response> {
  const { stores, log, now } = provider
  const failed = { request: form.request, upstream, back: toSignIn(claim.back) }
  if (proven.user.id !== user.id) {
    return upstreamFailurePage({ ...failed, cause: 'prove-expired' }, provider) // the name changed hands meanwhile
  }
  const { session, headers } = await signIn(form.request, form.visit, user, provider, {
    amr: ['pwd', 'fed'],
  })
  if (!(await isStillProven(proven, stores.users))) {
    await stores.sessions.end(session.userId, session.id, now())
    return upstreamFailurePage({ ...failed, cause: 'prove-expired' }, provider)
  }
  const account = accountOf(claim, upstream, user.id, now())
  const isLinked = (await stores.accounts.link(account)) === 'linked'
  const cookies = [...headers, ['Set-Cookie', noProveCookie(provider)] as const]
  if (!isLinked) {
    const refused = await upstreamFailurePage({ ...failed, cause: 'linked-elsewhere' }, provider)
    await stores.sessions.end(session.userId, session.id, now())
    return withCookies(refused, [['Set-Cookie', noProveCookie(provider)]])
  }
  log.info({ userId: user.id, upstreamId: upstream.id }, 'upstream account linked')
  return seeOther(claim.back, cookies)
}

const expired = (request: Request, provider: Provider): Promise<Response> =>
  upstreamFailurePage(
    { request, upstream: null, cause: 'prove-expired', back: toSignIn('/') },
    provider,
  )

async function provePage(
  shown: {
    readonly request: Request
    readonly visit: Visit
    readonly asked: Asked
    readonly problem: Problem
    readonly status: number
  },
  { pages, stores, localeOf }: Provider,
): Promise<Response> {
  const { request, visit, problem, status } = shown
  const { claim, upstream, user } = shown.asked
  const view: UpstreamProveView = {
    label: upstream.label,
    preset: upstream.preset,
    username: user.username,
    email: claim.email ?? '',
    hasPassword: (await stores.users.findPassword(user.id)) !== null,
    problem,
    signInUrl: signInPathOf(claim.back),
    token: visit.formToken,
    continue: claim.back,
  }
  const wait =
    problem?.kind === 'too-many-attempts'
      ? problem.retryAfterSeconds
      : problem?.kind === 'busy'
        ? 5
        : null
  return pages.render('upstream-prove', view, {
    locale: localeOf(request),
    status,
    headers: { ...visit.headers, ...(wait !== null && { 'Retry-After': String(wait) }) },
  })
}
