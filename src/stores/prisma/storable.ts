/**
 * Whether a text can be a key in the database at all. PostgreSQL has no NUL in its texts and would answer with an
 * error, and a lone surrogate reaches it as another character. Nothing is found under such a key.
 */
export const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text)
