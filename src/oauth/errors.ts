import type { ClientView, ErrorCode, ErrorFact, WayBackView } from '@/model/pages'

/** Each reason for a page of ours: its HTTP status, and the OAuth error of the same meaning, if there is one. */
const table: Readonly<Record<ErrorCode, readonly [status: number, oauthError: string | null]>> = {
  'client-missing': [400, 'invalid_request'],
  'client-unknown': [400, 'invalid_client'],
  'client-disabled': [403, 'unauthorized_client'],
  'dialect-off': [403, 'unauthorized_client'],
  'redirect-uri-missing': [400, 'invalid_request'],
  'redirect-uri-unregistered': [400, 'invalid_request'],
  'request-object-unusable': [400, 'invalid_request_object'],
  'request-uri-unusable': [400, 'invalid_request_uri'],
  'app-request-refused': [400, null],
  'parameter-repeated': [400, 'invalid_request'],
  'request-malformed': [400, 'invalid_request'],
  'request-too-large': [413, 'invalid_request'],
  'form-expired': [403, null],
  'cross-site': [403, null],
  'too-many-attempts': [429, null],
  busy: [503, 'temporarily_unavailable'],
  'setup-closed': [403, null],
  'link-unusable': [410, null],
  'registration-closed': [403, null],
  'sign-in-needed': [401, null],
  forbidden: [403, null],
  'not-found': [404, null],
  'method-not-allowed': [405, null],
  'server-error': [500, 'server_error'],
}

export type PageErrorDetails = {
  readonly client?: ClientView
  /** What was sent and what is registered: for the developer. */
  readonly facts?: readonly ErrorFact[]
  /** A path in the dashboard. */
  readonly settingsPath?: string
  readonly retryAfterSeconds?: number
  readonly wayBack?: WayBackView
}

/** A refusal that is shown on a page of ours; nothing is sent to the app. */
export class PageError extends Error {
  override readonly name = 'PageError'
  readonly status: number
  readonly oauthError: string | null

  constructor(
    readonly code: ErrorCode,
    readonly details: PageErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(code, options)
    ;[this.status, this.oauthError] = table[code]
  }
}
