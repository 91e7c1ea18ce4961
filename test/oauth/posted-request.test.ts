import { describe, expect, it } from 'vitest'

import { expectErrorPage } from '../test-browser'
import { world } from './relying-party'

describe.each(['/oauth/authorize', '/oauth/end_session'])(
  'a request that is posted to %s',
  (path) => {
    it('goes on as a GET as long as it fits into an address, and else is refused by a page', async () => {
      const { op } = await world()
      const post = (length: number) => op.post(path, { state: 'x'.repeat(length) })
      const good = await post(28_000)
      expect([good.status, good.location.length]).toEqual([
        303,
        path.length + '?state='.length + 28_000,
      ])
      expectErrorPage(await post(28_700), 413, 'request-too-large')
      expectErrorPage(await op.post(path, { state: ' +%'.repeat(5_000) }), 413, 'request-too-large')
    })
  },
)
