/** How sure a sign-in is, by name — OpenID Connect Core §2: `acr`. The surest last. */
export const acrValues = ['pwd'] as const
export type Acr = (typeof acrValues)[number]

/** What a session's ways of proof come to. */
export const acrOf = (_amr: readonly string[]): Acr => 'pwd'
