import { schemas } from './schemas'
import { tokenPaths } from './token-paths'
import { userPaths } from './user-paths'

const securitySchemes = {
  basic: {
    type: 'http',
    scheme: 'basic',
    description: 'A username or e-mail address, and a password.',
  },
  token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' },
  bearer: { type: 'http', scheme: 'bearer' },
} as const

/** The token API in OpenAPI 3.1. Tests make their requests from it. */
export const documentOf = (issuer: string) =>
  ({
    openapi: '3.1.0',
    info: {
      title: 'Portico: token API',
      version: '0.1',
      description: 'Opaque tokens for a username and password, and the users behind them.',
    },
    servers: [{ url: `${issuer}/api/auth/0.1` }],
    paths: { ...tokenPaths, ...userPaths },
    components: { schemas, securitySchemes },
  }) as const
