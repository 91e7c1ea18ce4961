/** What the playground shows, in the order of its list, by the name in its address. */
export const flows = [
  'login-redirect',
  'code',
  'device',
  'client-credentials',
  'refresh',
  'introspection',
  'revocation',
  'token-exchange',
  'sign-out',
] as const
export type Flow = (typeof flows)[number]

export const pathOf = (flow: Flow): string =>
  flow === 'login-redirect' ? '/playground' : `/playground?flow=${flow}`
