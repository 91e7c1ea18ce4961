import { passwordLength } from '@/users/password'

import { errorIds } from '../api'
import { accessTypes, expirationBounds, usualExpiration } from '../wishes'
import { refTo } from './answers'
import type { Schema } from './types'

const text: Schema = { type: 'string' }
const textOrNull: Schema = { type: ['string', 'null'] }

const uuid: Schema = {
  type: 'string',
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
}

const time: Schema = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}$',
  description: 'ISO 8601 without zone, with microseconds, in UTC.',
  examples: ['2022-01-01T00:00:00.000000'],
}

const timeOrNull: Schema = { ...time, type: ['string', 'null'] }

const count: Schema = { type: 'integer', minimum: 0 }

/** Every member is always there, and there is no other. */
const exactly = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})

const tokenMembers = {
  token: uuid,
  expires_at: time,
  utc_expires_at: time,
  issued_at: time,
  utc_issued_at: time,
  auth_id: { ...text, description: 'The uuid of the user.' },
  metadata: exactly({ uuid: text }),
  acl: { type: 'array', items: text, description: 'What the user may do now.' },
  session_uuid: uuid,
} as const satisfies Record<string, Schema>

const page = (items: string): Schema =>
  exactly({
    items: { type: 'array', items: refTo(items) },
    total: { ...count, description: 'How many there are.' },
    filtered: { ...count, description: 'How many of them are found.' },
  })

const username: Schema = {
  type: 'string',
  minLength: 2,
  maxLength: 64,
  pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}._\\-]*$',
  description: 'Unique; case makes no difference.',
}

const password: Schema = {
  type: 'string',
  minLength: passwordLength.least,
  maxLength: passwordLength.most,
  description: 'None of the most common ones, and not the username.',
}

const name: Schema = {
  type: ['string', 'null'],
  maxLength: 100,
  description: 'Null or empty: none.',
}

const emailAddress: Schema = {
  type: ['string', 'null'],
  maxLength: 254,
  description: 'Unique; one that is new is not verified. Null or empty: none.',
}

const about = { firstname: name, lastname: name, email_address: emailAddress } as const

/** Everything that is sent and answered, by name. */
export const schemas: Readonly<Record<string, Schema>> = {
  Error: exactly({
    timestamp: { type: 'number', description: 'UNIX seconds.' },
    message: { ...text, description: 'A sentence for the developer.' },
    error_id: { type: 'string', enum: errorIds },
    details: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
  }),
  TokenRequest: {
    type: 'object',
    properties: {
      expiration: {
        type: 'integer',
        minimum: expirationBounds.least,
        maximum: expirationBounds.most,
        default: usualExpiration,
        description: 'Seconds.',
      },
      client_id: { type: 'string', minLength: 1, description: 'An app with this API switched on.' },
      access_type: {
        type: 'string',
        enum: accessTypes,
        default: 'online',
        description: '`offline` needs `client_id`, and adds a refresh token.',
      },
      refresh_token: {
        type: 'string',
        minLength: 1,
        description: 'Instead of Basic credentials, with the `client_id` that it was made for.',
      },
    },
  },
  Token: exactly({ data: exactly(tokenMembers) }),
  NewToken: exactly({
    data: {
      ...exactly(tokenMembers),
      properties: {
        ...tokenMembers,
        refresh_token: { ...uuid, description: 'It works until it is deleted.' },
      },
    },
  }),
  Deleted: exactly({ data: exactly({ message: { type: 'string', enum: ['success'] } }) }),
  RefreshToken: exactly({
    client_id: text,
    created_at: time,
    used_at: timeOrNull,
    remote_address: textOrNull,
    user_agent: textOrNull,
  }),
  RefreshTokens: page('RefreshToken'),
  User: exactly({
    uuid: text,
    username: text,
    firstname: textOrNull,
    lastname: textOrNull,
    email_address: textOrNull,
    enabled: { type: 'boolean' },
  }),
  Users: page('User'),
  NewUser: {
    type: 'object',
    properties: { username, password, ...about },
    required: ['username', 'password'],
  },
  UserChange: {
    type: 'object',
    properties: { username, ...about },
    description: 'What is left out stays.',
  },
  PasswordChange: {
    type: 'object',
    properties: {
      new_password: password,
      old_password: {
        type: 'string',
        minLength: 1,
        description: 'May be left out; one that is sent has to be right.',
      },
    },
    required: ['new_password'],
  },
}
