// What a person tells of themselves: the form of `/profile`.
import type { Handler } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'
import { profileFields, readProfile, type ProfileProblems } from '@/users/profile'

import { flash, noFlash, readFlash, type FlashContext } from './flash'
import { signedInForm } from './signed-in-form'

export const profilePath = '/profile'

/** A form that was refused: what was typed, by field, and what is wrong with it. */
export type TypedProfile = {
  readonly values: Readonly<Record<string, string>>
  readonly problems: ProfileProblems
}

/** `POST /account/profile`: every field of the form; an empty one is told no more. */
export const saveProfile: Handler = signedInForm(async (form, { stores, settings, log, now }) => {
  const { user } = form
  const context: FlashContext = { settings, userId: user.id, now, path: profilePath }
  const read = readProfile(user.profile, form.field, now())
  if (!read.ok) {
    const values = Object.fromEntries(profileFields.map((name) => [name, form.field(name)]))
    const cookie =
      flash(context, 'form', { values, problems: read.problems }) ??
      flash(context, 'form', { values: {}, problems: read.problems }) // more was typed than a cookie holds
    return seeOther(`${profilePath}?again=1`, cookie === null ? [] : [['Set-Cookie', cookie]])
  }
  if (read.profile !== user.profile) {
    await stores.users.update(user.id, { profile: read.profile })
    log.info({ userId: user.id }, 'profile changed')
  }
  return seeOther(`${profilePath}?done=profile-saved`, [['Set-Cookie', noFlash(context, 'form')]])
})

/** What was typed, where the form was refused. */
export const readTypedProfile = (
  context: FlashContext,
  cookie: string | null | undefined,
): TypedProfile | null => readFlash(context, cookie) as TypedProfile | null // sealed by `saveProfile`
