import { seeOther } from '@/oauth/responses'

import { upstreamPath, upstreamsPath } from '../paths'
import { upstreamForm } from './administrators-form'

/** `POST /admin/upstreams/order`: field `direction`, `up` or `down`: one place in the order of the buttons. */
export const orderUpstreams = upstreamForm(async ({ upstream, form, provider }) => {
  const { upstreams } = provider.stores
  const ids = (await upstreams.list()).map(({ id }) => id)
  const from = ids.indexOf(upstream.id)
  const to = form.field('direction') === 'up' ? from - 1 : from + 1
  const other = ids[to]
  if (from >= 0 && other !== undefined) {
    ids[to] = upstream.id
    ids[from] = other
    await upstreams.order(ids)
  }
  return seeOther(upstreamsPath)
})

/** `POST /admin/upstreams/disable`: field `disabled`, `yes` or `no`. Nobody comes by a disabled upstream. */
export const disableUpstream = upstreamForm(async ({ upstream: { id }, form, provider }) => {
  const isDisabled = form.field('disabled') === 'yes'
  const at = provider.now()
  await provider.stores.upstreams.update(id, { disabledAt: isDisabled ? at : null, updatedAt: at })
  const done = isDisabled ? 'upstream-disabled' : 'upstream-enabled'
  provider.log.info({ upstreamId: id, userId: form.user.id }, done)
  return seeOther(upstreamPath(id, `?done=${done}`))
})

/** `POST /admin/upstreams/delete`: field `confirmation`, its label as it is. Accounts stay, for when it is added again. */
export const deleteUpstream = upstreamForm(async ({ upstream, form, provider }) => {
  const confirmation = form.field('confirmation').normalize('NFC').trim()
  if (confirmation !== upstream.label) {
    return seeOther(upstreamPath(upstream.id, '?problem=upstream-confirmation'))
  }
  await provider.stores.upstreams.delete(upstream.id)
  provider.log.info({ upstreamId: upstream.id, userId: form.user.id }, 'upstream deleted')
  return seeOther(`${upstreamsPath}?done=upstream-deleted`)
})
