// A portal that apps move into from another server.
import type { ImportFileOptions } from '@/portal/import/import-file'

import { basic, RelyingParty } from '../../oauth/relying-party'
import { moving } from './moving'

export const callback = 'https://notes.example/callback'
export const plainSecret = 'NXk3bVpvQzJkYTVqM2hRWnBKdzlRZ1hKY2tLa1R3'

export const house = async () => {
  const world = await moving()
  const { op } = world
  return {
    ...world,
    imports: (name: string, text: string, more: Partial<ImportFileOptions> = {}) =>
      world.imports(name, text, { what: 'clients', ...more }),
    client: async (id: string) => (await op.stores.clients.findWithSecrets(id))!,
    /** Goes through a whole authorization with an app that was moved, as it did before: without PKCE where it may. */
    signInTo: async (id: string, secret: string | null, withPkce: boolean) => {
      const found = (await op.stores.clients.findWithSecrets(id))!
      const app = new RelyingParty(op, found.client, secret)
      const browser = await op.signedIn(await op.user({ username: `user-of-${id}` }))
      const none = { code_challenge: null, code_challenge_method: null }
      const { parameters } = await app.authorize(browser, withPkce ? {} : none)
      const redeemed = await app.redeem(
        parameters['code'] ?? '',
        withPkce ? {} : { code_verifier: null },
      )
      return redeemed.status
    },
    serviceToken: async (id: string, secret: string) => {
      const headers = { Authorization: basic(id, secret) }
      return (await op.post('/oauth/token', { grant_type: 'client_credentials' }, { headers }))
        .status
    },
  }
}
