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
function describeError(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, message } = error
  const cause =
    error.cause === undefined || depth > 4 ? null : describeError(error.cause, depth + 1)
  return {
    type: name,
    message: firstLine(message),
    stack: framesOf(error),
    ...(cause && { cause }),
  }
}

/**
 * A message's first line, without what looks like a secret of ours: what a database says below it shows the values of
 * the statement.
 */
const firstLine = (message: string): string =>
  (message.trim().split('\n', 1)[0] ?? '').replace(secretShapes, '[hidden]').slice(0, 500)

/** Tokens, codes, cookies and hashes have 43 characters or more; a database's URL has its password before the host. */
const secretShapes = /[\w-]{40,}(?:\.[\w-]+)*|(?<=:\/\/)[^/\s]*@/g

/** The stack without the message at its top, each line of which could pass for a frame. */
const framesOf = ({ stack = '', message }: Error): string => {
  const start = stack.indexOf(message)
  return stack
    .slice(start < 0 ? 0 : start + message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}
