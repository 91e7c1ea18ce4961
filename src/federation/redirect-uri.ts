/** Where an upstream sends people back to. Registered there, so it never changes. */
export const upstreamRedirectUri = (issuer: string, upstreamId: string): string =>
  `${issuer}/api/auth/callback/${upstreamId}`

/** The same for the broker, whose upstream knows one address. */
export const brokerRedirectUri = (issuer: string): string => `${issuer}/api/auth/callback`
