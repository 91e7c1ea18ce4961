import { describe, expect, it } from 'vitest'

import { oauthProvider } from '../../oauth/relying-party'

describe('what a Rails server has pages for', () => {
  it.each([
    ['/oauth/applications', '/apps'],
    ['/oauth/applications/new', '/apps/new'],
    ['/oauth/authorized_applications', '/'],
  ])('%s leads to %s of the portal, which asks who is there', async (path, to) => {
    const op = await oauthProvider()
    const answer = await op.get(
      `${path}?doorkeeper_application[name]=x&continue=https://evil.example`,
    )
    expect([answer.status, answer.location]).toEqual([303, to])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})
