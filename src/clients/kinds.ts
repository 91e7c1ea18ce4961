import type { ClientKind, ClientRegistration } from '@/model/client'

/** What a kind of app starts with. Each switch can be changed later; `isPublic` stays what it is. */
export type KindDefaults = Pick<
  ClientRegistration,
  'isPublic' | 'isFirstParty' | 'dialects' | 'grantTypes' | 'scopes'
> & {
  /** People are sent back to it, so it needs a redirect URI. */
  readonly redirects: boolean
}

const person = ['openid', 'profile', 'email', 'offline_access'] as const

/**
 * The safe switches of each kind. Only the login redirect, whose JSON API takes a username and password, begins with
 * `password`; anybody else who wants it turns it on by name.
 */
export const kindDefaults: Readonly<Record<ClientKind, KindDefaults>> = {
  'login-redirect': {
    isPublic: false,
    isFirstParty: false,
    dialects: ['login-redirect'],
    grantTypes: ['login_redirect', 'password', 'refresh_token'],
    scopes: person,
    redirects: true,
  },
  web: {
    isPublic: false,
    isFirstParty: false,
    dialects: ['oauth'],
    grantTypes: ['authorization_code', 'refresh_token'],
    scopes: person,
    redirects: true,
  },
  browser: {
    isPublic: true,
    isFirstParty: false,
    dialects: ['oauth'],
    grantTypes: ['authorization_code', 'refresh_token'],
    scopes: person,
    redirects: true,
  },
  machine: {
    isPublic: false,
    isFirstParty: false,
    dialects: ['oauth'],
    grantTypes: ['client_credentials'],
    scopes: ['openid'],
    redirects: false,
  },
  device: {
    isPublic: true,
    isFirstParty: false,
    dialects: ['oauth'],
    grantTypes: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
    scopes: person,
    redirects: false,
  },
}
