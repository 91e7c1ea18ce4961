/** Why the broker could not take a person back to where they came from: the `error` of its page. */
export const brokerProblems = [
  'place_missing', // neither `follow` nor a `Referer`
  'place_repeated', // `follow` twice: one cannot know which is meant
  'place_not_allowed',
  'broker_not_set', // no upstream is the broker's, or it is disabled
  'access_denied', // the person said no at the upstream
  'state_invalid', // not this browser's, or used before, or too old
  'upstream_refused', // it answered an OAuth error
  'upstream_unreachable',
  'upstream_answer', // it answered what must not be believed
  'upstream_settings', // ours: an endpoint or the secret is missing
  'no_refresh_token',
  'no_account',
  'invitation_needed',
  'email_unverified',
  'user_disabled',
  'unknown',
] as const
export type BrokerProblem = (typeof brokerProblems)[number]
