import { randomBytes } from 'node:crypto'
import { describe, expect } from 'vitest'

import { backchannel, verifyLogoutToken } from '../oauth/logout/told-app'
import { issuer, postLogout, suiteFor } from './checks'
import { candidates, modulesOf } from './driver'

for (const candidate of candidates) {
  describe(`oidcc-backchannel-rp-initiated-logout-certification-test-plan: ${candidate.name}`, () => {
    const it = modulesOf(candidate)

    it('oidcc-backchannel-logout-discovery-endpoint-verification', async () => {
      const { op } = await suiteFor('query', {}, candidate)
      const { body } = await op.get('/.well-known/openid-configuration')
      expect(body.backchannel_logout_supported).toBe(true)
      expect(body.backchannel_logout_session_supported).toBe(true)
      expect(body.end_session_endpoint).toMatch(/^https:\/\//)
      for (const [name, url] of Object.entries(body)) {
        if (/_(endpoint|uri)$/.test(name)) expect(url).toMatch(/^https:\/\//)
      }
    })

    it('oidcc-backchannel-rp-initiated-logout', async () => {
      const { uri, posts, times } = await backchannel()
      const { op, flow, first, browser, refused } = await suiteFor(
        'query',
        { backchannelLogoutUri: uri },
        candidate,
      )
      const { tokens, idToken } = await flow()
      const state = randomBytes(64).toString('hex') // 128 characters
      const place = { post_logout_redirect_uri: postLogout, state }
      const query = new URLSearchParams({ id_token_hint: tokens.id_token, ...place }).toString()
      const { location } = await browser.open(`/oauth/end_session?${query}`)

      await times(1)
      const [{ method, headers, fields }] = posts as [(typeof posts)[0]]
      expect(method).toBe('POST')
      expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded(;|$)/)
      expect(Object.keys(fields)).toEqual(['logout_token'])
      const clientId = first.id
      const token = fields['logout_token']!
      const { payload, header } = await verifyLogoutToken(op, token, { clientId, issuer })
      expect(header.alg).toBe(first.client.idTokenAlgorithm)
      expect(payload['events']).toEqual({
        'http://schemas.openid.net/event/backchannel-logout': {},
      })
      expect(payload.jti).toMatch(/./)
      expect(payload).not.toHaveProperty('nonce')
      expect([payload.sub, payload['sid']]).toEqual([idToken.sub, idToken['sid']])
      expect(Math.abs(payload.iat! - op.now().getTime() / 1000)).toBeLessThan(300)

      expect(location).toBe(`${postLogout}?state=${state}`)
      await refused({ prompt: 'none' }, ['login_required'])
    })
  })
}
