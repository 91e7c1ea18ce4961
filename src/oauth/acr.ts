/** How sure a sign-in is, by name — OpenID Connect Core §2: `acr`. The surest last. */
export const acrValues = ['pwd'] as const
export type Acr = (typeof acrValues)[number]

/** What a session's ways of proof come to. Null: only an upstream knows, so nothing is claimed. */
export const acrOf = (amr: readonly string[]): Acr | null => (amr.includes('pwd') ? 'pwd' : null)
