import type { UserQuery } from '@/stores/users'

import { invalid, optionalChoice, optionalInteger, optionalText, readQuery } from './fields'

export const orders = ['username', 'email_address', 'created_at'] as const
export const directions = ['asc', 'desc'] as const
export const limitBounds = { least: 0, most: 1000 } as const
export const offsetBounds = { least: 0, most: 2_147_483_647 } as const
export const longestSearch = 100

const orderOf = {
  username: 'username',
  email_address: 'email',
  created_at: 'createdAt',
} as const satisfies Record<(typeof orders)[number], UserQuery['order']>

/** @throws {TokenApiError} `invalid_request` */
export function readUserQuery(request: Request): UserQuery {
  const fields = readQuery(request, ['limit', 'offset'])
  const search = optionalText(fields, 'search')
  if (search !== null && search.length > longestSearch) {
    throw invalid('search', `search has at most ${longestSearch} characters.`)
  }
  return {
    search: search && search.normalize('NFC').trim().toLowerCase(),
    limit: optionalInteger(fields, 'limit', limitBounds) ?? limitBounds.most,
    offset: optionalInteger(fields, 'offset', offsetBounds) ?? 0,
    order: orderOf[optionalChoice(fields, 'order', orders) ?? 'username'],
    direction: optionalChoice(fields, 'direction', directions) ?? 'asc',
  }
}
