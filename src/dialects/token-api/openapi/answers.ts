import type { Answer, Content, Schema } from './types'

export const refTo = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

export const jsonOf = (name: string): Content => ({
  'application/json': { schema: refTo(name) },
})

export const answerOf = (description: string, schema: string): Answer => ({
  description,
  content: jsonOf(schema),
})

export const nothing = (description: string): Answer => ({ description })

const refusals = {
  400: 'The request is malformed; `details.field` names the field.',
  401: 'There is no good token, or the credentials are wrong.',
  403: 'The API is switched off, the app may not use it, or only administrators may do this.',
  404: 'There is no such thing, or it has ended.',
  409: 'Something unique is taken, or this must not be done to this user.',
  413: 'The body has more than 64 KiB.',
  429: 'Too many sign-ins have failed; `Retry-After` says when to try again.',
  503: 'Too many passwords are being checked; `Retry-After` says when to try again.',
} as const

type Refused = keyof typeof refusals

const retryAfter = {
  'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } },
} as const

/** Every answer that may be a refusal, by its status. */
export const refusalsOf = (...statuses: readonly Refused[]): Readonly<Record<string, Answer>> =>
  Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        ...answerOf(refusals[status], 'Error'),
        ...((status === 429 || status === 503) && { headers: retryAfter }),
      },
    ]),
  )

/** The same to `HEAD`, which has no body. */
export const bareRefusalsOf = (...statuses: readonly Refused[]): Readonly<Record<string, Answer>> =>
  Object.fromEntries(statuses.map((status) => [String(status), nothing(refusals[status])]))
