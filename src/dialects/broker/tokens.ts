import type { Handler, Provider } from '@/oauth/provider'
import { json } from '@/oauth/responses'

import { readRefreshToken, refusal } from './api'
import { allowOrigin, checkOrigin } from './cross-origin'
import { findGrant, invalidRefreshToken, refresh, type Pause } from './refresh'
import { openRefreshToken } from './refresh-token'

/** `POST /api/auth/tokens` and `/api/auth/token`: fresh tokens, and who the person is, for a refresh token of ours. */
export const tokensWith =
  (pause: Pause): Handler =>
  async (request, provider) => {
    const answer = await answerTo(request, provider, pause).catch((cause: unknown) =>
      refusal(cause, request, provider),
    )
    return allowOrigin(request, answer)
  }

async function answerTo(request: Request, provider: Provider, pause: Pause): Promise<Response> {
  const token = await openRefreshToken(await readRefreshToken(request), provider)
  if (!token) throw invalidRefreshToken()
  const { grant } = await findGrant(token, provider)
  checkOrigin(request, grant.audience, provider)
  return json(await refresh(token, provider, pause))
}

export const tokens = tokensWith(
  (milliseconds) => new Promise((go) => setTimeout(go, milliseconds)),
)
