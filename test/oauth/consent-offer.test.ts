import { describe, expect, it } from 'vitest'

import { openOffer, sealOffer } from '@/oauth/consent-offer'

import { newSession } from '../stores/fixtures'

const secret = 'a secret of at least 32 characters'
const session = newSession('alice')
const offer = { clientId: 'notes', scope: 'openid email' }

describe('what a consent page offers', () => {
  it('is opened as it was shown, in the same session', () => {
    expect(openOffer(secret, session, sealOffer(secret, session, offer))).toEqual(offer)
  })

  it('is nothing in another session, under another secret, or when it was changed', () => {
    const token = sealOffer(secret, session, offer)
    expect(openOffer(secret, newSession('alice'), token)).toBeNull()
    expect(openOffer('another secret of at least 32 chars', session, token)).toBeNull()
    for (const other of [
      undefined,
      '',
      'x',
      token.slice(4),
      token.slice(0, -4),
      token.slice(0, 24),
    ]) {
      expect(openOffer(secret, session, other)).toBeNull()
    }
  })

  it('tells a reader of the page nothing', () => {
    const token = sealOffer(secret, session, offer)
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('notes')
  })
})
