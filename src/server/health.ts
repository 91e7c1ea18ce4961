import type { Handler } from '@/oauth/provider'
import { json } from '@/oauth/responses'

/** `GET /health/live`: the process answers. */
export const live: Handler = () => Promise.resolve(json({ status: 'ok' }))

/** `GET /health/ready`: the database answers too; else 503. */
export const ready: Handler = async (_request, { stores, log }) => {
  try {
    await stores.ping()
    return json({ status: 'ok' })
  } catch (err) {
    log.warn({ err }, 'the database does not answer')
    return json({ status: 'unavailable' }, 503, { 'Retry-After': '5' })
  }
}
