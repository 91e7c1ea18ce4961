import { describe, expect, it } from 'vitest'

import { defaultClientOptions, type Client, type ClientOptions } from '@/model/client'
import { subjectOf } from '@/oauth/subject'

const settings = { secret: 'a secret that only this test has, of 48 letters.' }

const clientAt = (
  redirectUris: readonly string[],
  options: Partial<ClientOptions> = {},
): Pick<Client, 'options' | 'redirectUris'> => ({
  redirectUris,
  options: { ...defaultClientOptions, subjectType: 'pairwise', ...options },
})

const subject = (client: ReturnType<typeof clientAt>, userId = 'alice') =>
  subjectOf(userId, client, settings)

const notes = clientAt(['https://notes.example/callback'])

describe('the sub of a pairwise client (OpenID Connect Core §8.1)', () => {
  it('is the same at every sign-in and in the whole sector, whatever scheme, port and path', () => {
    for (const one of [
      notes,
      clientAt(['https://notes.example/other', 'https://notes.example/more']),
      clientAt(['https://NOTES.example:8443/callback']),
      clientAt(['com.example.app:/callback'], { sectorIdentifier: 'notes.example' }),
    ]) {
      expect(subject(one)).toBe(subject(notes))
    }
  })

  it('is another in another sector, for another person, and at another portal', () => {
    const others = [
      subject(clientAt(['https://other.example/callback'])),
      subject(clientAt(['https://notes.example/callback'], { sectorIdentifier: 'other.example' })),
      subject(notes, 'bob'),
      subjectOf('alice', notes, { secret: 'another secret of at least 32 letters' }),
    ]
    for (const other of others) expect(other).not.toBe(subject(notes))
  })

  it('tells nothing of the person, in at most 255 characters', () => {
    expect(subject(notes)).toMatch(/^[\w-]{43}$/)
    expect(subject(notes)).not.toContain('alice')
  })

  it('is the id itself for all others', () => {
    expect(subject(clientAt(['https://notes.example/'], { subjectType: 'public' }))).toBe('alice')
  })
})
