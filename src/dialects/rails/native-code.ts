import { sha256 } from '@/crypto/digest'
import { oauthErrorCodes } from '@/model/oauth-errors'
import { outOfBandUri } from '@/model/client'
import type { NativeCodeView } from '@/model/pages'
import { clientView } from '@/oauth/client-view'
import { PageError } from '@/oauth/errors'
import { page } from '@/oauth/page'
import { type Parameters, queryParameters } from '@/oauth/parameters'
import type { Handler, Provider } from '@/oauth/provider'

/**
 * `GET /oauth/authorize/native`: where an authorization ends whose redirect URI is `urn:ietf:wg:oauth:2.0:oob`. It shows
 * the code, or why there is none. Only a code that works is shown, so nobody can have a text of their own shown as one.
 */
export const nativeCode: Handler = page(async (request, provider) => {
  const parameters = queryParameters(request)
  const error = parameters.get('error')
  const view = error === undefined ? await codeView(parameters, provider) : refusedView(error)
  const status = view.kind === 'code' ? 200 : 400
  return provider.pages.render('native-code', view, { locale: provider.localeOf(request), status })
})

/** @throws {PageError} `link-unusable` for a code that is unknown, used, expired, or on its way to somewhere else */
async function codeView(
  parameters: Parameters,
  { stores, now }: Provider,
): Promise<NativeCodeView> {
  const code = parameters.get('code')
  if (code === undefined) throw new PageError('request-malformed')
  const found = await stores.authorizationCodes.find(sha256(code))
  const isGood = found?.consumedAt === null && found.expiresAt > now()
  const client = isGood ? await stores.clients.find(found.clientId) : null
  if (!isGood || !client || found.redirectUri !== outOfBandUri) throw new PageError('link-unusable')
  return {
    kind: 'code',
    client: clientView(client),
    code,
    expiresInSeconds: (found.expiresAt.getTime() - now().getTime()) / 1000,
  }
}

/** @throws {PageError} `request-malformed`: no error of ours is called that */
function refusedView(text: string): NativeCodeView {
  const error = oauthErrorCodes.find((code) => code === text)
  if (error === undefined) throw new PageError('request-malformed')
  return { kind: 'refused', error }
}
