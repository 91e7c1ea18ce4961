import { verify } from '@node-rs/argon2'

import { damaged, type Format, tooDear } from './format'

/** KiB, passes and lanes. Whoever signs in pays it. */
const most = { m: 1_048_576, t: 32, p: 32 } as const

const pattern =
  /^\$argon2(?:id|i|d)\$(?:v=(?:16|19)\$)?m=(\d{1,9}),t=(\d{1,9}),p=(\d{1,9})\$[A-Za-z0-9+/]{11,128}\$[A-Za-z0-9+/]{16,172}$/

/** argon2id, argon2i and argon2d — RFC 9106, in the PHC string format; Django writes `argon2` before it. */
export const argon2: Format = {
  name: 'argon2',
  read: (text) => {
    const phc = text.startsWith('argon2$') ? text.slice('argon2'.length) : text
    if (!/^\$argon2(?:id|i|d)\$/.test(phc)) return null
    const [, m, t, p] = pattern.exec(phc)?.map(Number) ?? []
    if (m === undefined || t === undefined || p === undefined) return damaged
    if (m < 8 * p || t < 1 || p < 1) return damaged // RFC 9106 §3.1
    const isAffordable = m <= most.m && t <= most.t && p <= most.p
    if (!isAffordable) return tooDear(`m=${most.m},t=${most.t},p=${most.p}`)
    return { verify: (password) => verify(phc, password) }
  },
}
