import { createHash } from 'node:crypto'
import type { Client, ClientLogo } from '@/model/client'

const mostBytes = 32_768

export type LogoResult =
  | { readonly ok: true; readonly logo: ClientLogo }
  | { readonly ok: false; readonly reason: 'not-an-image' | 'too-large' }

const startsWith = (bytes: Buffer, hex: string, at = 0) =>
  bytes.subarray(at, at + hex.length / 2).toString('hex') === hex

/** What the bytes are, whatever they were said to be. SVG is not among them: it can hold script. */
function contentTypeOf(bytes: Buffer): ClientLogo['contentType'] | null {
  if (startsWith(bytes, '89504e470d0a1a0a')) return 'image/png'
  if (startsWith(bytes, 'ffd8ff')) return 'image/jpeg'
  if (startsWith(bytes, '52494646') && startsWith(bytes, '57454250', 8)) return 'image/webp'
  return null
}

/** Reads a logo from the `data:` URL that the page makes: PNG, JPEG or WebP of at most 32 kB. */
export function readLogo(dataUrl: string): LogoResult {
  const base64 = /^data:image\/[a-z]+;base64,([A-Za-z0-9+/]+={0,2})$/.exec(dataUrl)?.[1]
  if (!base64) return { ok: false, reason: 'not-an-image' }

  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length > mostBytes) return { ok: false, reason: 'too-large' }
  const contentType = contentTypeOf(bytes)
  if (!contentType) return { ok: false, reason: 'not-an-image' }

  const hash = createHash('sha256').update(bytes).digest('base64url')
  return { ok: true, logo: { hash, contentType, bytes } }
}

/** Where a client's logo is served; another logo has another address. Null without one. */
export const logoUrl = ({ id, logoHash }: Pick<Client, 'id' | 'logoHash'>): string | null =>
  logoHash === null
    ? null
    : `/logos?client=${encodeURIComponent(id)}&v=${encodeURIComponent(logoHash)}`
