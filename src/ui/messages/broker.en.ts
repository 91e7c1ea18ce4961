import type { BrokerProblem } from '@/model/broker-problem'

/** What the broker's page says: to the person, what happened, why and what to do; to whoever can change it, the exact reason. */
type BrokerText = {
  readonly title: string
  readonly why: string
  readonly todo: string
  readonly developer: string | null
}

const startAgain = 'Go back to the app and sign in again.'
const tellTheMakers = 'Tell the people who make the app.'
const tellAnAdministrator = 'Tell an administrator of this portal.'

export const brokerEn = {
  forOperator: 'For the administrator of this portal',
  asked: 'Asked',
  reason: 'Reason',
  allowed: 'The list holds',
  noneAllowed: 'The list is empty.',
  change:
    'An entry without a path allows every address of its origin, one with a path only itself, to the letter. The list is the setting OAUTH_FOLLOW_WHITELIST. Redirect URIs of apps that have the broker switched on are allowed too; they are not shown here.',
  apps: 'Redirect URIs of your apps',
  upstreams: 'Change it under Sign-in services',

  problems: {
    place_missing: {
      title: 'It is not clear where to go back to',
      why: 'You came here without an app’s address, so there is nowhere to send you after signing in.',
      todo: 'Open the app and sign in from there.',
      developer: 'The request has neither “follow” nor a Referer header. Send “follow”.',
    },
    place_repeated: {
      title: 'It is not clear where to go back to',
      why: 'The app named two addresses to go back to.',
      todo: tellTheMakers,
      developer: '“follow” was sent more than once.',
    },
    place_not_allowed: {
      title: 'This portal does not send people there',
      why: 'The address that you came from, or that the app named, is not one of those that this portal knows. Nothing about you was sent to it.',
      todo: tellTheMakers,
      developer:
        'The place to go back to is neither on the list nor a redirect URI of an app that has the broker switched on.',
    },
    broker_not_set: {
      title: 'Signing in is not set up yet',
      why: 'No other sign-on is chosen for people who come this way.',
      todo: tellAnAdministrator,
      developer:
        'No service has the switch “Behind the broker”, or the one that has it is disabled. Turn it on under Sign-in services.',
    },
    access_denied: {
      title: 'You did not sign in',
      why: 'You said no on the page where you sign in, so the app was told nothing about you.',
      todo: 'If that was a mistake, go back to the app and sign in again.',
      developer: null,
    },
    state_invalid: {
      title: 'This sign-in cannot be finished here',
      why: 'It was begun in another browser, took longer than 10 minutes, or was finished before.',
      todo: startAgain,
      developer: null,
    },
    upstream_refused: {
      title: 'The other sign-on refused',
      why: 'It did not confirm who you are to this portal.',
      todo: `${startAgain} If it happens again, tell an administrator.`,
      developer:
        'The upstream answered an OAuth error. The log has it under the request id. The usual cause is a client id, secret or redirect URI that differs from what is registered there.',
    },
    upstream_unreachable: {
      title: 'The other sign-on does not answer',
      why: 'This portal could not reach the site that knows your password.',
      todo: 'Try again in a moment.',
      developer: 'The upstream cannot be reached, or took too long. The log has it.',
    },
    upstream_answer: {
      title: 'The other sign-on gave a wrong answer',
      why: 'This portal does not believe an answer that is not right in every part.',
      todo: tellAnAdministrator,
      developer:
        'The upstream’s answer was refused for the reason below. The log has what was expected.',
    },
    upstream_settings: {
      title: 'Signing in is not set up right',
      why: 'This portal lacks something that it needs to ask the other sign-on.',
      todo: tellAnAdministrator,
      developer: 'An address or the secret of the upstream is missing or may not be used.',
    },
    no_refresh_token: {
      title: 'Signing in is not set up right',
      why: 'The other sign-on does not let this portal keep you signed in to the app.',
      todo: tellAnAdministrator,
      developer:
        'The upstream gave no refresh token, and the broker’s own is made around it. Allow refresh tokens for this client there; an OpenID Connect provider may want the scope offline_access.',
    },
    no_account: {
      title: 'Nobody here has this account',
      why: 'This portal knows people from the other sign-on only when they were added before.',
      todo: 'Ask an administrator to add you.',
      developer: null,
    },
    invitation_needed: {
      title: 'You need an invitation',
      why: 'People are added to this portal by invitation.',
      todo: 'Ask an administrator for an invitation link, open it, then sign in to the app.',
      developer: null,
    },
    email_unverified: {
      title: 'Your e-mail address is not confirmed',
      why: 'Somebody here has this e-mail address, and the other sign-on does not say that it is yours.',
      todo: 'Confirm your e-mail address at the other sign-on, then sign in again.',
      developer: null,
    },
    user_disabled: {
      title: 'You cannot sign in at the moment',
      why: 'An administrator has disabled you on this portal.',
      todo: 'Ask an administrator.',
      developer: null,
    },
    unknown: {
      title: 'The sign-in was not finished',
      why: 'The other sign-on sent you back without saying who you are.',
      todo: startAgain,
      developer: null,
    },
  } satisfies Record<BrokerProblem, BrokerText> as Record<BrokerProblem, BrokerText>,
}
