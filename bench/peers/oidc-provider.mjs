/**
 * panva's oidc-provider as it comes, with its own store in memory. Nothing is asked of it that the portal does not do as
 * well: the clients are of the same kind, and what is signed is signed with the same algorithm. Its tokens for UserInfo
 * and introspection are opaque, which it looks up in memory: it takes no others there.
 */
import { generateKeyPairSync } from 'node:crypto'

import { Provider } from 'oidc-provider'

import { apps, redirectUri } from '../apps.mjs'

const { PORT: port, GRANTS: grants } = process.env
const resource = 'https://api.example'

const jwk = (alg, type, options) => {
  const { privateKey } = generateKeyPairSync(type, options)
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg }
}

/** People come back with a refresh token that stays what it is; what the code flow gives is rotated. */
const person = {
  redirect_uris: [redirectUri],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'none',
  id_token_signed_response_alg: 'ES256',
}
const machine = ({ id, secret }) => ({
  client_id: id,
  client_secret: secret,
  redirect_uris: [],
  response_types: [],
  grant_types: ['client_credentials'],
  token_endpoint_auth_method: 'client_secret_basic',
})

const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    { client_id: 'app', ...person },
    { client_id: apps.browser.id, ...person },
    {
      ...person,
      client_id: apps.web.id,
      client_secret: apps.web.secret,
      token_endpoint_auth_method: 'client_secret_basic',
    },
    machine(apps.es256),
    machine(apps.rs256),
  ],
  cookies: { keys: ['of no importance here'] },
  jwks: {
    keys: [
      jwk('ES256', 'ec', { namedCurve: 'P-256' }),
      jwk('RS256', 'rsa', { modulusLength: 2048 }),
    ],
  },
  findAccount: (_context, accountId) => ({
    accountId,
    claims: () => ({
      sub: accountId,
      name: accountId,
      preferred_username: accountId,
      updated_at: 1_800_000_000,
      email: `${accountId}@example.com`,
      email_verified: false,
    }),
  }),
  claims: {
    openid: ['sub'],
    profile: ['name', 'preferred_username', 'updated_at'],
    email: ['email', 'email_verified'],
  },
  rotateRefreshToken: ({ oidc }) => oidc.client.clientId !== 'app',
  ttl: {
    AccessToken: 3600,
    Grant: 86_400,
    RefreshToken: 86_400,
    Session: 86_400,
    Interaction: 600,
  },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_context, { clientId }) =>
        clientId === apps.web.id ? undefined : resource,
      useGrantedResource: () => true,
      getResourceServerInfo: (_context, _resource, { clientId }) => ({
        scope: 'notes',
        audience: resource,
        accessTokenTTL: 3600,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: clientId === apps.rs256.id ? 'RS256' : 'ES256' } },
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
    scope: 'offline_access notes',
    gty: 'authorization_code',
    expiresWithSession: false,
  })
  return token.save()
}

/** Whoever comes is the person that is hinted at, and allows what is asked. */
async function interact(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response)
  if (prompt.name === 'login') {
    const login = { accountId: params.login_hint }
    return provider.interactionFinished(request, response, { login })
  }
  const { accountId } = session
  const grant = new provider.Grant({ accountId, clientId: params.client_id })
  grant.addOIDCScope(params.scope)
  grant.addResourceScope(resource, 'notes')
  const consent = { grantId: await grant.save() }
  return provider.interactionFinished(request, response, { consent })
}

provider.use(async (context, next) => {
  if (!context.path.startsWith('/interaction/')) return next()
  context.respond = false
  await interact(context.req, context.res)
})

const refreshTokens = []
for (let count = 0; count < Number(grants); count += 1) {
  refreshTokens.push(await makeRefreshToken(`person-${count}`))
}
provider.listen(Number(port), '127.0.0.1', () => process.send({ refreshTokens }))
process.on('disconnect', () => process.exit())
