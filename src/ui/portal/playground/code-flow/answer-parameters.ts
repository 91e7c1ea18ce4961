/** What came back to the redirect URI, by parameter — RFC 6749 §4.1.2, RFC 9207. */
export type CodeAnswer = Readonly<Partial<Record<CodeAnswerParameter, string>>>

/** In the order in which they are explained. */
export const codeAnswerParameters = ['code', 'error', 'error_description', 'state', 'iss'] as const
export type CodeAnswerParameter = (typeof codeAnswerParameters)[number]

type ValueOf = (name: string) => string | null

/** The answer of the authorization endpoint; null when it is none. One that is an error names its issuer, too. */
export function codeAnswerOf(valueOf: ValueOf): CodeAnswer | null {
  const found = codeAnswerParameters.flatMap((name) => {
    const value = valueOf(name)
    return value === null ? [] : [[name, value] as const]
  })
  const names = found.map(([name]) => name)
  const isAnswer = names.includes('code') || (names.includes('error') && names.includes('iss'))
  return isAnswer ? Object.fromEntries(found) : null
}

/** The state with which somebody came back from signing out; null when it is something else. */
export const endStateOf = (valueOf: ValueOf): string | null =>
  ['code', 'error', 'access_token'].some((name) => valueOf(name) !== null) ? null : valueOf('state')
