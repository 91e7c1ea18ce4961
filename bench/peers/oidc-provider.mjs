/**
 * panva's oidc-provider as it comes: its own store in memory, one public client, refresh tokens that stay what they
 * are, and access tokens that are JWTs signed with ES256. Nothing is asked of it that the portal does not do as well:
 * no client secret to check, no ID token to sign.
 */
import { generateKeyPairSync } from 'node:crypto'

import { Provider } from 'oidc-provider'

const { PORT: port, GRANTS: grants } = process.env
const resource = 'https://api.example'
const scope = 'offline_access notes'

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const signingKey = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }

const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: 'app',
      redirect_uris: ['http://localhost/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
      id_token_signed_response_alg: 'ES256',
    },
  ],
  cookies: { keys: ['of no importance here'] },
  jwks: { keys: [signingKey] },
  findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  rotateRefreshToken: false,
  ttl: { Grant: 86_400, RefreshToken: 86_400 },
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'notes',
        audience: resource,
        accessTokenTTL: 3600,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
})

/** What a person's consent in a browser would have left behind. */
async function makeRefreshToken(accountId) {
  const client = await provider.Client.find('app')
  const grant = new provider.Grant({ accountId, clientId: client.clientId })
  grant.addOIDCScope('offline_access')
  grant.addResourceScope(resource, 'notes')
  const grantId = await grant.save()
  const token = new provider.RefreshToken({
    accountId,
    client,
    grantId,
    resource,
    scope,
    gty: 'authorization_code',
    expiresWithSession: false,
  })
  return token.save()
}

const refreshTokens = []
for (let person = 0; person < Number(grants); person += 1) {
  refreshTokens.push(await makeRefreshToken(`person-${person}`))
}
provider.listen(Number(port), '127.0.0.1', () => process.send({ refreshTokens }))
process.on('disconnect', () => process.exit())
