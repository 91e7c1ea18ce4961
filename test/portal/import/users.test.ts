import { describe, expect, it } from 'vitest'

import { madeElsewhere, password } from '../../crypto/foreign-hashes/fixtures'
import { moving } from './moving'

const phpass = '$P$B41FPrqMtkJP9onXPzfSqGmow4k8n/.'
const bcrypt = '$2y$10$EA3zTQicWsAZlzWCBdnyMe6xdlrUR5tVuFI46IT9sEXZnp5Wfv5c2'

const header =
  'username,email,email_verified,password_hash,name,phone_number,disabled,id,created_at'

describe('a file of people', () => {
  const expected = {
    username: 'Zoé',
    email: 'zoe@example.com',
    profile: { name: 'Zoé, the first', phone_number: '+33123456789' },
    id: 'u-1',
  }

  it.each([
    [
      'users.csv',
      `\ufeff${header}\r\nZoé,Zoe@Example.com,yes,${bcrypt},"Zoé, the first",+33123456789,,u-1,2020-05-04 03:02:01\r\n`,
    ],
    [
      'users.csv',
      `${header.replaceAll(',', ';')}\nZoé;zoe@example.com;t;${bcrypt};Zoé, the first;+33123456789;0;u-1;2020-05-04T03:02:01Z\n`,
    ],
    [
      'users.tsv',
      `${header.replaceAll(',', '\t')}\nZoé\tzoe@example.com\t1\t${bcrypt}\tZoé, the first\t+33123456789\tfalse\tu-1\t1588561321`,
    ],
    [
      'users.ndjson',
      `\n{"username":"Zoé","email":"zoe@example.com","emailVerified":true,"hash":"${bcrypt}","displayName":"Zoé, the first","phone":"+33123456789","enabled":true,"id":"u-1","createdTimestamp":1588561321000}\n`,
    ],
    [
      'users.json',
      `[\n{"login":"Zoé","mail":"zoe@example.com","verified":1,"password":"${bcrypt}","name":"Zoé, the first","phone_number":"+33123456789","user_id":"u-1","created_at":"2020-05-04T05:02:01+02:00"}\n]`,
    ],
    [
      'users.json',
      `{"user_login":"Zoé","user_email":"zoe@example.com","is_verified":"true","user_pass":"${bcrypt}","display_name":"Zoé, the first","telephoneNumber":"+33123456789","uuid":"u-1","date_joined":"2020-05-04T03:02:01.000Z"}\n`,
    ],
  ])('is read from %s %#', async (name, text) => {
    const { imports, everybody, op } = await moving()
    const { lines } = await imports(name, text)
    expect(lines).toEqual([expect.stringMatching(/^line [12]: imported Zoé: bcrypt$/)])
    const [user] = await everybody()
    expect(user).toMatchObject(expected)
    expect(user!.createdAt).toEqual(new Date('2020-05-04T03:02:01Z'))
    expect(user!.emailVerifiedAt).toEqual(op.now())
    expect(user!.disabledAt).toBeNull()
    expect((await op.stores.users.findPassword('u-1'))?.hash).toBe(bcrypt)
  })

  it('may be a table of WordPress, Django or Devise as it is', async () => {
    const { imports, everybody } = await moving()
    const wordpress = await imports(
      'wp_users.csv',
      `ID,user_login,user_pass,user_nicename,user_email,user_url,user_registered,user_activation_key,user_status,display_name
7,ann,${phpass},ann,ann@example.com,https://ann.example,2019-01-02 03:04:05,,0,Ann
8,ben,$wp${bcrypt},ben,ben@example.com,,0000-00-00 00:00:00,,0,Ben\n`,
    )
    expect(wordpress.lines).toEqual([
      'line 2: imported ann: phpass',
      'line 3: imported ben: bcrypt',
    ])
    expect(wordpress.said.join()).toContain('user_nicename')
    const django = await imports(
      'auth_user.csv',
      `id,password,last_login,is_superuser,username,first_name,last_name,email,is_staff,is_active,date_joined
12,!7Pi0a,,t,cem,Cem,Demir,,t,f,2024-01-02 03:04:05.678901+00\n`,
    )
    expect(django.lines).toEqual(['line 2: imported cem: without a password; disabled'])
    const devise = await imports(
      'users.csv',
      `id,email,encrypted_password,confirmed_at,created_at
1,dora@example.com,${bcrypt},2024-01-02 03:04:05.123456,2024-01-02 03:04:05\n`,
    )
    expect(devise.lines).toEqual([
      'line 2: imported dora: bcrypt; the username is made of the e-mail address',
    ])
    const [, , cem] = (await everybody()).toSorted((a, b) => (a.username < b.username ? -1 : 1))
    expect(cem).toMatchObject({ isAdministrator: false, profile: { given_name: 'Cem' } })
  })

  it('makes nobody an administrator, whatever it says', async () => {
    const { imports, op } = await moving()
    const text =
      '{"username":"eve","is_superuser":true,"administrator":true,"isAdministrator":true}'
    expect((await imports('u.ndjson', text)).said).toHaveLength(3)
    expect(await op.stores.users.hasAdministrator()).toBe(false)
  })
})

describe('broken JSON', () => {
  it('costs its own line only', async () => {
    const { imports } = await moving()
    const { lines } = await imports(
      'u.ndjson',
      '{"username":"ann"}\n{"username":\n[1]\n7\n{"username":"ben"}',
    )
    expect(lines).toEqual([
      'line 1: imported ann: without a password',
      'line 2: broken : is no JSON',
      'line 3: broken : is no mapping: { … }',
      'line 4: broken : is no mapping: { … }',
      'line 5: imported ben: without a password',
    ])
  })

  it('costs its own part of an array only, wherever its brackets and quotes are', async () => {
    const { imports } = await moving()
    const text = `[
{"username":"ann","name":"[{\\"\\\\"},
{"username":"ben"} {"username":"bob"},
17,
{"username":"cem",
 "email":7}, {"username":"dan"
}
]`
    const { lines } = await imports('u.json', text)
    expect(lines).toEqual([
      'line 2: imported ann: without a password',
      'line 3: broken : is no JSON',
      'line 4: broken : is no mapping: { … }',
      'line 5: broken cem: email is no complete e-mail address',
      'line 6: imported dan: without a password',
    ])
  })

  it('is said of an array that ends in the middle', async () => {
    const { imports } = await moving()
    const { lines } = await imports('u.json', '[{"username":"ann"},\n{"username":"be')
    expect(lines).toEqual([
      'line 1: imported ann: without a password',
      'line 2: broken : is no JSON: the file ends in the middle of it',
    ])
  })

  it('is not read in one line without end', async () => {
    const { imports } = await moving()
    await expect(imports('u.ndjson', 'x'.repeat(1_100_000))).rejects.toThrow('longer than 1 MiB')
  })

  it('and other files are refused whole when their kind or columns are not known', async () => {
    const { imports } = await moving()
    await expect(imports('users.xlsx', 'x')).rejects.toThrow('.csv, .tsv, .json or .ndjson')
    await expect(imports('users.csv', 'email,email\nx,y\n')).rejects.toThrow(
      'names column 2 as one before it',
    )
    await expect(imports('users.csv', 'a,b\nx,y\n')).rejects.toThrow('says who: is it a header?')
  })
})

describe('a username that is made of the e-mail address', () => {
  const people = [
    'ann@a.example',
    'ann@b.example',
    'ann+news@c.example',
    '!@d.example',
    'élan@e.example',
  ]
  const text = `email\n${people.join('\n')}\n`

  it('is what is before the @, or the same with letters behind it', async () => {
    const { imports, everybody } = await moving()
    await imports('u.csv', text)
    const names = (await everybody()).map(({ username }) => username).toSorted()
    expect(names).toEqual([
      'ann',
      expect.stringMatching(/^ann-[a-z0-9]{6}$/),
      expect.stringMatching(/^ann-[a-z0-9]{6}$/),
      expect.stringMatching(/^user-[a-z0-9]{6}$/),
    ])
  })

  it('is the same in a second run, and whoever was renamed since is found', async () => {
    const { imports, op, everybody } = await moving()
    await imports('u.csv', text)
    const ann = (await op.stores.users.findByLogin('ann@a.example'))!.user
    await op.stores.users.update(ann.id, { username: 'anna', usernameKey: 'anna' })
    const before = await everybody()
    const { findings } = await imports('u.csv', text)
    const there = findings.filter(({ outcome }) => outcome === 'there already')
    expect(there.map(({ name }) => name)).toContain('anna')
    expect(await everybody()).toEqual(before)
  })

  it('is made too where the username is the address', async () => {
    const { imports } = await moving()
    const { lines } = await imports('u.csv', 'username,email\nAnn@a.example,ann@a.example\n')
    expect(lines[0]).toContain('imported ann: ')
  })
})

describe('people who come in at the same time', () => {
  const text = (count: number) =>
    [
      'username,email',
      ...Array.from({ length: count }, (_, at) => `user-${at},u${at}@example.com`),
    ].join('\n')

  it('are there once, however many imports there are', async () => {
    const { imports, everybody } = await moving()
    const runs = await Promise.all([1, 2, 3].map(() => imports('u.csv', text(700))))
    const imported = runs
      .flatMap(({ findings }) => findings)
      .filter(({ outcome }) => outcome === 'imported')
    expect(imported).toHaveLength(700)
    for (const { findings } of runs) {
      expect(
        findings.every(({ outcome }) => outcome === 'imported' || outcome === 'there already'),
      ).toBe(true)
    }
    expect(new Set((await everybody()).map(({ username }) => username)).size).toBe(500) // the first page
  })

  it('and take a name in the meantime leave the rest of the batch alone', async () => {
    const { op, imports } = await moving({
      stores: (stores) => ({
        ...stores,
        users: {
          ...stores.users,
          createMany: async (users) => {
            if (users.length === 3) {
              await stores.users.create({ ...users[1]!, id: 'faster', email: null }, 'quick:1')
            }
            return stores.users.createMany(users)
          },
        },
      }),
    })
    const { lines } = await imports('u.csv', text(3))
    expect(lines.map((line) => line.replace(/:(?! (?:imp|con)).*/, ''))).toHaveLength(3)
    expect(lines[1]).toBe(
      'line 3: conflict user-1: username is that of somebody with another e-mail address',
    )
    expect(await op.stores.users.findByLogin('user-2')).not.toBeNull()
  })

  it('and an id that is somebody’s is named', async () => {
    const { op, imports } = await moving()
    const { id } = await op.user()
    const { lines } = await imports('u.csv', `username,id\nann,${id}\nben,ben-1\n`)
    expect(lines).toEqual([
      'line 2: conflict ann: id is that of another user',
      'line 3: imported ben: without a password',
    ])
  })
})

describe('after the import', () => {
  it('everybody signs in with the password that they had', async () => {
    const { op, imports } = await moving({ hasher: 'argon2' })
    const people = madeElsewhere.map(([, , hash], at) =>
      JSON.stringify({ username: `user-${at}`, hash }),
    )
    const { findings } = await imports('u.ndjson', people.join('\n'))
    expect(findings.map(({ outcome }) => outcome)).toEqual(people.map(() => 'imported'))
    for (const at of [0, 7, 11, 15, 18, 25, 27, 31]) {
      const browser = await op.atTheDoor('/login', `192.0.2.${at + 1}`)
      const fields = { identifier: `user-${at}`, password }
      expect((await browser.submit('/sign-in/password', fields)).location).toBe('/')
      const found = await op.stores.users.findByLogin(`user-${at}`)
      expect(op.provider.passwords.isCurrent(found!.password!.hash)).toBe(true)
    }
  })

  it('a second run says who has signed in since, and puts no old hash back', async () => {
    const { op, imports } = await moving({ hasher: 'argon2' })
    const text = JSON.stringify({ username: 'ann', hash: phpass })
    await imports('u.ndjson', text)
    const browser = await op.atTheDoor()
    await browser.submit('/sign-in/password', { identifier: 'ann', password })
    const { lines } = await imports('u.ndjson', text)
    expect(lines[0]).toContain('line 1: there already ann: the password is not as in the file')
    const found = await op.stores.users.findByLogin('ann')
    expect(op.provider.passwords.isCurrent(found!.password!.hash)).toBe(true)
  })

  it('whoever has no password cannot sign in by any', async () => {
    const { op, imports } = await moving({ hasher: 'argon2' })
    await imports('u.ndjson', '{"username":"ann","password":"!"}')
    for (const typed of ['!', '', 'x']) {
      const browser = await op.atTheDoor()
      const answer = await browser.submit('/sign-in/password', {
        identifier: 'ann',
        password: typed,
      })
      expect(answer.status).not.toBe(303)
    }
  })
})
