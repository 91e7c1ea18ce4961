import type { Client } from '@/model/client'
import type { Example } from './examples'

/** Requests to the token API, for one app: a token with a refresh token, and then tokens for that. */
export const tokenApiExamples = (
  issuer: string,
  { id }: Pick<Client, 'id'>,
): readonly Example[] => [
  {
    name: 'Basic',
    code: [
      `curl ${issuer}/api/auth/0.1/token \\`,
      `  --user 'alice:…' \\`,
      `  --header 'Content-Type: application/json' \\`,
      `  --data '{ "client_id": "${id}", "access_type": "offline", "expiration": 7200 }'`,
    ].join('\n'),
  },
  {
    name: 'refresh_token',
    code: [
      `curl ${issuer}/api/auth/0.1/token \\`,
      `  --header 'Content-Type: application/json' \\`,
      `  --data '{ "client_id": "${id}", "refresh_token": "…" }'`,
    ].join('\n'),
  },
]
