import { answerOf, bareRefusalsOf, jsonOf, nothing, refusalsOf } from './answers'
import type { Parameter, Paths } from './types'

const open = [] as const
export const byToken = [{ token: [] }, { bearer: [] }] as const

const token: Parameter = {
  name: 'token',
  in: 'path',
  required: true,
  description: 'The token itself, which is proof enough to ask.',
  schema: { type: 'string' },
}

const clientId: Parameter = {
  name: 'client_id',
  in: 'path',
  required: true,
  description: 'The app that the refresh tokens are for.',
  schema: { type: 'string' },
}

/** Tokens: making one, asking of one, ending one. */
export const tokenPaths: Paths = {
  '/token': {
    post: {
      operationId: 'createToken',
      summary: 'Make a token',
      description:
        'For a username and password by Basic (UTF-8, not form-encoded), or, without Basic, for `client_id` and `refresh_token`.',
      security: [{ basic: [] }, {}],
      requestBody: { required: false, content: jsonOf('TokenRequest') },
      responses: {
        200: answerOf('The token.', 'NewToken'),
        ...refusalsOf(400, 401, 403, 413, 429, 503),
      },
    },
  },
  '/token/{token}': {
    get: {
      operationId: 'readToken',
      summary: 'What a token stands for',
      security: open,
      parameters: [token],
      responses: { 200: answerOf('It is good.', 'Token'), ...refusalsOf(403, 404) },
    },
    head: {
      operationId: 'checkToken',
      summary: 'Whether a token is good',
      security: open,
      parameters: [token],
      responses: { 204: nothing('It is good.'), ...bareRefusalsOf(403, 404) },
    },
    delete: {
      operationId: 'deleteToken',
      summary: 'End a token',
      description: 'Also where there is none, which is not told.',
      security: open,
      parameters: [token],
      responses: { 200: answerOf('There is no such token now.', 'Deleted'), ...refusalsOf(403) },
    },
  },
  '/users/me/tokens': {
    get: {
      operationId: 'listMyTokens',
      summary: 'Your refresh tokens, newest first',
      security: byToken,
      responses: {
        200: answerOf('All of them.', 'RefreshTokens'),
        ...refusalsOf(400, 401, 403),
      },
    },
  },
  '/users/me/tokens/{client_id}': {
    delete: {
      operationId: 'deleteMyTokens',
      summary: 'Delete your refresh tokens of one app',
      description: 'Every token that they made ends at once.',
      security: byToken,
      parameters: [clientId],
      responses: { 204: nothing('They are gone.'), ...refusalsOf(400, 401, 403, 404) },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'readDocument',
      summary: 'This document',
      security: open,
      responses: {
        200: {
          description: 'OpenAPI 3.1.',
          content: { 'application/json': { schema: { type: 'object' } } },
        },
        ...refusalsOf(403),
      },
    },
  },
}
