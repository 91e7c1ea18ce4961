import type { LogoutProblem } from '@/model/logout-delivery'

type Plural = { readonly one: string; readonly other: string }

/** The dashboard's texts about sign-out notices: back-channel logout. */
export const portalLogoutEn = {
  title: 'Sign-out notices',
  intro:
    'When somebody signs out of Portico, a logout_token is posted to {uri}, and again for two days until the app answers 200 or 204. The last 20 are here, for 30 days.',

  noUriTitle: 'This app is not told of sign-outs',
  noUri:
    'With a back-channel logout URI, Portico tells the app when somebody signs out, so that the app can end its own sign-in.',
  setUri: 'Set the URI',
  noneTitle: 'No sign-outs yet',
  none: 'The next notice, and how it went, appears here.',

  states: { delivered: 'Delivered', waiting: 'Waiting', givenUp: 'Given up' },
  delivered: 'Taken {date}.',
  next: 'Next attempt {date}.',
  due: 'It is being sent.',
  ended: 'Signed out {date}',
  session: 'Session',
  attempts: { one: '{count} attempt', other: '{count} attempts' } as Plural,

  problems: {
    'answer too large': 'The answer is longer than 64 KiB. An empty one is best.',
    'timed out': 'No whole answer within 5 seconds.',
    'server busy': 'Portico had too many requests under way, to this host or altogether.',
    unreachable: 'The connection failed: refused, broken off, or without a valid certificate.',
    unresolvable: 'The host name is not known.',
    'private address':
      'The host name leads to a private address, which Portico does not call unless PORTICO_ALLOW_PRIVATE_NETWORK is on.',
    'not https': 'The URI is not https.',
    'app disabled': 'The app was disabled, so it was not told.',
    'no URI': 'The URI was taken away, so the app was not told.',
  } satisfies Record<Exclude<LogoutProblem, `answered ${number}`>, string>,
  refused: 'Answered 400: the app refuses the logout token. Its log says why.',
  redirected: 'Answered {status}: redirects are not followed.',
  answered: 'Answered {status}, where 200 or 204 is wanted.',
}

export type PortalLogoutTexts = typeof portalLogoutEn
