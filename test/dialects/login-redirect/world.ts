import { testProvider } from '../../test-provider'

/** A user, a client, and what the client sends to `/api/token` for the user's password. */
export async function world(options: Parameters<typeof testProvider>[0] = {}) {
  const op = await testProvider(options)
  const alice = await op.user()
  const client = await op.client()
  const body = {
    response_type: 'code',
    username: alice.username,
    password: alice.password,
    client_id: client.id,
    scope: 'profile',
  }
  return {
    op,
    alice,
    client,
    body,
    ask: (more: object = {}) => op.json('/api/token', { ...body, ...more }),
  }
}
