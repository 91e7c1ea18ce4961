import type { Tokens } from './code-flow/flow'

/** What of an answer of the token endpoint is a token; null when it brings no access token. */
export function tokensOf(body: Readonly<Record<string, unknown>> | null): Tokens | null {
  const names = ['access_token', 'token_type', 'id_token', 'refresh_token'] as const
  const found = Object.fromEntries(
    names.flatMap((name) => (typeof body?.[name] === 'string' ? [[name, body[name]]] : [])),
  ) as Partial<Tokens>
  const { access_token: accessToken } = found
  return accessToken === undefined ? null : { ...found, access_token: accessToken }
}
