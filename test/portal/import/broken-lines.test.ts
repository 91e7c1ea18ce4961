import { describe, expect, it } from 'vitest'

import { moving } from './moving'

const phpass = '$P$B41FPrqMtkJP9onXPzfSqGmow4k8n/.'
const header =
  'username,email,email_verified,password_hash,name,phone_number,disabled,id,created_at'

/** Twenty and more kinds of lines that cannot be taken, with what is to be said of each. */
const broken: readonly (readonly [line: string, outcome: string])[] = [
  [`,,,,,,,,`, 'broken : username is missing, and so is email'],
  [`a,a@b.example,,,,,,,`, 'broken a: username is shorter than 2 characters'],
  [`with space,,,,,,,,`, 'broken with space: username wants letters and digits'],
  [`${'x'.repeat(65)},,,,,,,,`, 'username is longer than 64 characters'],
  [`аlice,,,,,,,,`, 'username wants letters and digits of one alphabet'],
  [`somebody@else.example,me@example.com,,,,,,,`, 'username wants letters and digits'],
  [`b01,no-address,,,,,,,`, 'broken b01: email is no complete e-mail address'],
  [`b02,,true,,,,,,`, 'broken b02: email_verified wants an email'],
  [`b03,b03@example.com,perhaps,,,,,,`, 'broken b03: email_verified wants true or false'],
  [
    `b04,,,5f4dcc3b5aa765d61d8327deb882cf99,,,,,`,
    'password_hash looks like MD5, which is not taken',
  ],
  [`b05,,,correct horse,,,,,`, 'broken b05: password_hash is no hash of a kind that is known'],
  [`b06,,,$2b$10$tooshort,,,,,`, 'broken b06: password_hash is cut short or damaged'],
  [`b07,,,$2b$31$${'a'.repeat(53)},,,,,`, 'password_hash costs more than bcrypt’s cost 16'],
  [`b08,,,,"two\nlines",,,,`, 'broken b08: name wants text without a line break'],
  [`b09,,,,,call me,,,`, 'broken b09: phone_number wants a number'],
  [`b10,,,,,,maybe,,`, 'broken b10: disabled wants true or false'],
  [`b11,,,,,,,-id with space,`, 'broken b11: id wants up to 128 letters'],
  [`b12,,,,,,,,yesterday`, 'broken b12: created_at is no date'],
  [`b13,,,,,,,,2999-01-01`, 'broken b13: created_at lies in the future'],
  [`b14,too,few`, 'broken : has 3 fields, and the first line names 9 columns'],
  [`b15,,,,,,,,,,,too,many`, 'broken : has 13 fields, and the first line names 9 columns'],
  [`b16,,,,a "quote" here,,,,`, 'has a quote in the middle of a field'],
  [`GOOD-first,,,,,,,,`, 'duplicate GOOD-first: username is that of line 2 too'],
  [`b17,first@example.com,,,,,,,`, 'duplicate b17: email is that of line 2 too'],
  [`b18,,,,,,,id-first,`, 'duplicate b18: id is that of line 2 too'],
  [`b19,,,,,,,client-1,`, 'conflict b19: id is that of an app'],
  [`taken,,,,,,,,`, 'conflict taken: username is that of somebody with another e-mail address'],
  [`b20,taken@example.com,,,,,,,`, 'conflict b20: email is that of the user taken'],
  [`b21,\0@example.com,,,,,,,`, 'broken b21: email is no complete e-mail address'],
  [`{SHA}bROMo65UVjGzq9caTwds51nFcAs=,,,,,,,,`, 'broken : username wants letters'],
  [`b22,,,,"a quote that never ends,,,,`, 'broken : has a quote that is never closed'],
]

describe('a file with lines of every broken kind', () => {
  const text = [
    header,
    `good-first,first@example.com,true,${phpass},First,,,id-first,2020-01-01`,
    ...broken.map(([line], index) => `${line}\ngood-${index},good-${index}@example.com,,,,,,,`),
    '',
  ].join('\n')
  const world = async () => {
    const { op, ...rest } = await moving()
    await op.user({ username: 'taken' })
    await op.client({ id: 'client-1' })
    return { op, ...rest }
  }
  const isGood = (line: string) => / (?:imported|there already) good-/.test(line)

  it('names each with its line, and imports all that are good', async () => {
    const { imports, everybody } = await world()
    const { lines } = await imports('users.csv', text)
    expect(lines.filter(isGood)).toHaveLength(1 + broken.length)
    expect(await everybody()).toHaveLength(2 + broken.length)
    const bad = lines.filter((line) => !isGood(line))
    expect(bad).toHaveLength(broken.length)
    for (const [index, [line, said]] of broken.entries()) {
      const number = text.slice(0, text.indexOf(`\n${line}\n`) + 1).split('\n').length
      expect(bad[index]).toContain(`line ${number}: `)
      expect(bad[index]).toContain(said)
    }
  })

  it('is left as it is by a second run, which says so', async () => {
    const { imports, everybody } = await world()
    const first = await imports('users.csv', text)
    const before = await everybody()
    const second = await imports('users.csv', text)
    expect(second.lines.filter((line) => line.includes(' imported '))).toEqual([])
    expect(second.lines.filter((line) => line.includes(': there already '))).toHaveLength(
      1 + broken.length,
    )
    expect(second.lines.filter((line) => !isGood(line))).toEqual(
      first.lines.filter((line) => !isGood(line)),
    )
    expect(await everybody()).toEqual(before)
  })

  it('is told all the same by a dry run, which writes nothing', async () => {
    const { imports, everybody } = await world()
    const dry = await imports('users.csv', text, { isDryRun: true })
    expect(await everybody()).toHaveLength(1)
    expect(dry.lines).toEqual((await imports('users.csv', text)).lines)
  })

  it('has no hash and no password in what is said of it', async () => {
    const { imports } = await world()
    const { lines, said } = await imports('users.csv', text)
    const all = [...lines, ...said].join('\n')
    expect(all).not.toMatch(/\$P\$|\$2|5f4dcc3b|correct horse|bROMo/)
  })
})
