/** What came back to the redirect URI, by parameter. */
export type Answer = Readonly<Record<string, string>>

/** The parameters of the login redirect's answer, in the order in which they are explained. */
export const answerParameters = [
  'access_token',
  'refresh_token',
  'expiration',
  'user_id',
  'error',
  'state',
] as const

/** What of some parameters is an answer; null when none of it is. */
export function answerOf(valueOf: (name: string) => string | null): Answer | null {
  const found = answerParameters.flatMap((name) => {
    const value = valueOf(name)
    return value === null ? [] : [[name, value] as const]
  })
  const isAnswer = found.some(([name]) => name === 'access_token' || name === 'error')
  return isAnswer ? Object.fromEntries(found) : null
}
