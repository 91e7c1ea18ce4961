import { scrypt as derive } from 'node:crypto'

import { bytesOf, damaged, type Format, isSameBytes, type Reading, tooDear } from './format'

type Hash = {
  readonly cost: number
  readonly blockSize: number
  readonly parallelization: number
  readonly salt: Buffer
  readonly key: Buffer
}

/** scrypt — RFC 7914, in the PHC string format and as Django writes it. */
export const scrypt: Format = {
  name: 'scrypt',
  read: (text) => {
    if (!/^\$?scrypt\$/.test(text)) return null
    const read = phc(text) ?? django(text)
    return read ? withinBounds(read) : damaged
  },
}

/** `$scrypt$ln=14,r=8,p=1$salt$hash` */
function phc(text: string): Hash | null {
  const [, ln, r, p, salt = '', key = ''] =
    /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,4}),p=(\d{1,4})\$([^$]+)\$([^$]+)$/.exec(text) ?? []
  return hashOf(2 ** Number(ln), r, p, bytesOf(salt, 1, 128), bytesOf(key, 16, 128))
}

/** `scrypt$N$salt$r$p$hash`; the salt is the text itself. */
function django(text: string): Hash | null {
  const [, n, salt = '', r, p, key = ''] =
    /^scrypt\$(\d{1,10})\$([^$]{1,128})\$(\d{1,4})\$(\d{1,4})\$([^$]+)$/.exec(text) ?? []
  return hashOf(Number(n), r, p, Buffer.from(salt), bytesOf(key, 64, 64))
}

function hashOf(
  cost: number,
  r: string | undefined,
  p: string | undefined,
  salt: Buffer | null,
  key: Buffer | null,
): Hash | null {
  const [blockSize, parallelization] = [Number(r), Number(p)]
  const isPower = Number.isInteger(Math.log2(cost)) && cost > 1
  if (!salt || !key || !isPower || !(blockSize > 0) || !(parallelization > 0)) return null
  return { cost, blockSize, parallelization, salt, key }
}

function withinBounds({ cost, blockSize, parallelization, salt, key }: Hash): Reading {
  const isAffordable =
    cost <= 2 ** 20 && cost * blockSize <= 2 ** 23 && cost * blockSize * parallelization <= 2 ** 25
  if (!isAffordable) return tooDear('scrypt’s N=2^20, r=8, p=4')
  const maxmem = 128 * blockSize * (cost + parallelization + 4)
  const options = { cost, blockSize, parallelization, maxmem }
  return {
    verify: (password) =>
      new Promise((resolve, reject) => {
        derive(password, salt, key.length, options, (error, computed) => {
          if (error) reject(error)
          else resolve(isSameBytes(computed, key))
        })
      }),
  }
}
