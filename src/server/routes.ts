// The one route table: what the front server answers itself. `app/**/route.ts` names the same paths and methods, which
// a test holds. Everything else is a page of the signed-in portal, and Next's.
import { callback as brokerCallback } from '@/dialects/broker/callback'
import { tokensPreflight as brokerTokensPreflight } from '@/dialects/broker/cross-origin'
import { login as brokerLogin } from '@/dialects/broker/login'
import { tokens as brokerTokens } from '@/dialects/broker/tokens'
import { createUser } from '@/dialects/login-redirect/create-user'
import { tokenPreflight } from '@/dialects/login-redirect/cross-origin'
import { login } from '@/dialects/login-redirect/login'
import { token } from '@/dialects/login-redirect/token'
import { unknownPath } from '@/dialects/token-api/api'
import { createToken } from '@/dialects/token-api/create-token'
import { readDocument } from '@/dialects/token-api/document'
import { deleteMyTokens, listMyTokens } from '@/dialects/token-api/my-tokens'
import { deleteToken, readToken } from '@/dialects/token-api/token'
import { deleteUser, readUser, updateUser } from '@/dialects/token-api/user'
import { setPassword } from '@/dialects/token-api/user-password'
import { createUser as createTokenApiUser, listUsers } from '@/dialects/token-api/users'
import { applications, authorizedApplications, newApplication } from '@/dialects/rails/applications'
import { nativeCode } from '@/dialects/rails/native-code'
import { tokenInfo, tokenInfoPreflight } from '@/dialects/rails/token-info'
import { authorize, authorizeByPost } from '@/oauth/endpoints/authorize'
import { deviceAuthorization, devicePreflight } from '@/oauth/endpoints/device-authorization'
import { endSession, endSessionByPost } from '@/oauth/endpoints/end-session'
import { introspect } from '@/oauth/endpoints/introspect'
import {
  deleteClient,
  readClient,
  register as registerClient,
  registerPreflight,
  updateClient,
} from '@/oauth/endpoints/register'
import { push, pushPreflight } from '@/oauth/endpoints/pushed-authorization-request'
import { revoke, revokePreflight } from '@/oauth/endpoints/revoke'
import { token as oauthToken, tokenPreflight as oauthTokenPreflight } from '@/oauth/endpoints/token'
import { userinfo, userinfoPreflight } from '@/oauth/endpoints/userinfo'
import { jwks, jwksPreflight } from '@/oauth/endpoints/jwks'
import { openidConfiguration, discoveryPreflight } from '@/oauth/endpoints/openid-configuration'
import type { Handler } from '@/oauth/provider'
import { changePassword, endSessions, revokeAccess } from '@/portal/account'
import { createApp } from '@/portal/apps/create'
import { deleteApp, disableApp } from '@/portal/apps/life'
import { saveLogo, showLogo } from '@/portal/apps/logo'
import { removeAppSecret, rotateAppSecret, secretSeen } from '@/portal/apps/secrets'
import { updateApp } from '@/portal/apps/update'
import { consent } from '@/portal/consent'
import { playgroundFormPost } from '@/portal/playground'
import { device, deviceForm } from '@/portal/device'
import {
  createInitialAccessToken,
  initialAccessTokenSeen,
  removeInitialAccessToken,
} from '@/portal/initial-access-tokens'
import { saveProfile } from '@/portal/profile'
import { recover, recoverForm } from '@/portal/recover'
import { register, registerForm } from '@/portal/register'
import { setup, setupForm } from '@/portal/setup'
import { signInAgain, signInByPassword } from '@/portal/sign-in'
import { linkUpstream, unlinkUpstream } from '@/portal/upstreams/account'
import { inviteByUpstream, invitationSeen } from '@/portal/upstreams/admin/invite'
import { deleteUpstream, disableUpstream, orderUpstreams } from '@/portal/upstreams/admin/life'
import { createUpstream, updateUpstream } from '@/portal/upstreams/admin/save'
import { testUpstream } from '@/portal/upstreams/admin/test'
import { upstreamCallback, upstreamCallbackByPost } from '@/portal/upstreams/callback'
import { prove, proveForm } from '@/portal/upstreams/prove'
import { signInByUpstream } from '@/portal/upstreams/sign-in'
import { signedOut, signOut, signOutForm } from '@/portal/sign-out'

import { live, ready } from './health'

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS'

export type Route = Readonly<Partial<Record<Method, Handler>>>

const readable = (handler: Handler): Route => ({ GET: handler, HEAD: handler })

const writable = (handler: Handler): Route => ({ POST: handler, PUT: handler, DELETE: handler })

const discovery: Route = { ...readable(openidConfiguration), OPTIONS: discoveryPreflight }
const keys: Route = { ...readable(jwks), OPTIONS: jwksPreflight }
const authorization: Route = { GET: authorize, POST: authorizeByPost }
const tokens: Route = { POST: oauthToken, OPTIONS: oauthTokenPreflight }
const userInformation: Route = { GET: userinfo, POST: userinfo, OPTIONS: userinfoPreflight }
const ending: Route = { GET: endSession, POST: endSessionByPost }
const deviceRequests: Route = { POST: deviceAuthorization, OPTIONS: devicePreflight }
const pushing: Route = { POST: push, OPTIONS: pushPreflight }
const revocation: Route = { POST: revoke, OPTIONS: revokePreflight }
const brokering: Route = { POST: brokerTokens, OPTIONS: brokerTokensPreflight }
const registration: Route = {
  GET: readClient,
  POST: registerClient,
  PUT: updateClient,
  DELETE: deleteClient,
  OPTIONS: registerPreflight,
}

export const routes: Readonly<Record<string, Route>> = {
  '/.well-known/openid-configuration': discovery,
  '/.well-known/oauth-authorization-server': discovery,
  '/oauth/authorize': authorization,
  '/oauth/par': pushing,
  '/oauth/token': tokens,
  '/oauth/userinfo': userInformation,
  '/oauth/introspect': { POST: introspect },
  '/oauth/revoke': revocation,
  '/oauth/device_authorization': deviceRequests,
  '/oauth/jwks': keys,
  '/oauth/end_session': ending,
  '/oauth/register': registration,

  // The provider-path dialect: the same endpoints where a Node OpenID provider has them by default.
  '/auth': authorization,
  '/request': pushing,
  '/token': tokens,
  '/me': userInformation,
  '/token/introspection': { POST: introspect },
  '/token/revocation': revocation,
  '/device/auth': deviceRequests,
  '/jwks': keys,
  '/session/end': ending,
  '/reg': registration,

  // The Rails dialect.
  '/oauth/applications': { GET: applications },
  '/oauth/applications/new': { GET: newApplication },
  '/oauth/authorized_applications': { GET: authorizedApplications },
  '/oauth/authorize/native': { GET: nativeCode },
  '/oauth/token/info': { GET: tokenInfo, OPTIONS: tokenInfoPreflight },

  '/login': { GET: login },
  '/sign-in/password': { GET: signInAgain, POST: signInByPassword },
  '/sign-in/upstream': { GET: signInByUpstream },
  '/sign-in/upstream/prove': { GET: proveForm, POST: prove },
  '/api/auth/callback/[upstream]': { GET: upstreamCallback, POST: upstreamCallbackByPost },
  '/register': { GET: registerForm, POST: register },
  '/consent': { POST: consent },
  '/device': { GET: deviceForm, POST: device },
  '/sign-out': { GET: signOutForm, POST: signOut },
  '/signed-out': { GET: signedOut },
  '/setup': { GET: setupForm, POST: setup },
  '/recover': { GET: recoverForm, POST: recover },

  '/api/users': { POST: createUser },
  '/api/token': { POST: token, OPTIONS: tokenPreflight },

  // The broker.
  '/api/auth/login': { GET: brokerLogin },
  '/api/auth/callback': { GET: brokerCallback },
  '/api/auth/tokens': brokering,
  '/api/auth/token': brokering,

  // The token API. What it does not have comes last.
  '/api/auth/0.1/openapi.json': readable(readDocument),
  '/api/auth/0.1/token': { POST: createToken },
  '/api/auth/0.1/token/[token]': { ...readable(readToken), DELETE: deleteToken },
  '/api/auth/0.1/users': { ...readable(listUsers), POST: createTokenApiUser },
  '/api/auth/0.1/users/me/tokens': readable(listMyTokens),
  '/api/auth/0.1/users/me/tokens/[client]': { DELETE: deleteMyTokens },
  '/api/auth/0.1/users/[uuid]': { ...readable(readUser), PUT: updateUser, DELETE: deleteUser },
  '/api/auth/0.1/users/[uuid]/password': { PUT: setPassword },
  '/api/auth/0.1/[...path]': { ...readable(unknownPath), ...writable(unknownPath) },

  '/account/password': { POST: changePassword },
  '/account/profile': { POST: saveProfile },
  '/account/sessions/end': { POST: endSessions },
  '/account/apps/revoke': { POST: revokeAccess },
  '/account/upstreams/link': { POST: linkUpstream },
  '/account/upstreams/unlink': { POST: unlinkUpstream },

  '/admin/registration/create': { POST: createInitialAccessToken },
  '/admin/registration/remove': { POST: removeInitialAccessToken },
  '/admin/registration/seen': { POST: initialAccessTokenSeen },
  '/admin/upstreams/create': { POST: createUpstream },
  '/admin/upstreams/update': { POST: updateUpstream },
  '/admin/upstreams/order': { POST: orderUpstreams },
  '/admin/upstreams/delete': { POST: deleteUpstream },
  '/admin/upstreams/disable': { POST: disableUpstream },
  '/admin/upstreams/invite': { POST: inviteByUpstream },
  '/admin/upstreams/seen': { POST: invitationSeen },
  '/admin/upstreams/test': { POST: testUpstream },

  '/playground/form-post': { POST: playgroundFormPost },

  '/apps/create': { POST: createApp },
  '/apps/update': { POST: updateApp },
  '/apps/secret/rotate': { POST: rotateAppSecret },
  '/apps/secret/remove': { POST: removeAppSecret },
  '/apps/secret/seen': { POST: secretSeen },
  '/apps/logo': { POST: saveLogo },
  '/apps/disable': { POST: disableApp },
  '/apps/delete': { POST: deleteApp },
  '/logos': readable(showLogo),

  '/health/live': readable(live),
  '/health/ready': readable(ready),
}
