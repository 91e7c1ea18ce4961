import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { definitions, settingsTable } from '@/config/definitions'
import { environment, isLoopback, readSettings, UnusableSettings } from '@/config/env'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const read = (env: Record<string, string>) => readSettings({ DATA_DIR: folder, ...env })

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    read(env)
  } catch (cause) {
    if (cause instanceof UnusableSettings) return cause.problems
    throw cause
  }
  return []
}

const secret = 'thirty-two characters are enough'

describe('the settings', () => {
  it('need none to be made', () => {
    expect(read({})).toEqual({
      issuer: 'http://localhost:3000',
      port: 3000,
      host: '127.0.0.1',
      dataFolder: folder,
      database: { kind: 'sqlite', file: join(folder, 'portico.db') },
      secret: expect.stringMatching(/^[\w-]{43}$/),
      trustedProxies: [],
      selfRegistration: true,
      playground: true,
      dynamicRegistration: 'token',
      allowPrivateNetwork: false,
      tokenApi: false,
      followWhitelist: [],
      signature: true,
      logLevel: 'info',
      lifetimes: {
        sessionIdle: 14 * 86_400,
        sessionAbsolute: 90 * 86_400,
        accessToken: 3600,
        loginRedirectAccessToken: 30 * 86_400,
        refreshToken: 180 * 86_400,
        refreshTokenAbsolute: 365 * 86_400,
        setupLink: 86_400,
        recoveryLink: 3600,
        signingKey: 90 * 86_400,
      },
    })
  })

  it('take what is given', () => {
    const settings = read({
      PORTICO_URL: 'https://login.example.com',
      PORT: '8080',
      HOST: '::',
      DATABASE_URL: 'postgresql://portico:secret@db.example:5432/portico',
      PORTICO_SECRET: secret,
      PORTICO_TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::/32 ,192.0.2.1,',
      PORTICO_SELF_REGISTRATION: 'off',
      PORTICO_SIGNATURE: 'off',
      PORTICO_LOG_LEVEL: 'debug',
      PORTICO_RECOVERY_LINK_LIFETIME: '15m',
    })
    expect(settings).toMatchObject({
      issuer: 'https://login.example.com',
      port: 8080,
      host: '::',
      database: { kind: 'postgresql', url: 'postgresql://portico:secret@db.example:5432/portico' },
      secret,
      trustedProxies: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.1'],
      selfRegistration: false,
      playground: false, // not on loopback
      signature: false,
      logLevel: 'debug',
    })
    expect(settings.lifetimes.recoveryLink).toBe(900)
  })

  it('take an empty or blank one for absent', () => {
    const blank = Object.fromEntries(definitions.map(({ name }) => [name, '  ']))
    expect(read({ ...blank, DATA_DIR: folder }).port).toBe(3000)
  })

  it('have the issuer without a slash at its end, whichever way it was written', () => {
    expect(read({ PORTICO_URL: 'https://login.example.com/' }).issuer).toBe(
      'https://login.example.com',
    )
    expect(read({ PORT: '4000' }).issuer).toBe('http://localhost:4000')
  })

  it('listen to everybody only where the issuer is not this machine itself', () => {
    expect(read({ PORTICO_URL: 'http://127.0.0.1:3000' }).host).toBe('127.0.0.1')
    expect(read({ PORTICO_URL: 'https://login.example.com' }).host).toBe('0.0.0.0')
  })
})

describe('a bad value is refused in one sentence that names the setting', () => {
  it.each([
    ['PORT', 'http'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PORT', '0x10'],
    ['PORT', '1e3'],
    ['PORTICO_URL', 'login.example.com'],
    ['PORTICO_URL', 'https://login.example.com/sso'],
    ['PORTICO_URL', 'https://login.example.com?x=1'],
    ['PORTICO_URL', 'https://user@login.example.com'],
    ['PORTICO_URL', 'https://LOGIN.example.com'],
    ['PORTICO_URL', 'ftp://login.example.com'],
    ['PORTICO_URL', 'javascript:alert(1)'],
    ['PORTICO_URL', 'http://login.example.com'],
    ['PORTICO_URL', 'http://192.168.1.5:3000'],
    ['PORTICO_URL', 'http://127.0.0.1.example.com'],
    ['PORTICO_URL', 'http://localhost.example.com'],
    ['DATABASE_URL', 'mysql://root@db/portico'],
    ['DATABASE_URL', 'file:'],
    ['DATABASE_URL', 'postgresql://db:port/portico'],
    ['PORTICO_SECRET', 'too short'],
    ['PORTICO_TRUSTED_PROXIES', 'proxy.example'],
    ['PORTICO_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['PORTICO_TRUSTED_PROXIES', '10.0.0.0/'],
    ['PORTICO_TRUSTED_PROXIES', '10.0.0.0/8/9'],
    ['PORTICO_TRUSTED_PROXIES', '10.0.0'],
    ['PORTICO_TRUSTED_PROXIES', '2001:db8::/129'],
    ['PORTICO_TRUSTED_PROXIES', '10.0.0.0/-1'],
    ['PORTICO_TRUSTED_PROXIES', '*'],
    ['PORTICO_SELF_REGISTRATION', 'yes'],
    ['PORTICO_SELF_REGISTRATION', 'OFF'],
    ['PORTICO_PLAYGROUND', 'true'],
    ['PORTICO_ALLOW_PRIVATE_NETWORK', 'yes'],
    ['PORTICO_DYNAMIC_REGISTRATION', 'on'],
    ['PORTICO_SIGNATURE', '0'],
    ['PORTICO_LOG_LEVEL', 'trace'],
    ['PORTICO_SESSION_IDLE_LIFETIME', '14'],
    ['PORTICO_SESSION_ABSOLUTE_LIFETIME', '90 d'],
    ['PORTICO_ACCESS_TOKEN_LIFETIME', '59s'],
    ['PORTICO_ACCESS_TOKEN_LIFETIME', '366d'],
    ['PORTICO_LOGIN_REDIRECT_ACCESS_TOKEN_LIFETIME', '3650d'],
    ['PORTICO_REFRESH_TOKEN_LIFETIME', '-1d'],
    ['PORTICO_REFRESH_TOKEN_LIFETIME', '4000d'],
    ['PORTICO_SETUP_LINK_LIFETIME', '1w'],
    ['PORTICO_RECOVERY_LINK_LIFETIME', '1.5h'],
    ['PORTICO_SIGNING_KEY_LIFETIME', '1d'],
    ['PORTICO_SIGNING_KEY_LIFETIME', '60s'],
  ])('%s=%s', (name, value) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} [^\\n]*\\.$`))
  })

  it('all at once', () => {
    const problems = problemsOf({
      PORT: 'x',
      PORTICO_URL: 'ftp://x',
      PORTICO_LOG_LEVEL: 'loud',
      PORTICO_SIGNATURE: 'maybe',
      PORTICO_SETUP_LINK_LIFETIME: 'long',
    })
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      ...['PORT', 'PORTICO_URL', 'PORTICO_SIGNATURE', 'PORTICO_LOG_LEVEL'],
      'PORTICO_SETUP_LINK_LIFETIME',
    ])
  })

  it('without telling a password or a secret', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://root:hunter2@db/portico',
      PORTICO_SECRET: 'hunter2',
    })
    expect(problems.join()).not.toContain('hunter2')
  })
})

describe('a secret setting', () => {
  it.each([
    ['PORTICO_SECRET', secret, (settings: ReturnType<typeof read>) => settings.secret],
    [
      'DATABASE_URL',
      'file:/tmp/other.db',
      (settings: ReturnType<typeof read>) => `file:${(settings.database as { file: string }).file}`,
    ],
  ] as const)('%s may be in the file that NAME_FILE names', (name, value, readBack) => {
    const file = join(folder, 'value')
    writeFileSync(file, `${value}\n`)
    expect(readBack(read({ [`${name}_FILE`]: file }))).toBe(value)
  })

  it('that is given twice is refused', () => {
    const file = join(folder, 'value')
    writeFileSync(file, secret)
    const problems = problemsOf({ PORTICO_SECRET: secret, PORTICO_SECRET_FILE: file })
    expect(problems).toEqual(['PORTICO_SECRET and PORTICO_SECRET_FILE are both set: keep one.'])
  })

  it.each(['missing', '.'])('whose file cannot be read is refused: %s', (name) => {
    const problems = problemsOf({ PORTICO_SECRET_FILE: join(folder, name) })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^PORTICO_SECRET_FILE names a file that cannot be read: .*\.$/)
  })

  it('whose file is empty is refused', () => {
    const file = join(folder, 'empty')
    writeFileSync(file, '\n')
    expect(problemsOf({ PORTICO_SECRET_FILE: file })).toHaveLength(1)
    expect(problemsOf({ DATABASE_URL_FILE: file })).toHaveLength(1)
  })

  it('is the only kind that NAME_FILE works for', () => {
    expect(read({ PORT_FILE: join(folder, 'missing') }).port).toBe(3000)
  })
})

describe('the secret that is made', () => {
  const file = () => join(folder, 'secret')

  it('is kept in the data folder for its owner alone, and used again', () => {
    const first = read({}).secret
    expect(readFileSync(file(), 'utf8')).toBe(first)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(read({}).secret).toBe(first)
  })

  it('is in a folder for its owner alone', () => {
    const inner = join(folder, 'new', 'data')
    read({ DATA_DIR: inner })
    expect(statSync(inner).mode & 0o777).toBe(0o700)
  })

  it('is not made where one is given', () => {
    read({ PORTICO_SECRET: secret })
    expect(() => statSync(file())).toThrow('ENOENT')
  })

  it('is demanded with PostgreSQL: all nodes share it', () => {
    const problems = problemsOf({ DATABASE_URL: 'postgresql://db/portico' })
    expect(problems).toEqual([
      'PORTICO_SECRET must be set when DATABASE_URL names PostgreSQL: all nodes share it.',
    ])
  })

  it('is not replaced when the file holds too little: the keys would be lost', () => {
    writeFileSync(file(), 'short')
    expect(problemsOf({})).toHaveLength(1)
    expect(readFileSync(file(), 'utf8')).toBe('short')
  })

  it('is said to hold too little, and not that the folder cannot be written', () => {
    writeFileSync(file(), 'short')
    expect(problemsOf({})).toEqual([`${file()} holds no secret of at least 32 characters.`])
  })

  it('is said to be unreadable, in one sentence', () => {
    mkdirSync(file())
    expect(problemsOf({})).toEqual([
      expect.stringMatching(/^The secret in .*secret cannot be read: .*\.$/),
    ])
  })

  it('is not made beside a database that is there: another one opens nothing in it', () => {
    const database = join(folder, 'portico.db')
    writeFileSync(database, 'SQLite format 3')
    expect(problemsOf({})).toEqual([
      `The secret of the database ${database} is missing: put ${file()} back from where it was backed up, or set PORTICO_SECRET as it was.`,
    ])
    expect(() => statSync(file())).toThrow('ENOENT')
    expect(read({ PORTICO_SECRET: secret }).secret).toBe(secret)
  })

  it('is made beside a database that is empty', () => {
    writeFileSync(join(folder, 'portico.db'), '')
    expect(problemsOf({})).toEqual([])
  })

  it('leaves nothing else behind', async () => {
    const { readdirSync } = await import('node:fs')
    read({})
    expect(readdirSync(folder)).toEqual(['secret'])
  })

  it('says in one sentence when the data folder cannot be written', () => {
    writeFileSync(join(folder, 'a-file'), '')
    const problems = problemsOf({ DATA_DIR: join(folder, 'a-file', 'data') })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^DATA_DIR names the folder .*, which cannot be written: .*\.$/)
  })
})

describe('.env', () => {
  it('is read, and the environment wins', () => {
    writeFileSync(join(folder, '.env'), 'PORTICO_TEST_ONE=file\nPATH=file\n# PORTICO_TEST_TWO=x\n')
    const env = environment(folder)
    expect(env['PORTICO_TEST_ONE']).toBe('file')
    expect(env['PATH']).toBe(process.env['PATH'])
    expect(env).not.toHaveProperty('PORTICO_TEST_TWO')
  })

  it('may be missing, and must be readable when it is there', () => {
    expect(environment(folder)['PATH']).toBe(process.env['PATH'])
    mkdirSync(join(folder, '.env'))
    expect(() => environment(folder)).toThrow(/^The file \.env cannot be read: .*\.$/)
  })
})

describe('loopback', () => {
  it.each([
    ...['http://localhost', 'http://localhost:3000', 'https://app.localhost'],
    ...['http://127.0.0.1', 'http://127.9.9.9:1', 'http://[::1]:3000', 'http://2130706433'],
  ])('is %s', (url) => {
    expect(isLoopback(url)).toBe(true)
  })

  it.each([
    ...['http://localhost.example.com', 'http://mylocalhost', 'http://127.0.0.1.example.com'],
    ...['http://128.0.0.1', 'http://[::2]', 'http://0.0.0.0', 'nonsense', ''],
  ])('is not %s', (url) => {
    expect(isLoopback(url)).toBe(false)
  })
})

describe('OAUTH_FOLLOW_WHITELIST', () => {
  const listed = (text: string) => read({ OAUTH_FOLLOW_WHITELIST: text }).followWhitelist

  it('holds origins and URLs, on https or on loopback', () => {
    expect(listed('')).toEqual([])
    const places = ['https://app.example.com', 'https://b.example/in?a=1', 'http://localhost:8080']
    expect(listed(places.join(' , '))).toEqual(places)
  })

  it.each([
    ...['http://app.example.com', 'app.example.com', '*', 'https://*.example.com'],
    ...['https://a@app.example.com', 'https://app.example.com/#x', 'javascript:alert(1)'],
  ])('refuses %s', (place) => {
    expect(() => listed(`https://good.example,${place}`)).toThrow(`"${place}"`)
  })
})

describe('docs/settings.md', () => {
  /** The cells of every row, without the spaces that line them up. */
  const cellsOf = (text: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').map((cell) => cell.trim().replace(/^-+$/, '---')))

  it('holds exactly the table of the code', () => {
    expect(cellsOf(readFileSync('docs/settings.md', 'utf8'))).toEqual(cellsOf(settingsTable()))
  })
})
