import { sealUpstreamSecret } from '@/federation/secret'
import { upstreamPresets } from '@/model/upstream'
import { PageError } from '@/oauth/errors'
import { seeOther } from '@/oauth/responses'

import { noFlash } from '../../flash'
import { newUpstreamPath, upstreamPath } from '../paths'
import { administratorsForm, upstreamForm } from './administrators-form'
import { keepTyped, readUpstream, type UpstreamProblems } from './form'

/** `POST /admin/upstreams/create`: field `preset`, and what the preset needs. */
export const createUpstream = administratorsForm(async (form, provider, context) => {
  const { stores, settings, log, now } = provider
  const preset = upstreamPresets.find((one) => one === form.field('preset'))
  if (!preset) throw new PageError('not-found')
  const again = (problems: UpstreamProblems) =>
    seeOther(newUpstreamPath(preset, '&again=1'), [
      ['Set-Cookie', keepTyped(context, `create:${preset}`, preset, form.field, problems)],
    ])

  const { input, problems } = readUpstream(preset, form.field, null, settings)
  if (Object.keys(problems).length > 0) return again(problems)
  const { secret, keepsSecret: _, ...values } = input
  const at = now()
  const isNew = await stores.upstreams.create({
    ...values,
    sealedSecret: secret === null ? null : sealUpstreamSecret(secret, settings.secret),
    createdAt: at,
    updatedAt: at,
    disabledAt: null,
  })
  if (!isNew) return again({ id: 'taken' })
  log.info({ upstreamId: input.id, userId: form.user.id }, 'upstream added')
  return seeOther(upstreamPath(input.id, '?done=upstream-created'), [
    ['Set-Cookie', noFlash(context, 'form')],
  ])
})

/**
 * `POST /admin/upstreams/update`: field `id`, and every field of its form. A secret goes only where it went before: one
 * whose upstream is somewhere else now has to be typed again.
 */
export const updateUpstream = upstreamForm(async ({ upstream, form, provider, context }) => {
  const { stores, settings, log, now } = provider
  const { id, preset } = upstream
  const { input, problems } = readUpstream(preset, form.field, upstream, settings)
  if (Object.keys(problems).length > 0) {
    const cookie = keepTyped(context, `update:${id}`, preset, form.field, problems)
    return seeOther(upstreamPath(id, '?again=1#settings'), [['Set-Cookie', cookie]])
  }
  const { label, clientId, options, isDefault, isBroker, secret } = input
  const isPublic = options.tokenAuthentication === 'none'
  await stores.upstreams.update(id, {
    ...{ label, clientId, options, isDefault, isBroker },
    ...(secret !== null && { sealedSecret: sealUpstreamSecret(secret, settings.secret) }),
    ...(isPublic && { sealedSecret: null }),
    updatedAt: now(),
  })
  log.info({ upstreamId: id, userId: form.user.id }, 'upstream changed')
  return seeOther(upstreamPath(id, '?done=saved'), [['Set-Cookie', noFlash(context, 'form')]])
})
