import { describe, expect, it } from 'vitest'

import { readHash, recognizeHash } from '@/crypto/foreign-hashes/recognize'

import { madeElsewhere, password } from './fixtures'

const isBehind = async (hash: string, typed: string): Promise<boolean> => {
  const reading = readHash(hash)
  if (!reading || 'problem' in reading) throw new Error(`${hash} is not taken`)
  return reading.verify(typed)
}

describe.each(madeElsewhere)('a %s hash of %s', (format, _, hash) => {
  it('is recognized', () => {
    expect(recognizeHash(hash)).toEqual({ format })
  })

  it('has its password behind it, and no other', async () => {
    expect(await isBehind(hash, password)).toBe(true)
    for (const wrong of ['letmein', `${password} `, '']) {
      expect(await isBehind(hash, wrong), wrong).toBe(false)
    }
  })

  it('is nothing that is taken when most of it is missing', () => {
    const part = recognizeHash(hash.slice(0, Math.floor(hash.length / 3)))
    expect(part === null || part.problem !== undefined).toBe(true)
  })

  it('is never right once a letter of its digest is another', async () => {
    const at = hash.length - 8
    const changed = hash.slice(0, at) + (hash[at] === 'A' ? 'B' : 'A') + hash.slice(at + 1)
    const isSalt = hash.startsWith('{SSHA') // which is at the end there; another salt is another digest
    expect(await isBehind(changed, password), isSalt ? 'salt' : 'digest').toBe(false)
  })
})

describe('published vectors', () => {
  it.each([
    // Drepper, SHA-crypt.txt: its salts and passwords; and passwords as long as a block of the digest
    ['$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5', 'Hello world!'],
    [
      '$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA',
      'Hello world!',
    ],
    [
      '$5$rounds=77777$short$JiO1O3ZpDAxGJeaDIuqCoEFysAe1mZNJRs3pw0KQRd/',
      'we have a short salt string but not a short password',
    ],
    [
      '$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1',
      'Hello world!',
    ],
    [
      '$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.',
      'Hello world!',
    ],
    [
      '$6$rounds=77777$short$WuQyW2YR.hBNpjjRhpYD/ifIw05xdfeEyQoMxIXbkvr0gge1a1x3yRULJ5CCaUeOxFmtlcGZelFl5CxtgfiAc0',
      'we have a short salt string but not a short password',
    ],
    ['$5$saltsalt$tWapoD8pPXtbv36Daa/gvGzhHl1q7GaspUoh386s.vD', 'a'.repeat(32)],
    ['$5$saltsalt$mxvvOAsfS.o0SGs/k5pFvrYaXMiO01Vc7xoNZTltoY1', 'a'.repeat(64)],
    [
      '$6$saltsalt$dLW1aYM9zDeSwgYsFmvdxmhFQ.ehaT6i5XzWyeDv4Z677.mp/Lc.0XPmnwvDvk6TP4Px9uVPQy2OHM2Vxg9vW/',
      'a'.repeat(64),
    ],
    [
      '$6$saltsalt$qNt916Rh0P5wL50iabOONrr/KH9J4hbKScawgpb81l7x3J4fOlwuRI5j6qPyDTzuyptnpvqEknZr2JoP5XoUq0',
      'a'.repeat(65),
    ],
    [
      '$6$saltsalt$6ODW6HzfbdznOq3FsAj6QG5lk3oCMz7YjT5HnVY1E.QlAs3VXZ2Yva8VSz2vuZOifcpDkPbiV2fw3NJDv1nDn0',
      'a'.repeat(128),
    ],
    [
      '$6$saltsalt$qkTgsCrWMTAS9gBGcf9W60sFfH.hU0oTCAOJjhbz5tSp/sU3/xXZK4OFwCtq8lIIdpJ6CatVdOTSHKp97TPkt/',
      '',
    ],
    // phpass’s own test
    ['$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0', 'test12345'],
    // RFC 2307 and RFC 3112 name the scheme; the digest is FIPS 180’s of "abc"
    ['{SHA}qZk+NkcGgWq6PiVxeFDCbJzQ2J0=', 'abc'],
  ])('%s', async (hash, typed) => {
    expect(await isBehind(hash, typed)).toBe(true)
    expect(await isBehind(hash, `${typed}!`)).toBe(false)
  })
})

describe('what is not taken', () => {
  it.each([
    ['5f4dcc3b5aa765d61d8327deb882cf99', 'looks like MD5, which is not taken'],
    ['md5$salt$5f4dcc3b5aa765d61d8327deb882cf99', 'looks like MD5, which is not taken'],
    ['5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8', 'looks like SHA-1, which is not taken'],
    ['{SMD5}4QWGWZpj9GCmfuqEvm8HtZhZS6E=', 'looks like salted MD5, which is not taken'],
    ['$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/', 'looks like md5-crypt, which is not taken'],
    ['$apr1$saltsalt$qjXMvbEw8oaL.CzflDtaK/', 'looks like md5-crypt, which is not taken'],
    ['$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o', 'looks like yescrypt, which is not taken'],
    ['abJnggxhB/yWI', 'looks like DES crypt, which is not taken'],
    ['{CLEARTEXT}secret', 'looks like a password in the clear, which is not taken'],
    ['pbkdf2:sha256:600000$salt$00ff', 'looks like Werkzeug’s hash, which is not taken'],
    [
      '$2x$06$YxI9a2gd7gcBC3eneX88ZOBNbPiTrAmqqH92OhlwmHvDqxVquoEoy',
      'is of a bcrypt that had a mistake ($2$, $2x$), which is not taken',
    ],
  ])('%s is said by name', (hash, problem) => {
    expect(recognizeHash(hash)?.problem).toBe(problem)
  })

  it.each([
    '$argon2id$v=19$m=1048577,t=2,p=1$c2Vhc2FsdHNlYXNhbHQy$4a/MnMR7E5rVdyt/dO98W2PG9TsNscoWyOZCMvjA4+4',
    '$argon2id$v=19$m=65536,t=33,p=1$c2Vhc2FsdHNlYXNhbHQy$4a/MnMR7E5rVdyt/dO98W2PG9TsNscoWyOZCMvjA4+4',
    '$2b$17$YxI9a2gd7gcBC3eneX88ZOBNbPiTrAmqqH92OhlwmHvDqxVquoEoy',
    '$wp$2y$31$YxI9a2gd7gcBC3eneX88ZOBNbPiTrAmqqH92OhlwmHvDqxVquoEoy',
    '$scrypt$ln=21,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E',
    '$scrypt$ln=20,r=64,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E',
    `scrypt$1048576$salt$8$16$${'A'.repeat(86)}==`,
    'pbkdf2_sha256$10000001$seasalt$osrd3LulXulhlqFnkawnSWS6Yw0mQAFUzMrJ2GXgw1Q=',
    '$P$V41FPrqMtkJP9onXPzfSqGmow4k8n/.',
    '$6$rounds=1000001$saltsalt$hU8139Zn6.xSSVrq.jfhNXpNxfzm4VsdYhCCdtEoe3HGAlBu97AXF0vBEMPKNVDFnCRNqFmLeK.RWYNlhKPuR0',
  ])('is what would take absurd work: %s', (hash) => {
    expect(recognizeHash(hash)?.problem).toMatch(/^costs more than /)
  })

  it.each([
    ...[
      '',
      ' ',
      'secret',
      'correct horse battery staple',
      '$',
      '$$',
      '$9$x$y',
      '{X}abc',
      'quick:00',
    ],
    'x'.repeat(1_025),
  ])('is nothing that is known: %j', (text) => {
    expect(recognizeHash(text)).toBeNull()
  })

  it.each([
    '$argon2id$v=19$m=0,t=1,p=1$c2Vhc2FsdHNlYXNhbHQy$4a/MnMR7E5rVdyt/dO98W2PG9TsNscoWyOZCMvjA4+4',
    '$argon2id$v=18$m=65536,t=1,p=1$c2Vhc2FsdHNlYXNhbHQy$4a/MnMR7E5rVdyt/dO98W2PG9TsNscoWyOZCMvjA4+4',
    '$2b$03$YxI9a2gd7gcBC3eneX88ZOBNbPiTrAmqqH92OhlwmHvDqxVquoEoy',
    '$2b$10$YxI9a2gd7gcBC3eneX88ZOBNbPiTrAmqqH92OhlwmHvDqxVquoE',
    `scrypt$16383$seasalt$8$1$${'A'.repeat(86)}==`,
    `scrypt$1$seasalt$8$1$${'A'.repeat(86)}==`,
    `scrypt$16384$seasalt$0$1$${'A'.repeat(86)}==`,
    '$scrypt$ln=14,r=8,p=0$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E',
    'pbkdf2_sha256$0$seasalt$osrd3LulXulhlqFnkawnSWS6Yw0mQAFUzMrJ2GXgw1Q=',
    'pbkdf2_md5$1000$seasalt$osrd3LulXulhlqFnkawnSWS6Yw0mQAFUzMrJ2GXgw1Q=',
    'pbkdf2_sha256$1000$seasalt$',
    '{SSHA}bROMo65UVjGzq9caTwds51nFcAs=',
    '{SHA}NXN5bZ9dgI9lyYC/7gUqzt0ySdkoJWTs',
    '{SSHA512}????',
    '$6$rounds=999$saltsalt$hU8139Zn6.xSSVrq.jfhNXpNxfzm4VsdYhCCdtEoe3HGAlBu97AXF0vBEMPKNVDFnCRNqFmLeK.RWYNlhKPuR0',
    '$5$saltsalt$hU8139Zn6.xSSVrq.jfhNXpNxfzm4VsdYhCCdtEoe3HGAlBu97AXF0vBEMPKNVDFnCRNqFmLeK.RWYNlhKPuR0',
    '$P$4',
  ])('is what is cut short or damaged: %s', (hash) => {
    expect(recognizeHash(hash)?.problem).toBe('is cut short or damaged')
  })
})

describe('a bcrypt hash', () => {
  it('may hold anything in the bits that its last letters have too many', async () => {
    const hash = '$2a$06$YxI9a2gd7gcBC3eneX88ZOBNbPiTrAmqqH92OhlwmHvDqxVquoEoy'
    const [salted, other] = [`${hash.slice(0, 28)}P${hash.slice(29)}`, `${hash.slice(0, 59)}z`]
    expect(await isBehind(salted, password)).toBe(true)
    expect(await isBehind(other, password)).toBe(true)
  })
})

describe('a slow hash that no thread computes', () => {
  it('lets others have their turn while it is computed', async () => {
    let turns = 0
    let isDone = false
    const count = () => {
      turns += 1
      if (!isDone) setImmediate(count)
    }
    setImmediate(count)
    await isBehind('$P$B41FPrqMtkJP9onXPzfSqGmow4k8n/.', password)
    isDone = true
    expect(turns).toBeGreaterThan(10)
  })
})
