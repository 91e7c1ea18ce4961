import { randomUUID } from 'node:crypto'
import type { AuthorizationCode } from '@/model/authorization-code'
import { defaultClientOptions, type Client, type ClientSecret } from '@/model/client'
import type { DeviceCode } from '@/model/device-code'
import type { Grant, RefreshToken } from '@/model/grant'
import type { InitialAccessToken } from '@/model/initial-access-token'
import type { PushedRequest } from '@/model/pushed-request'
import type { Session } from '@/model/session'
import type { NewUser } from '@/model/user'
import type { Stores } from '@/stores/stores'

/** A moment that does not fall on a full second: databases that keep less than a millisecond are found out. */
export const now = new Date('2026-11-20T14:06:34.615Z')

export const after = (seconds: number, start = now) => new Date(start.getTime() + seconds * 1000)

export const day = 24 * 60 * 60

export function newUser(values: Partial<NewUser> = {}): NewUser {
  const id = randomUUID()
  return {
    id,
    username: `User-${id}`,
    usernameKey: `user-${id}`,
    email: `${id}@example.com`,
    createdAt: now,
    ...values,
  }
}

export const newClient = (values: Partial<Client> = {}): Client => ({
  id: randomUUID(),
  name: 'Notes',
  kind: 'login-redirect',
  isFirstParty: false,
  isPublic: false,
  dialects: ['login-redirect', 'oauth'],
  grantTypes: ['login_redirect', 'refresh_token'],
  scopes: ['openid', 'profile'],
  redirectUris: ['https://notes.example/b', 'https://notes.example/a?x=1'],
  postLogoutRedirectUris: ['https://notes.example/z?bye=1 "2"', 'https://notes.example/'],
  authenticationMethod: 'client_secret_post',
  pkce: 'optional',
  idTokenAlgorithm: 'ES256',
  accessTokenLifetime: null,
  refreshTokenLifetime: 3600,
  backchannelLogoutUri: null,
  options: defaultClientOptions,
  ownerId: null,
  logoHash: null,
  createdAt: now,
  disabledAt: null,
  ...values,
})

export const newSecret = (clientId: string, values: Partial<ClientSecret> = {}): ClientSecret => ({
  id: randomUUID(),
  clientId,
  secretHash: randomUUID(),
  hint: 'abcd',
  createdAt: now,
  ...values,
})

export const newSession = (userId: string, values: Partial<Session> = {}): Session => ({
  id: randomUUID(),
  userId,
  authTime: now,
  amr: ['pwd', 'otp'],
  createdAt: now,
  lastSeenAt: now,
  expiresAt: after(3600),
  absoluteExpiresAt: after(day),
  address: '192.0.2.1',
  userAgent: 'Firefox',
  ...values,
})

export const newGrant = (userId: string, clientId: string, values: Partial<Grant> = {}): Grant => ({
  id: randomUUID(),
  clientId,
  userId,
  sessionId: null,
  grantType: 'login_redirect',
  scope: 'openid profile',
  resources: '',
  authentication: null,
  createdAt: now,
  revokedAt: null,
  ...values,
})

export const newRefreshToken = (
  grantId: string,
  values: Partial<RefreshToken> = {},
): RefreshToken => ({
  hash: randomUUID(),
  grantId,
  thumbprint: null,
  createdAt: now,
  expiresAt: after(30 * day),
  consumedAt: null,
  ...values,
})

export const newAuthorizationCode = (
  { id: grantId, clientId }: Grant,
  values: Partial<AuthorizationCode> = {},
): AuthorizationCode => ({
  hash: randomUUID(),
  grantId,
  clientId,
  redirectUri: 'http://127.0.0.1:49152/a?x=1',
  isRedirectUriSent: true,
  codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  codeChallengeMethod: 'S256',
  thumbprint: null,
  createdAt: now,
  expiresAt: after(60),
  consumedAt: null,
  ...values,
})

export const newPushedRequest = (
  clientId: string,
  values: Partial<PushedRequest> = {},
): PushedRequest => ({
  hash: randomUUID(),
  clientId,
  parameters: 'client_id=notes&scope=openid+email',
  thumbprint: null,
  createdAt: now,
  expiresAt: after(60),
  consumedAt: null,
  ...values,
})

export const newDeviceCode = (clientId: string, values: Partial<DeviceCode> = {}): DeviceCode => ({
  hash: randomUUID(),
  userCodeHash: randomUUID(),
  clientId,
  scope: 'openid profile',
  resources: '',
  thumbprint: null,
  address: '192.0.2.1',
  userAgent: 'Television',
  createdAt: now,
  expiresAt: after(600),
  interval: 5,
  lastPolledAt: null,
  state: 'pending',
  grantId: null,
  consumedAt: null,
  ...values,
})

export const newInitialAccessToken = (
  values: Partial<InitialAccessToken> = {},
): InitialAccessToken => ({
  id: randomUUID(),
  hash: randomUUID(),
  name: 'For the build server',
  createdAt: now,
  expiresAt: after(day),
  usesLeft: 1,
  ...values,
})

/** People and things that are in the database already. */
export const added = (stores: Stores) => ({
  user: async (values?: Partial<NewUser>) => {
    const user = newUser(values)
    await stores.users.create(user, 'hash')
    return user
  },
  client: async (values?: Partial<Client>) => {
    const client = newClient(values)
    await stores.clients.create(client, null)
    return client
  },
  session: async (userId: string, values?: Partial<Session>) => {
    const session = newSession(userId, values)
    const tokenHash = randomUUID()
    await stores.sessions.create(session, tokenHash, null)
    return { ...session, tokenHash }
  },
  grant: async (userId: string, clientId: string, values?: Partial<Grant>) => {
    const grant = newGrant(userId, clientId, values)
    const token = newRefreshToken(grant.id)
    await stores.grants.create(grant, token)
    const isRevoked = async () =>
      (await stores.grants.findByRefreshToken(token.hash))?.grant.revokedAt !== null
    return { ...grant, tokenHash: token.hash, isRevoked }
  },
  code: async (userId: string, clientId: string, values?: Partial<AuthorizationCode>) => {
    const grant = newGrant(userId, clientId, { grantType: 'authorization_code' })
    const code = newAuthorizationCode(grant, values)
    await stores.authorizationCodes.create(grant, code)
    return code
  },
  pushedRequest: async (clientId: string, values?: Partial<PushedRequest>) => {
    const request = newPushedRequest(clientId, values)
    await stores.pushedRequests.create(request)
    return request
  },
  deviceCode: async (clientId: string, values?: Partial<DeviceCode>) => {
    const code = newDeviceCode(clientId, values)
    if (!(await stores.deviceCodes.create(code))) throw new Error('The user code is taken')
    return code
  },
  /** One that a person has allowed, with the grant that was given. */
  allowedDeviceCode: async (userId: string, clientId: string, values?: Partial<DeviceCode>) => {
    const code = await added(stores).deviceCode(clientId, values)
    const grant = newGrant(userId, clientId)
    const isAllowed = await stores.deviceCodes.allow(code.hash, grant, now)
    if (!isAllowed) throw new Error('The device code was decided before')
    return { ...code, state: 'allowed', grantId: grant.id } as const
  },
})

/** Calls as many times at once. */
export const atOnce = <T>(times: number, call: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => call(index)))

/** What every contract is run on. */
export type World = {
  /** One database for all contracts: a test works with what it has added itself. */
  stores(): Stores
  /** A database without anything in it. */
  fresh(): Promise<Stores>
}
