import { readFileSync } from 'node:fs'
import { BlockList, isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'

import { definitions, type Definition, type SettingName } from './definitions'
import type { Settings } from './settings'
import { keepSecret } from './secret'

/** Settings with which Portico cannot start: a sentence for each, all at once. */
export class UnusableSettings extends Error {
  override readonly name = 'UnusableSettings'
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'))
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads `.env` in the folder, then the environment, which wins. The only reader of `process.env`. */
export function environment(folder = process.cwd()): Environment {
  let file: Environment = {}
  try {
    file = parseEnv(readFileSync(join(folder, '.env'), 'utf8'))
  } catch (cause) {
    if (!isMissing(cause))
      throw new UnusableSettings([`The file .env cannot be read: ${reason(cause)}.`])
  }
  return { ...file, ...process.env }
}

/**
 * Makes the settings of an environment. Makes the data folder and the secret where the embedded database is used.
 * @throws {UnusableSettings}
 */
export function readSettings(env: Environment): Settings {
  const problems: string[] = []
  const refuse = (problem: string) => void problems.push(problem)
  const read = (name: SettingName) => readOne(name, env, refuse)
  const text = (name: SettingName) => read(name) ?? standardOf(name)

  const port = wholeNumber('PORT', text('PORT'), 1, 65_535, refuse)
  const issuer = issuerUrl(read('PORTICO_URL') ?? `http://localhost:${port}`, refuse)
  const isLocal = isLoopback(issuer)
  const dataFolder = resolve(text('DATA_DIR'))
  const database = databaseOf(read('DATABASE_URL'), dataFolder, refuse)
  const secret = keepSecret(read('PORTICO_SECRET'), database, dataFolder, refuse)
  const seconds = (name: SettingName, range = anyTime) => duration(name, text(name), range, refuse)

  const settings: Settings = {
    issuer,
    port,
    host: read('HOST') ?? (isLocal ? '127.0.0.1' : '0.0.0.0'),
    dataFolder,
    database,
    secret,
    trustedProxies: proxies(read('PORTICO_TRUSTED_PROXIES'), refuse),
    selfRegistration: onOff('PORTICO_SELF_REGISTRATION', text('PORTICO_SELF_REGISTRATION'), refuse),
    playground: onOff(
      'PORTICO_PLAYGROUND',
      read('PORTICO_PLAYGROUND') ?? (isLocal ? 'on' : 'off'),
      refuse,
    ),
    dynamicRegistration: oneOf(
      'PORTICO_DYNAMIC_REGISTRATION',
      ['token', 'open'],
      text('PORTICO_DYNAMIC_REGISTRATION'),
      refuse,
    ),
    allowPrivateNetwork: onOff(
      'PORTICO_ALLOW_PRIVATE_NETWORK',
      text('PORTICO_ALLOW_PRIVATE_NETWORK'),
      refuse,
    ),
    tokenApi: onOff('PORTICO_TOKEN_API', text('PORTICO_TOKEN_API'), refuse),
    followWhitelist: places(read('OAUTH_FOLLOW_WHITELIST'), refuse),
    signature: onOff('PORTICO_SIGNATURE', text('PORTICO_SIGNATURE'), refuse),
    logLevel: oneOf(
      'PORTICO_LOG_LEVEL',
      ['debug', 'info', 'warn', 'error', 'silent'],
      text('PORTICO_LOG_LEVEL'),
      refuse,
    ),
    lifetimes: {
      sessionIdle: seconds('PORTICO_SESSION_IDLE_LIFETIME'),
      sessionAbsolute: seconds('PORTICO_SESSION_ABSOLUTE_LIFETIME'),
      accessToken: seconds('PORTICO_ACCESS_TOKEN_LIFETIME', accessTokenTime),
      loginRedirectAccessToken: seconds(
        'PORTICO_LOGIN_REDIRECT_ACCESS_TOKEN_LIFETIME',
        accessTokenTime,
      ),
      refreshToken: seconds('PORTICO_REFRESH_TOKEN_LIFETIME'),
      refreshTokenAbsolute: seconds('PORTICO_REFRESH_TOKEN_ABSOLUTE_LIFETIME'),
      setupLink: seconds('PORTICO_SETUP_LINK_LIFETIME'),
      recoveryLink: seconds('PORTICO_RECOVERY_LINK_LIFETIME'),
      signingKey: seconds('PORTICO_SIGNING_KEY_LIFETIME', signingKeyTime),
    },
  }
  if (problems.length > 0) throw new UnusableSettings(problems)
  return settings
}

type Refuse = (problem: string) => void

/** The value of a setting, or of the file that `NAME_FILE` points to; an empty one counts as absent. */
function readOne(name: SettingName, env: Environment, refuse: Refuse): string | null {
  const value = env[name]?.trim() ?? ''
  const definition: Definition | undefined = definitions.find((one) => one.name === name)
  const path = definition?.isSecret ? (env[`${name}_FILE`] ?? '') : ''
  if (path === '') return value === '' ? null : value
  if (value !== '') refuse(`${name} and ${name}_FILE are both set: keep one.`)
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (cause) {
    refuse(`${name}_FILE names a file that cannot be read: ${reason(cause)}.`)
    return null
  }
}

const standardOf = (name: SettingName): string =>
  definitions.find((definition) => definition.name === name)?.standard ?? ''

function wholeNumber(
  name: string,
  text: string,
  least: number,
  most: number,
  refuse: Refuse,
): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  refuse(`${name} must be a whole number from ${least} to ${most}, not "${text}".`)
  return least
}

function issuerUrl(text: string, refuse: Refuse): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isUsual = url !== null && (text === url.origin || text === `${url.origin}/`)
  if (!url || !/^https?:$/.test(url.protocol) || !isUsual) {
    refuse(`PORTICO_URL must be a scheme and a host like https://login.example.com, not "${text}".`)
    return text
  }
  if (url.protocol === 'http:' && !isLoopback(url.origin)) {
    refuse(
      `PORTICO_URL must start with https://, as ${url.hostname} is not this machine's loopback.`,
    )
  }
  return url.origin
}

/** Whether a URL of ours names this machine itself. */
export const isLoopback = (url: string): boolean =>
  URL.canParse(url) &&
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(url).hostname)

function databaseOf(url: string | null, folder: string, refuse: Refuse): Settings['database'] {
  if (url === null) return { kind: 'sqlite', file: join(folder, 'portico.db') }
  if (url.startsWith('file:') && url.length > 5)
    return { kind: 'sqlite', file: resolve(url.slice(5)) }
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return { kind: 'postgresql', url }
  refuse('DATABASE_URL must start with postgresql:// or file:.') // its value may hold a password
  return { kind: 'sqlite', file: '' }
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

type TimeRange = { readonly least: string; readonly most: string }

const anyTime: TimeRange = { least: '60s', most: '3650d' }

/** A signing key stays published for a year and a day after its last signature: no token may live longer. */
const accessTokenTime: TimeRange = { least: '60s', most: '365d' }

/** The next key is published a day before it signs: with less, keys would follow one another without end. */
const signingKeyTime: TimeRange = { least: '2d', most: '3650d' }

function duration(name: string, text: string, { least, most }: TimeRange, refuse: Refuse): number {
  const seconds = secondsOf(text)
  if (seconds >= secondsOf(least) && seconds <= secondsOf(most)) return seconds
  refuse(`${name} must be a time from ${least} to ${most} like 12h or 30d, not "${text}".`)
  return 60
}

/** NaN for what is no time. */
function secondsOf(text: string): number {
  const [, count, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? []
  return Number(count) * (units[unit ?? ''] ?? Number.NaN)
}

function onOff(name: string, text: string, refuse: Refuse): boolean {
  if (text !== 'on' && text !== 'off') refuse(`${name} must be on or off, not "${text}".`)
  return text === 'on'
}

/** One of these words; what is refused counts as the first. */
function oneOf<const T extends string>(
  name: string,
  words: readonly [T, ...T[]],
  text: string,
  refuse: Refuse,
): T {
  const word = words.find((one) => one === text)
  if (!word) refuse(`${name} must be one of ${words.join(', ')}, not "${text}".`)
  return word ?? words[0]
}

function proxies(text: string | null, refuse: Refuse): readonly string[] {
  const entries = (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  for (const entry of entries) {
    try {
      addSubnet(new BlockList(), entry)
    } catch {
      refuse(`PORTICO_TRUSTED_PROXIES holds "${entry}", which is no address and no CIDR range.`)
    }
  }
  return entries
}

/** Origins, or whole URLs, that somebody may be sent to with tokens. */
function places(text: string | null, refuse: Refuse): readonly string[] {
  const entries = (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  for (const entry of entries) {
    const url = URL.canParse(entry) ? new URL(entry) : null
    const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(entry))
    if (!url || !isSafe || url.username !== '' || url.hash !== '' || entry.includes('*')) {
      refuse(
        `OAUTH_FOLLOW_WHITELIST holds "${entry}", which is no https origin or URL like https://app.example.com.`,
      )
    }
  }
  return entries
}

/** Adds an address or a CIDR range to a list. @throws when it is neither */
export function addSubnet(list: BlockList, entry: string): void {
  const [address = '', bits, more] = entry.split('/')
  if (more !== undefined) throw new TypeError('not a range')
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (bits !== undefined && !/^\d{1,3}$/.test(bits)) throw new TypeError('not a prefix length')
  if (bits === undefined) list.addAddress(address, family)
  else list.addSubnet(address, Number(bits), family)
}

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
