import { directions, limitBounds, longestSearch, offsetBounds, orders } from '../user-query'
import { answerOf, jsonOf, nothing, refusalsOf } from './answers'
import { byToken } from './token-paths'
import type { Parameter, Paths, Schema } from './types'

const uuid: Parameter = {
  name: 'uuid',
  in: 'path',
  required: true,
  description: 'The user.',
  schema: { type: 'string' },
}

const inQuery = (name: string, description: string, schema: Schema): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
})

const integer = ({ least, most }: { least: number; most: number }, standard: number): Schema => ({
  type: 'integer',
  minimum: least,
  maximum: most,
  default: standard,
})

const query: readonly Parameter[] = [
  inQuery('search', 'A part of the username, the e-mail address or a name; case is not heeded.', {
    type: 'string',
    maxLength: longestSearch,
  }),
  inQuery('limit', 'How many at most.', integer(limitBounds, limitBounds.most)),
  inQuery('offset', 'How many to pass over.', integer(offsetBounds, 0)),
  inQuery('order', 'What to sort by.', { type: 'string', enum: orders, default: 'username' }),
  inQuery('direction', 'Which way.', { type: 'string', enum: directions, default: 'asc' }),
]

/** Users, for administrators only. */
export const userPaths: Paths = {
  '/users': {
    get: {
      operationId: 'listUsers',
      summary: 'Search users',
      security: byToken,
      parameters: query,
      responses: { 200: answerOf('One page.', 'Users'), ...refusalsOf(400, 401, 403) },
    },
    post: {
      operationId: 'createUser',
      summary: 'Add a user',
      security: byToken,
      requestBody: { required: true, content: jsonOf('NewUser') },
      responses: {
        200: answerOf('The user.', 'User'),
        ...refusalsOf(400, 401, 403, 409, 413, 503),
      },
    },
  },
  '/users/{uuid}': {
    get: {
      operationId: 'readUser',
      summary: 'One user',
      security: byToken,
      parameters: [uuid],
      responses: { 200: answerOf('The user.', 'User'), ...refusalsOf(400, 401, 403, 404) },
    },
    put: {
      operationId: 'updateUser',
      summary: 'Change a user',
      security: byToken,
      parameters: [uuid],
      requestBody: { required: true, content: jsonOf('UserChange') },
      responses: {
        200: answerOf('The user, as it is now.', 'User'),
        ...refusalsOf(400, 401, 403, 404, 409, 413),
      },
    },
    delete: {
      operationId: 'deleteUser',
      summary: 'Delete a user',
      description: 'With everything of theirs. Not yourself, and never the last administrator.',
      security: byToken,
      parameters: [uuid],
      responses: { 204: nothing('The user is gone.'), ...refusalsOf(400, 401, 403, 404, 409) },
    },
  },
  '/users/{uuid}/password': {
    put: {
      operationId: 'setPassword',
      summary: 'Set a password',
      description: 'Every session, grant and token of the user ends.',
      security: byToken,
      parameters: [uuid],
      requestBody: { required: true, content: jsonOf('PasswordChange') },
      responses: {
        204: nothing('It is the password now.'),
        ...refusalsOf(400, 401, 403, 404, 413, 429, 503),
      },
    },
  },
}
