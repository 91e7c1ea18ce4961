import type { UpstreamFailureCode } from '@/model/pages'

const again = 'Try again. If it happens again, tell whoever runs this portal.'
const tell = 'Tell whoever runs this portal, and sign in another way until then.'
const connectLater = 'Sign in the way you usually do, then connect {label} on your security page.'

type FailureText = { readonly why: string; readonly todo: string }

/** The texts of signing in by another service. */
export const upstreamsEn = {
  continueWith: 'Continue with {label}',
  prove: {
    title: 'You already have an account',
    intro:
      'There is an account here with the e-mail address {email}. Enter its password to connect it: from then on you can sign in with {label}.',
    username: 'Username',
    submit: 'Connect and sign in',
    wrong: 'The password is not right. Enter it again.',
    missing: 'Enter the password of this account.',
    noPassword:
      'There is an account here with the e-mail address {email}, and it has no password. Sign in the way you did before, then connect {label} on your security page.',
    otherwise: 'Not yours, or no longer sure of the password?',
    signIn: 'Sign in another way',
  },
  failure: {
    titles: {
      'sign-in': 'Signing in with {label} did not work',
      security: 'Connecting {label} did not work',
      upstream: 'The test of {label} did not work',
    },
    titleUnknown: 'The sign-in did not work',
    back: {
      'sign-in': 'Back to the sign-in page',
      security: 'Back to your security page',
      upstream: 'Back to its settings',
    },
    details: 'For whoever runs this portal',
    problem: 'Problem',
    stage: 'Where',
    exactly: 'Exactly',
    requestId: 'Request id',
    texts: {
      denied: {
        why: '{label} says that the sign-in was cancelled there.',
        todo: 'Try again, or sign in another way.',
      },
      refused: { why: '{label} refused what this portal asked.', todo: again },
      state: {
        why: 'This answer does not belong to a sign-in that this browser has begun, or it was used before, or more than ten minutes have passed.',
        todo: 'Begin again from the sign-in page.',
      },
      issuer: { why: 'The answer names another sender than {label}.', todo: again },
      audience: {
        why: 'The answer of {label} was made for another app, not for this portal.',
        todo: tell,
      },
      nonce: { why: 'The answer of {label} belongs to another sign-in.', todo: again },
      signature: {
        why: 'The signature of {label} under its answer is not right, so anybody could have written it.',
        todo: again,
      },
      algorithm: {
        why: 'The answer of {label} is not signed, or not in a way that can be trusted.',
        todo: tell,
      },
      expired: {
        why: 'The answer of {label} is out of date.',
        todo: 'Try again. If it happens again, one of the two clocks is wrong: tell whoever runs this portal.',
      },
      'not-fresh': {
        why: 'You were to sign in anew, and {label} does not say that you have: it may have let you in as you were signed in there.',
        todo: 'Sign out there and try again, or sign in another way.',
      },
      'no-subject': { why: '{label} did not say who you are.', todo: tell },
      'subject-differs': {
        why: '{label} spoke of two different people in one answer.',
        todo: tell,
      },
      'no-id-token': {
        why: '{label} left out the part of its answer that says who you are.',
        todo: tell,
      },
      'not-json': {
        why: '{label} answered with something that this portal cannot read.',
        todo: again,
      },
      malformed: {
        why: '{label} left out something that its answer needs, or wrote it wrongly.',
        todo: again,
      },
      redirect: {
        why: '{label} sent this portal on to another address, which it does not follow.',
        todo: tell,
      },
      'too-large': {
        why: 'The answer of {label} is far larger than any that would make sense.',
        todo: tell,
      },
      timeout: {
        why: '{label} took too long to answer.',
        todo: 'Wait a moment and try again.',
      },
      'private-address': {
        why: 'The address of {label} leads into a private network, where this portal does not go.',
        todo: tell,
      },
      'not-https': {
        why: 'The connection to {label} would not be encrypted, so this portal does not make it.',
        todo: tell,
      },
      unreachable: {
        why: '{label} cannot be reached at this moment.',
        todo: 'Wait a moment and try again, or sign in another way.',
      },
      settings: {
        why: 'Something is missing in how this portal is set up for {label}.',
        todo: tell,
      },
      'unknown-upstream': {
        why: 'There is no such way to sign in here, or it is switched off.',
        todo: 'Go back and choose another way.',
      },
      'no-account': {
        why: 'Nobody here is connected to your account at {label}, and nobody is added by signing in.',
        todo: connectLater,
      },
      'invitation-needed': {
        why: 'Coming here with {label} for the first time needs an invitation. There was none, or it was used already or is out of date.',
        todo: 'Ask whoever invited you for a new link.',
      },
      'email-unverified': {
        why: 'There is an account here with your e-mail address, but {label} does not say that the address is really yours.',
        todo: connectLater,
      },
      disabled: {
        why: 'Your account here is disabled.',
        todo: 'Ask whoever runs this portal.',
      },
      'linked-elsewhere': {
        why: 'This account at {label} is connected to somebody else here.',
        todo: 'Use another account at {label}, or sign in with it and disconnect it first.',
      },
      'session-changed': {
        why: 'You are no longer signed in here as the person who began this.',
        todo: 'Sign in and begin again.',
      },
      'prove-expired': {
        why: 'The page on which you connect your account is only there for ten minutes.',
        todo: 'Begin again from the sign-in page.',
      },
    } satisfies Record<UpstreamFailureCode, FailureText>,
  },
}
export type UpstreamsTexts = typeof upstreamsEn
