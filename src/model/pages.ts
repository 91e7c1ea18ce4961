import type { BrokerProblem } from './broker-problem'
import type { OAuthErrorCode } from './oauth-errors'
import type { UpstreamPreset } from './upstream'

/**
 * What each page that strangers see is given to show. The provider names a page and its view; `src/ui` draws it.
 * Views hold text as data, never markup.
 */

export const locales = ['en', 'fr'] as const
export type Locale = (typeof locales)[number]

/** A client as a stranger sees it. */
export type ClientView = {
  readonly name: string
  /** A path of ours, or null. */
  readonly logoUrl: string | null
}

/** What every form posts beside its fields. */
export type FormView = {
  /** Hidden field `token`: binds the form to the browser's session, or to its visitor cookie before that. */
  readonly token: string
  /** Hidden field `continue`: the path and query of the authorization request to return to; empty for the home page. */
  readonly continue: string
}

/** Another sign-on that people may come by. */
export type UpstreamView = {
  readonly label: string
  readonly preset: UpstreamPreset
  /** Where its button leads. */
  readonly url: string
}

export type SignInView = FormView & {
  /** The app that sent the person; null for the portal's own sign-in. */
  readonly client: ClientView | null
  /** What was typed, so that nothing is lost: field `identifier`. The other field is `password`. */
  readonly identifier: string
  readonly problem:
    | null
    | { readonly kind: 'wrong-credentials' | 'form-expired' | 'busy' | 'missing' }
    | { readonly kind: 'too-many-attempts'; readonly retryAfterSeconds: number }
  readonly notice:
    null | 'registered' | 'signed-out' | 'password-changed' | 'upstream-denied' | 'password-needed'
  /** Null when self-registration is off. */
  readonly registerUrl: string | null
  /** In their order. */
  readonly upstreams: readonly UpstreamView[]
}

export type FieldProblem =
  | 'missing'
  | 'too-short'
  | 'too-long'
  | 'too-common'
  | 'same-as-username'
  | 'taken'
  | 'not-a-username'
  | 'not-an-email'
  | 'wrong'
  | 'not-the-same'

/** One form for `register` and `setup`: fields `username`, `email`, `password`. */
export type RegisterView = FormView & {
  readonly client: ClientView | null
  readonly username: string
  readonly email: string
  readonly problems: {
    readonly username?: FieldProblem
    readonly email?: FieldProblem
    readonly password?: FieldProblem
  }
  readonly problem: null | 'form-expired' | 'busy' | 'too-many-attempts'
  /** Back to the sign-in page; null on the setup page. */
  readonly signInUrl: string | null
  /** Hidden field `code` of the setup page. */
  readonly code: string | null
  /** In their order. */
  readonly upstreams: readonly UpstreamView[]
}

/** Somebody came by an upstream with the e-mail address of a user, whose password they have to know: field `password`. */
export type UpstreamProveView = FormView & {
  readonly label: string
  readonly preset: UpstreamPreset
  readonly username: string
  /** As the upstream told it. */
  readonly email: string
  /** False: there is no password that could be asked for. */
  readonly hasPassword: boolean
  readonly problem: SignInView['problem']
  readonly signInUrl: string
}

/** Why nobody was signed in by an upstream: what it did wrong, or why the person is not let in. */
export type UpstreamFailureCode =
  | 'denied'
  | 'refused'
  | 'state'
  | 'issuer'
  | 'audience'
  | 'nonce'
  | 'signature'
  | 'algorithm'
  | 'expired'
  | 'not-fresh'
  | 'no-subject'
  | 'subject-differs'
  | 'no-id-token'
  | 'not-json'
  | 'malformed'
  | 'redirect'
  | 'too-large'
  | 'timeout'
  | 'private-address'
  | 'not-https'
  | 'unreachable'
  | 'settings'
  | 'unknown-upstream'
  | 'no-account'
  | 'invitation-needed'
  | 'email-unverified'
  | 'disabled'
  | 'linked-elsewhere'
  | 'session-changed'
  | 'prove-expired'

export type UpstreamFailureView = {
  readonly code: UpstreamFailureCode
  /** Null: it is not known which upstream it was. */
  readonly label: string | null
  /** For the operator: where it happened, and the exact words. Null: there is nothing more to say. */
  readonly detail: { readonly stage: string; readonly text: string } | null
  /** Back to where the person came from. */
  readonly back: { readonly kind: 'sign-in' | 'security' | 'upstream'; readonly url: string }
  readonly requestId: string | null
}

/** A new password by a one-time link: field `password`, hidden `code`. */
export type RecoverView = FormView & {
  readonly username: string
  readonly code: string
  readonly problems: { readonly password?: FieldProblem }
  readonly problem: null | 'form-expired' | 'busy'
}

export type ConsentItem =
  | {
      readonly scope: 'openid'
      /** As the same person as every other app, or under a name that only this app and its kin have. */
      readonly knownAs: 'public' | 'pairwise'
    }
  | {
      readonly scope: 'profile' | 'email' | 'phone' | 'address' | 'offline_access'
      /** The person's own data as the example; null when there is none yet. */
      readonly example: string | null
    }

/** Buttons `decision=allow` and `decision=deny`. */
export type ConsentView = FormView & {
  readonly client: ClientView
  /** Nobody here vouches for the app. */
  readonly isSelfRegistered: boolean
  /** Where the person is sent: the redirect URI's host in full, or its private scheme. */
  readonly destination: string
  readonly user: { readonly username: string; readonly email: string | null }
  readonly items: readonly ConsentItem[]
  /** What the app says of itself, on https; null: nothing. */
  readonly policyUri: string | null
  readonly tosUri: string | null
}

/** Asks for the code that a device shows: field `user_code`. */
export type DeviceCodeView = FormView & {
  /** What was typed. */
  readonly userCode: string
  readonly problem: null | 'missing' | 'incomplete' | 'unusable' | 'form-expired'
}

/** What a device asks for. Buttons `decision=allow` and `decision=deny`. */
export type DeviceConsentView = FormView & {
  readonly client: ClientView
  /** Nobody here vouches for the app. */
  readonly isSelfRegistered: boolean
  /** As the device shows it. */
  readonly userCode: string
  readonly user: { readonly username: string; readonly email: string | null }
  readonly items: readonly ConsentItem[]
  /** Where the device asked from; null: it is not known. */
  readonly address: string | null
  readonly userAgent: string | null
  /** How long ago it asked. */
  readonly secondsAgo: number
}

export type DeviceDoneView = {
  readonly client: ClientView
  readonly outcome: 'allowed' | 'denied'
}

export type SignOutView = FormView & { readonly username: string }

/** Where an authorization ends for an app that has no address: the person carries the code over by hand. */
export type NativeCodeView =
  | {
      readonly kind: 'code'
      readonly client: ClientView
      readonly code: string
      readonly expiresInSeconds: number
    }
  | { readonly kind: 'refused'; readonly error: OAuthErrorCode }

export type SignedOutView = {
  readonly signInUrl: string
  /** The apps that were used in the session, by name; none where nothing is known of it. */
  readonly apps: {
    /** They have ended the sign-in on their side, too. */
    readonly signedOut: readonly string[]
    /** They could not be told yet, and it is tried again. */
    readonly unreached: readonly string[]
    /** They are not told, and may still know the person. */
    readonly untold: readonly string[]
  }
}

/** How the redirect URI that was sent differs from the nearest registered one. */
export type Difference =
  | 'trailing-slash'
  | 'scheme'
  | 'host'
  | 'port'
  | 'path'
  | 'case'
  | 'query'
  | 'fragment'
  | 'userinfo'
  | 'encoding'
  | 'backslash'
  | 'other'

/** Every reason for which a page of ours, and not a redirect, is the answer. */
export type ErrorCode =
  | 'client-missing'
  | 'client-unknown'
  | 'client-disabled'
  | 'dialect-off'
  | 'redirect-uri-missing'
  | 'redirect-uri-unregistered'
  | 'request-object-unusable'
  | 'request-uri-unusable'
  | 'app-request-refused'
  | 'parameter-repeated'
  | 'request-malformed'
  | 'request-too-large'
  | 'form-expired'
  | 'cross-site'
  | 'too-many-attempts'
  | 'busy'
  | 'setup-closed'
  | 'link-unusable'
  | 'registration-closed'
  | 'sign-in-needed'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'server-error'

export type ErrorView = {
  readonly code: ErrorCode
  /** The OAuth error of the same meaning, for the developer: `invalid_request`, …; null when there is none. */
  readonly oauthError: string | null
  readonly client: ClientView | null
  /** What the developer of the app needs to see; values are shown as they came, in monospace. */
  readonly facts: readonly ErrorFact[]
  /** Where to change it, in the dashboard; null when there is no such place. */
  readonly settingsUrl: string | null
  readonly requestId: string | null
  readonly retryAfterSeconds: number | null
  /** On to the app, with the error, if the person wants to. */
  readonly wayBack?: WayBackView
}

export type WayBackView = {
  /** The host in full, or the private scheme of an app. */
  readonly destination: string
  readonly url: string
  /** What a form posts there; null: a link leads there. */
  readonly fields: Readonly<Record<string, string | undefined>> | null
}

export type ErrorFact =
  | { readonly kind: 'parameter'; readonly name: string; readonly value: string | null }
  | {
      readonly kind: 'redirect-uri'
      readonly sent: string
      readonly nearest: string | null
      readonly difference: Difference | null
      readonly registered: readonly string[]
    }
  /** A switch that is off: the dialect or grant type by its wire name. */
  | { readonly kind: 'switch'; readonly name: string }

/** Why the broker does not send a person on. What comes from the page's address is nobody's word: text, and no link. */
export type BrokerProblemView = {
  readonly problem: BrokerProblem
  /** What was asked; null: nothing, or the problem is another. */
  readonly place: string | null
  /** What the list holds; null: the problem is another. */
  readonly allowed: readonly string[] | null
  /** What the upstream did wrong, by its name in the log. */
  readonly reason: string | null
  /** Of the request that failed. */
  readonly requestId: string | null
}

export type PageViews = {
  readonly 'sign-in': SignInView
  readonly register: RegisterView
  readonly setup: RegisterView
  readonly recover: RecoverView
  readonly 'upstream-prove': UpstreamProveView
  readonly 'upstream-failure': UpstreamFailureView
  readonly consent: ConsentView
  readonly 'device-code': DeviceCodeView
  readonly 'device-consent': DeviceConsentView
  readonly 'device-done': DeviceDoneView
  readonly 'sign-out': SignOutView
  readonly 'signed-out': SignedOutView
  readonly 'native-code': NativeCodeView
  readonly 'broker-problem': BrokerProblemView
  readonly error: ErrorView
}

export type PageName = keyof PageViews
