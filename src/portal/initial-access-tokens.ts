// Tokens that let apps register themselves (RFC 7591 §3): an administrator makes them, hands them out, and removes them.
import { readName, type NameProblem } from '@/clients/fields'
import { sha256 } from '@/crypto/digest'
import { randomId, randomSecret } from '@/crypto/random'
import { PageError } from '@/oauth/errors'
import type { Handler, Provider } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'

import { flash, noFlash, readFlash, type FlashContext } from './flash'
import { signedInForm, type SignedInForm } from './signed-in-form'

export const registrationPath = '/admin/registration'

/** What they begin with, so that a leaked one is recognized. */
const prefix = 'pia_'

export const mostDays = 365
export const mostUses = 1000

export type TokenField = 'name' | 'days' | 'uses'
export type TokenProblems = {
  readonly name?: NameProblem
  readonly days?: 'not-in-range'
  readonly uses?: 'not-in-range'
}

/** A form that was refused. */
export type TypedToken = {
  readonly values: Readonly<Partial<Record<TokenField, string>>>
  readonly problems: TokenProblems
}

/** A token that its administrator has not stored yet. */
export type FreshToken = { readonly name: string; readonly token: string }

/** A form for administrators; for anybody else the page does not exist. */
const administratorsForm = (
  work: (form: SignedInForm, context: FlashContext, provider: Provider) => Promise<Response>,
): Handler =>
  signedInForm(async (form, provider) => {
    if (!form.user.isAdministrator) throw new PageError('forbidden')
    return work(form, registrationFlash(form.user.id, provider), provider)
  })

/** For whom a flash on this page would be. */
export const registrationFlash = (
  userId: string,
  { settings, now }: Pick<Provider, 'settings' | 'now'>,
): FlashContext => ({ settings, userId, now, path: registrationPath })

/** `POST /admin/registration/create`: fields `name`, `days` and `uses`. The token is shown once. */
export const createInitialAccessToken = administratorsForm(async (form, context, provider) => {
  const { stores, log, now } = provider
  const read = readToken(form.field)
  if (!read.ok) {
    const { problems } = read
    const values = Object.fromEntries(
      (['name', 'days', 'uses'] as const).map((name) => [name, form.field(name).slice(0, 200)]),
    )
    const typed: TypedToken = { values, problems }
    const cookie = flash(context, 'form', typed)
    return seeOther(`${registrationPath}?again=1`, cookie === null ? [] : [['Set-Cookie', cookie]])
  }

  const token = randomSecret(prefix)
  const at = now()
  const id = randomId()
  const { name, days, uses } = read
  const expiresAt = new Date(at.getTime() + days * 86_400_000)
  const hash = sha256(token)
  await stores.initialAccessTokens.create({
    id,
    hash,
    name,
    createdAt: at,
    expiresAt,
    usesLeft: uses,
  })
  log.info({ initialAccessTokenId: id, userId: form.user.id }, 'initial access token made')
  const fresh: FreshToken = { name, token }
  const cookie = flash(context, 'secret', fresh)
  if (cookie === null) throw new Error('an initial access token does not fit into a cookie')
  return seeOther(`${registrationPath}?done=registration-token-made`, [
    ['Set-Cookie', cookie],
    ['Set-Cookie', noFlash(context, 'form')],
  ])
})

/** `POST /admin/registration/remove`: field `id`. Apps that were registered with it stay. */
export const removeInitialAccessToken = administratorsForm(async (form, _context, provider) => {
  const id = form.field('id')
  await provider.stores.initialAccessTokens.remove(id)
  provider.log.info({ userId: form.user.id }, 'initial access token removed')
  return seeOther(`${registrationPath}?done=registration-token-removed`)
})

/** `POST /admin/registration/seen`: the new token is stored; it is not shown again. */
export const initialAccessTokenSeen = administratorsForm((_form, context) =>
  Promise.resolve(seeOther(registrationPath, [['Set-Cookie', noFlash(context, 'secret')]])),
)

type Read =
  | { readonly ok: true; readonly name: string; readonly days: number; readonly uses: number }
  | { readonly ok: false; readonly problems: TokenProblems }

function readToken(field: (name: string) => string): Read {
  const name = readName(field('name'))
  const days = numberIn(field('days'), mostDays)
  const uses = numberIn(field('uses'), mostUses)
  if ('value' in name && days !== null && uses !== null) {
    return { ok: true, name: name.value, days, uses }
  }
  return {
    ok: false,
    problems: {
      ...('problem' in name && { name: name.problem }),
      ...(days === null && { days: 'not-in-range' as const }),
      ...(uses === null && { uses: 'not-in-range' as const }),
    },
  }
}

const numberIn = (text: string, most: number): number | null =>
  /^\d{1,4}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most ? Number(text) : null

/** What was typed, where the form was refused. */
export const readTypedToken = (
  context: FlashContext,
  cookie: string | null | undefined,
): TypedToken | null => readFlash(context, cookie) as TypedToken | null // sealed by `createInitialAccessToken`

/** The token that was made a moment ago, or null. */
export const readFreshToken = (
  context: FlashContext,
  cookie: string | null | undefined,
): FreshToken | null => readFlash(context, cookie) as FreshToken | null // sealed by `createInitialAccessToken`
