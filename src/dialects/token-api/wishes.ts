import { type Fields, optionalChoice, optionalInteger, optionalText } from './fields'

/** How long a token may live: seconds. */
export const expirationBounds = { least: 1, most: 31_536_000 } as const
export const usualExpiration = 7200

export const accessTypes = ['online', 'offline'] as const

/** What the body of `POST /token` asks for. */
export type Wishes = {
  /** Seconds. */
  readonly expiration: number
  readonly clientId: string | null
  readonly refreshToken: string | null
  /** A refresh token is wanted too. */
  readonly isOffline: boolean
}

/** @throws {TokenApiError} `invalid_request` with the field, and the bound that it is out of */
export const readWishes = (fields: Fields): Wishes => ({
  expiration: optionalInteger(fields, 'expiration', expirationBounds) ?? usualExpiration,
  clientId: optionalText(fields, 'client_id'),
  refreshToken: optionalText(fields, 'refresh_token'),
  isOffline: optionalChoice(fields, 'access_type', accessTypes) === 'offline',
})
