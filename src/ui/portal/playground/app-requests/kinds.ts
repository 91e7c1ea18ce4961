import type { Header } from '../wire'

/** Requests that an app makes by itself, each a page of the playground. */
export const requestKinds = [
  'client-credentials',
  'refresh',
  'introspection',
  'revocation',
  'token-exchange',
] as const
export type RequestKind = (typeof requestKinds)[number]

export const isRequestKind = (flow: string): flow is RequestKind =>
  (requestKinds as readonly string[]).includes(flow)

export type FieldName =
  | 'scope'
  | 'resource'
  | 'refresh_token'
  | 'token'
  | 'token_type_hint'
  | 'subject_token'
  | 'subject_token_type'
  | 'actor_token'
  | 'actor_token_type'
  | 'audience'

type Kind = {
  readonly path: string
  /** Parameters that are always the same. */
  readonly fixed: readonly Header[]
  readonly fields: readonly FieldName[]
  /** What they hold before anybody types. */
  readonly usual?: Readonly<Partial<Record<FieldName, string>>>
  /** A client without a secret may make it. */
  readonly isForPublic: boolean
  /** The answer holds tokens. */
  readonly answersTokens: boolean
}

const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token'

export const kinds: Readonly<Record<RequestKind, Kind>> = {
  'client-credentials': {
    path: '/oauth/token', // RFC 6749 §4.4
    fixed: [['grant_type', 'client_credentials']],
    fields: ['scope', 'resource'],
    usual: { scope: 'openid' },
    isForPublic: false,
    answersTokens: true,
  },
  refresh: {
    path: '/oauth/token', // RFC 6749 §6
    fixed: [['grant_type', 'refresh_token']],
    fields: ['refresh_token', 'scope', 'resource'],
    isForPublic: true,
    answersTokens: true,
  },
  introspection: {
    path: '/oauth/introspect', // RFC 7662
    fixed: [],
    fields: ['token', 'token_type_hint'],
    isForPublic: false,
    answersTokens: false,
  },
  revocation: {
    path: '/oauth/revoke', // RFC 7009
    fixed: [],
    fields: ['token', 'token_type_hint'],
    isForPublic: true,
    answersTokens: false,
  },
  'token-exchange': {
    path: '/oauth/token', // RFC 8693
    fixed: [['grant_type', 'urn:ietf:params:oauth:grant-type:token-exchange']],
    fields: [
      'subject_token',
      'subject_token_type',
      'actor_token',
      'actor_token_type',
      'resource',
      'audience',
      'scope',
    ],
    usual: { subject_token_type: accessTokenType },
    isForPublic: false,
    answersTokens: true,
  },
}

/** The type goes with the token: RFC 8693 §2.1 wants neither or both. */
export const withActorType = (fields: Readonly<Partial<Record<FieldName, string>>>) =>
  (fields.actor_token ?? '') === '' ? fields : { ...fields, actor_token_type: accessTokenType }
