import type {
  ConsentItem,
  DeviceCodeView,
  DeviceDoneView,
  Difference,
  ErrorCode,
  FieldProblem,
  SignedOutView,
  SignInView,
} from '@/model/pages'

import { upstreamsEn } from './upstreams.en'

import { brokerEn } from './broker.en'

/** What an error page says: to the person, what happened, why and what to do; to the developer, the exact reason. */
type ErrorText = {
  readonly title: string
  readonly why: string
  readonly todo: string
  readonly developer: string | null
}

type Plural = { readonly one: string; readonly other: string }

const askTheMakers =
  'Go back to the app and start again. If it happens again, tell the people who make the app.'

/** The texts of the pages that strangers see. The other languages have this type, so that none is forgotten. */
export const hostedEn = {
  lang: 'en',
  securedBy: 'Secured by {portico}',
  continueTo: 'Continue to {app}',
  upstreams: upstreamsEn,

  fields: {
    identifier: 'Username or e-mail',
    username: 'Username',
    email: 'E-mail',
    password: 'Password',
    newPassword: 'New password',
  },
  passwordHint: 'At least 8 characters. Four random words are easy to remember and hard to guess.',

  fieldProblems: {
    any: {
      missing: 'Fill in this field.',
      'too-short': 'This is too short.',
      'too-long': 'This is too long.',
      'too-common': 'This is one of the passwords that are guessed first. Choose another one.',
      'same-as-username': 'This is your username, which is guessed first. Choose another one.',
      taken: 'This is already in use. Choose another one.',
      'not-a-username':
        'Use letters and digits of one alphabet, and “.”, “_” or “-” after the first of them.',
      'not-an-email': 'This is not a complete e-mail address. It looks like name@example.com.',
      wrong: 'This is not right. Enter it again.',
      'not-the-same': 'The two are not the same. Enter them again.',
    } satisfies Record<FieldProblem, string>,
    username: {
      missing: 'Choose a username.',
      'too-short': 'This username is too short. Use at least 2 characters.',
      'too-long': 'This username is too long. Use at most 64 characters.',
      taken: 'Somebody has this username already. Choose another one.',
    },
    email: {
      missing: 'Enter your e-mail address.',
      'too-long': 'This e-mail address is too long. Enter a shorter one.',
      taken: 'This e-mail address is registered already. Sign in, or enter another one.',
    },
    password: {
      missing: 'Choose a password.',
      'too-short': 'This password is too short. Use at least 8 characters.',
      'too-long': 'This password is too long. Use at most 256 characters.',
    },
  },

  signIn: {
    title: 'Sign in',
    submit: 'Sign in',
    newHere: 'New here?',
    register: 'Register',
    problems: {
      'wrong-credentials':
        'The username or the password is not right. Check both, then enter the password again.',
      missing: 'Enter your username or e-mail, and your password.',
      'form-expired': 'This form was open for too long. Enter your password again.',
      busy: 'Many people are signing in at this moment. Wait a few seconds and try again.',
      'too-many-attempts':
        'There were too many attempts, so signing in is paused. Try again in {duration}.',
    } satisfies Record<NonNullable<SignInView['problem']>['kind'], string>,
    notices: {
      registered: 'You are registered. Now sign in with your new password.',
      'signed-out': 'You are signed out.',
      'password-changed': 'Your password is changed. Sign in with the new one.',
      'upstream-denied': 'The sign-in was cancelled. Try again, or choose another way.',
      'password-needed': 'This app asks for a sign-in with your password, not by another service.',
    } satisfies Record<NonNullable<SignInView['notice']>, string>,
  },

  register: {
    title: 'Register',
    titleForApp: 'Register for {app}',
    submit: 'Register',
    knownHere: 'Registered already?',
    signIn: 'Sign in',
    problems: {
      'form-expired': 'This form was open for too long. Enter your password again.',
      busy: 'Many people are registering at this moment. Wait a few seconds and try again.',
      'too-many-attempts': 'There were too many attempts. Wait a few minutes and try again.',
    },
  },

  setup: {
    title: 'Set up Portico',
    intro: 'You are the first one here. With this you become the first administrator.',
    once: 'This page works once.',
    submit: 'Become administrator',
  },

  recover: {
    title: 'Choose a new password',
    intro: 'From then on the old password no longer works.',
    submit: 'Change password',
    problems: {
      'form-expired': 'This form was open for too long. Enter the new password again.',
      busy: 'The server is busy at this moment. Wait a few seconds and try again.',
    },
  },

  consent: {
    title: '{app} asks for access',
    signedInAs: 'You are signed in as {user}.',
    selfRegistered: 'This app registered itself. Nobody here has checked who makes it.',
    intro: 'If you allow it, {app} may:',
    items: {
      openid: 'Recognize you when you come back',
      profile: 'See your profile: your names, birth date, website',
      email: 'See your e-mail address',
      phone: 'See your phone number',
      address: 'See your postal address',
      offline_access: 'Keep this access while you are away',
    } satisfies Record<ConsentItem['scope'], string>,
    knownAs: {
      public: 'As the same person that other apps here know',
      pairwise:
        'Under an alias: apps of other makers cannot tell from it that you are the same person',
    },
    nothingYet: 'You have not entered any yet',
    destination: 'You then go on to',
    policy: 'Privacy policy',
    terms: 'Terms of service',
    withdraw: 'You can withdraw this at any time on your Portico home page.',
    allow: 'Allow',
    deny: 'Cancel',
  },

  device: {
    title: 'Connect a device',
    intro: 'Enter the code that the device shows.',
    code: 'Code on the device',
    hint: 'Eight letters. Small or capital, with or without the dash.',
    submit: 'Continue',
    problems: {
      missing: 'Enter the code that the device shows.',
      incomplete: 'This is not a whole code. It has eight letters, without vowels and digits.',
      unusable:
        'This code does not work. It may be mistyped, used already, or older than 10 minutes. Check it, or start again on the device.',
      'form-expired': 'This form was open for too long. Send it again.',
    } satisfies Record<NonNullable<DeviceCodeView['problem']>, string>,
    consent: {
      title: '{app} asks for access from a device',
      question: 'Is this the code on your device?',
      warning:
        'Go on only if you started this yourself. If somebody sent you this code, or a link to this page, choose Deny: they would use {app} as you.',
      origin: 'The request comes from:',
      address: 'Address',
      software: 'Software',
      time: 'Time',
      ago: '{duration} ago',
      notKnown: 'not known',
      allow: 'Allow',
      deny: 'Deny',
    },
    done: {
      allowed: {
        title: 'You can return to your device',
        text: '{app} goes on there by itself in a few seconds. You can close this page.',
      },
      denied: {
        title: 'Access denied',
        text: '{app} was not let in. You can close this page.',
      },
    } satisfies Record<DeviceDoneView['outcome'], { title: string; text: string }>,
  },

  signOut: {
    title: 'Sign out of Portico?',
    intro: 'You are signed in as {user} in this browser.',
    submit: 'Sign out',
    stay: 'Stay signed in',
  },

  signedOut: {
    title: 'You are signed out',
    intro:
      'Apps that you opened may remember you a little longer. On a shared computer, close the browser.',
    apps: {
      signedOut: { heading: 'Also signed out of', hint: null },
      unreached: {
        heading: 'Could not be reached yet',
        hint: 'Portico keeps trying. Until then you may still be signed in there.',
      },
      untold: {
        heading: 'You may still be signed in to',
        hint: 'On a shared computer, sign out there, too.',
      },
    } satisfies Record<keyof SignedOutView['apps'], { heading: string; hint: string | null }>,
    signIn: 'Sign in again',
  },

  nativeCode: {
    title: 'Your code for {app}',
    intro: 'Copy this code and enter it in {app}.',
    code: 'The code',
    once: 'It works once, within {duration}. Give it to nobody: whoever has it enters {app} as you.',
    refused: {
      access_denied: {
        title: 'You did not let the app in',
        text: 'It was told nothing about you. You can close this page.',
      },
      other: {
        title: 'The app was not let in',
        text: 'What it asked for cannot be given. Tell the people who make the app.',
      },
    },
    explained: 'What this means',
  },

  broker: brokerEn,

  error: {
    retry: 'Try again in {duration}.',
    home: 'Go to your home page',
    goOn: 'Go on to {destination}',
    requestId: 'Request id',
    developer: {
      heading: 'For the developer of this app',
      notSent: 'not sent',
      empty: 'empty',
      sent: 'Sent',
      nearest: 'Registered',
      registered: 'All registered redirect URIs',
      noneRegistered: 'This app has no registered redirect URI yet.',
      more: {
        one: '… and {count} more character',
        other: '… and {count} more characters',
      } as Plural,
      moreUris: { one: '… and {count} more', other: '… and {count} more' } as Plural,
      switchOff: 'Switched off',
      settings: 'Change it in the app’s settings',
    },
    differences: {
      'trailing-slash': 'One has a trailing slash.',
      scheme: 'The schemes are different: the part before the colon.',
      host: 'The hosts are different.',
      port: 'The ports are different.',
      path: 'The paths are different.',
      case: 'They differ in upper and lower case.',
      query: 'The queries are different: the part from the question mark on.',
      fragment: 'One has a fragment: the part from “#” on. A redirect URI may not have one.',
      userinfo: 'One has a user name before the host. A redirect URI may not have one.',
      encoding: 'They are encoded differently. Percent signs are compared as they are written.',
      backslash: 'One has a backslash where the other has a slash.',
      other: 'They differ in more than one place.',
    } satisfies Record<Difference, string>,
    texts: {
      'client-missing': {
        title: 'The app did not say who it is',
        why: 'The link that brought you here names no app.',
        todo: askTheMakers,
        developer:
          'The request has no client id. Send the one that the dashboard shows on the app’s page.',
      },
      'client-unknown': {
        title: 'This app is not known here',
        why: 'The link that brought you here names an app that is not registered.',
        todo: askTheMakers,
        developer:
          'No app with this client id is registered on this server. Compare it with the one in the dashboard.',
      },
      'client-disabled': {
        title: 'This app is switched off',
        why: 'The people who look after the app or this portal have switched it off.',
        todo: 'Ask them when it will be back.',
        developer: 'The app is disabled. Its owner or an administrator can enable it.',
      },
      'dialect-off': {
        title: 'This app cannot sign you in this way',
        why: 'It uses a way of signing in that is not switched on for it.',
        todo: askTheMakers,
        developer: 'The app uses something that is switched off for it.',
      },
      'redirect-uri-missing': {
        title: 'The app did not say where to bring you back',
        why: 'The link that brought you here has no address to return to.',
        todo: askTheMakers,
        developer:
          'The request has no redirect URI. Send one that is registered, exactly as it is.',
      },
      'redirect-uri-unregistered': {
        title: 'This app cannot bring you back safely',
        why: 'It asks to send you to an address that is not registered for it, so you were stopped here.',
        todo: askTheMakers,
        developer:
          'The redirect URI is not registered. It has to match a registered one character by character.',
      },
      'request-object-unusable': {
        title: 'This link cannot be read',
        why: 'What the app asks for is sealed, and the seal does not hold.',
        todo: askTheMakers,
        developer:
          'The request object could not be verified. It has to be signed by a key that is registered for the app, for this server, and still be good (RFC 9101, section 6).',
      },
      'request-uri-unusable': {
        title: 'This link no longer works',
        why: 'It was used already, has expired, or is for another app.',
        todo: 'Go back to the app and start again.',
        developer:
          'The request_uri is unknown, has expired, was used, or was pushed by another client. Push the request again for each sign-in, and send the person here at once (RFC 9126, section 4).',
      },
      'app-request-refused': {
        title: 'This app asked for something that it cannot have',
        why: 'It registered itself, and nobody here knows who made it. So you are told before you are sent on.',
        todo: 'Go on only if you know the address below. Otherwise, close this page.',
        developer:
          'The request is refused with the error below, which the app gets once the person goes on.',
      },
      'parameter-repeated': {
        title: 'This link cannot be read',
        why: 'It says the same thing twice, and the two could disagree.',
        todo: askTheMakers,
        developer: 'A parameter was sent more than once. Send it once (RFC 6749, section 3.1).',
      },
      'request-malformed': {
        title: 'This link cannot be read',
        why: 'It is damaged or incomplete.',
        todo: askTheMakers,
        developer: 'A parameter is missing, or its value is not one that is accepted.',
      },
      'request-too-large': {
        title: 'This is too large',
        why: 'More was sent than this server takes at once.',
        todo: 'Go back and try again with less.',
        developer: 'The request is larger than the limit: 64 KiB for a body.',
      },
      'form-expired': {
        title: 'This form has expired',
        why: 'It was open for too long, or you signed in or out in another window.',
        todo: 'Go back, reload the page and send it again.',
        developer: null,
      },
      'cross-site': {
        title: 'This came from another site',
        why: 'The form was not sent from a page of this portal, so nothing was done.',
        todo: 'If you meant to do it, open the page here and do it there.',
        developer:
          'A form is accepted from this origin only: “Origin” and “Sec-Fetch-Site” are checked.',
      },
      'too-many-attempts': {
        title: 'Too many attempts',
        why: 'The number of attempts is limited, so that nobody can guess their way in.',
        todo: 'Wait a few minutes and try again.',
        developer: null,
      },
      busy: {
        title: 'The server is busy',
        why: 'More people are signing in at this moment than it can serve at once.',
        todo: 'Wait a few seconds and try again.',
        developer: null,
      },
      'setup-closed': {
        title: 'Portico is set up already',
        why: 'There is an administrator, and the setup link works once.',
        todo: 'Sign in, or ask the administrator to let you in.',
        developer: null,
      },
      'link-unusable': {
        title: 'This link no longer works',
        why: 'It was used already, has expired, or was not copied in full.',
        todo: 'Ask for a new one.',
        developer: null,
      },
      'registration-closed': {
        title: 'Registration is closed',
        why: 'On this portal, people are added by its administrators.',
        todo: 'Ask an administrator to add you.',
        developer: null,
      },
      'sign-in-needed': {
        title: 'Sign in first',
        why: 'This page is for people who are signed in.',
        todo: 'Sign in, then open it again.',
        developer: null,
      },
      forbidden: {
        title: 'This is not open to you',
        why: 'You are signed in, but your rights do not reach this far.',
        todo: 'Ask an administrator if you need it.',
        developer: null,
      },
      'not-found': {
        title: 'There is nothing at this address',
        why: 'It may be mistyped, or what was here is gone.',
        todo: 'Check the address, or start from your home page.',
        developer: null,
      },
      'method-not-allowed': {
        title: 'This address cannot be opened like this',
        why: 'It is meant for programs or for a form, not for opening by hand.',
        todo: 'Go back to where you came from.',
        developer:
          'The method of this request is not allowed here. The header “Allow” lists those that are.',
      },
      'server-error': {
        title: 'Something failed on this server',
        why: 'It is not because of anything you did, and it has been recorded.',
        todo: 'Try again in a moment. If it happens again, tell an administrator.',
        developer: null,
      },
    } as Record<ErrorCode, ErrorText>,
  },

  durations: {
    seconds: { one: '{count} second', other: '{count} seconds' } as Plural,
    minutes: { one: '{count} minute', other: '{count} minutes' } as Plural,
    hours: { one: '{count} hour', other: '{count} hours' } as Plural,
  },
}

export type HostedTexts = typeof hostedEn
