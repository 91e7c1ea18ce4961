/** One setting as the operator writes it: in the environment, or in `.env` beside `package.json`. */
export type Definition = {
  readonly name: string
  /** As documented; a sentence in parentheses where it is computed. */
  readonly standard: string
  readonly meaning: string
  /** May also be given as `NAME_FILE`, the path of a file that holds it. */
  readonly isSecret?: true
}

/** Every setting there is. `docs/settings.md` is this table; a test holds them together. */
export const definitions = [
  {
    name: 'PORTICO_URL',
    standard: 'http://localhost:PORT',
    meaning:
      'Where browsers and apps reach Portico: scheme and host, and the port unless it is the usual one. It is the issuer of every token, so choose it once. https everywhere but on a loopback host.',
  },
  { name: 'PORT', standard: '3000', meaning: 'The port to listen on.' },
  {
    name: 'HOST',
    standard: '(127.0.0.1 while PORTICO_URL is on loopback, else 0.0.0.0)',
    meaning: 'The address to listen on.',
  },
  {
    name: 'DATA_DIR',
    standard: './data',
    meaning: 'The folder of the embedded database and of the secret that was made for it.',
  },
  {
    name: 'DATABASE_URL',
    standard: '(SQLite in DATA_DIR/portico.db)',
    meaning:
      '`postgresql://user:password@host:5432/name` to use PostgreSQL, or `file:path` for another SQLite file.',
    isSecret: true,
  },
  {
    name: 'PORTICO_SECRET',
    standard: '(made and kept in DATA_DIR/secret with SQLite; demanded with PostgreSQL)',
    meaning:
      'At least 32 random characters. Seals the signing keys and binds forms to sessions. All nodes share it; without it the keys cannot be opened.',
    isSecret: true,
  },
  {
    name: 'PORTICO_TRUSTED_PROXIES',
    standard: '(none)',
    meaning:
      'Addresses or CIDR ranges, comma-separated, of the proxies whose `X-Forwarded-For` is believed. Without it the peer is taken for the person.',
  },
  {
    name: 'PORTICO_SELF_REGISTRATION',
    standard: 'on',
    meaning: '`off`: nobody registers alone, neither on the page nor through `POST /api/users`.',
  },
  {
    name: 'PORTICO_PLAYGROUND',
    standard: '(on while PORTICO_URL is on loopback)',
    meaning: '`on` or `off`: the built-in app at /playground.',
  },
  {
    name: 'PORTICO_DYNAMIC_REGISTRATION',
    standard: 'token',
    meaning:
      'Who may register apps at /oauth/register: `token`, whoever holds an initial access token; `open`, anybody, whose apps are then marked as vouched for by nobody.',
  },
  {
    name: 'PORTICO_ALLOW_PRIVATE_NETWORK',
    standard: 'off',
    meaning:
      '`on`: the keys of apps are fetched from, logout tokens are posted to, and sign-in services are reached at loopback and private addresses and http too. For development, or a network where every app is trusted.',
  },
  {
    name: 'PORTICO_TOKEN_API',
    standard: 'off',
    meaning:
      '`on`: the token API at `/api/auth/0.1` gives opaque tokens for a username and password, and administrators manage users there.',
  },
  {
    name: 'OAUTH_FOLLOW_WHITELIST',
    standard: '(none)',
    meaning:
      'Origins or URLs, comma-separated, that `/api/auth/login` may send people back to with tokens, beside the redirect URIs of apps that the broker is switched on for. A whole URL allows itself only.',
  },
  {
    name: 'PORTICO_SIGNATURE',
    standard: 'on',
    meaning: '`off` removes “Secured by Portico” from the foot of the pages.',
  },
  {
    name: 'PORTICO_LOG_LEVEL',
    standard: 'info',
    meaning:
      '`debug` (every request), `info`, `warn`, `error` or `silent`. JSON lines on standard output.',
  },
  {
    name: 'PORTICO_SESSION_IDLE_LIFETIME',
    standard: '14d',
    meaning: 'A session ends when it was not used for this long.',
  },
  {
    name: 'PORTICO_SESSION_ABSOLUTE_LIFETIME',
    standard: '90d',
    meaning: 'A session ends this long after the sign-in, used or not.',
  },
  {
    name: 'PORTICO_ACCESS_TOKEN_LIFETIME',
    standard: '1h',
    meaning: 'Access tokens, unless the app says otherwise.',
  },
  {
    name: 'PORTICO_LOGIN_REDIRECT_ACCESS_TOKEN_LIFETIME',
    standard: '30d',
    meaning: 'Access tokens of the login redirect, unless the app says otherwise.',
  },
  {
    name: 'PORTICO_REFRESH_TOKEN_LIFETIME',
    standard: '180d',
    meaning: 'A refresh token ends when it was not used for this long.',
  },
  {
    name: 'PORTICO_REFRESH_TOKEN_ABSOLUTE_LIFETIME',
    standard: '365d',
    meaning: 'A refresh token ends this long after the sign-in that gave it, used or not.',
  },
  {
    name: 'PORTICO_SETUP_LINK_LIFETIME',
    standard: '1d',
    meaning: "The first administrator's link. Each start prints a new one until it was used.",
  },
  {
    name: 'PORTICO_RECOVERY_LINK_LIFETIME',
    standard: '1h',
    meaning: 'The link that `npm run recover` prints.',
  },
  {
    name: 'PORTICO_SIGNING_KEY_LIFETIME',
    standard: '90d',
    meaning:
      'How long one key signs. The next one is published a day before it signs; each stays published until the last token that it signed has ended.',
  },
] as const satisfies readonly Definition[]

export type SettingName = (typeof definitions)[number]['name']

/** The table of `docs/settings.md`. */
export function settingsTable(): string {
  const rows = definitions.map((definition: Definition) => {
    const name = definition.isSecret
      ? `\`${definition.name}\`, \`${definition.name}_FILE\``
      : `\`${definition.name}\``
    return `| ${name} | ${definition.standard} | ${definition.meaning} |`
  })
  return ['| setting | standard | meaning |', '| --- | --- | --- |', ...rows].join('\n')
}
