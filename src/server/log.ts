import pino, { type DestinationStream, type Logger } from 'pino'

import type { Settings } from '@/config/settings'

/**
 * Field names whose values never reach the log, wherever they stand. It is the second lock: nothing here logs a query, a
 * body, a header or a cookie in the first place.
 */
const secretNames = [
  'password',
  'passwordHash',
  'secret',
  'token',
  'access_token',
  'accessToken',
  'refresh_token',
  'refreshToken',
  'code',
  'cookie',
  'authorization',
]

/** JSON lines on standard output, or where a test looks. */
export function makeLog(settings: Pick<Settings, 'logLevel'>, to?: DestinationStream): Logger {
  const paths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  const options = {
    level: settings.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths, censor: '[hidden]' },
    serializers: { err: describeError },
  }
  return to ? pino(options, to) : pino(options)
}

/** An error without the fields that libraries hang on it: they may hold a query's values. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) }
  return { type: error.name, message: firstLine(error.message), stack: framesOf(error), ...cause }
}

/** A message's first line: what a database says below it shows the values of the statement. */
const firstLine = (message: string): string => message.trim().split('\n', 1)[0] ?? ''

const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
