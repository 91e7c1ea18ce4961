/**
 * What takes more than one request, or another one each time. Each is told of its side on one connection, and answers a
 * function that says of an answer what is wrong with it, or null, what to send next (`true`: the first request), and
 * whether that was the end of a conversation.
 */
import { jwts } from './answer-checks.mjs'
import { formRequest } from './requests.mjs'

const wrong = (mistake) => ({ mistake, next: false, isDone: true })

export const conversations = {
  /**
   * Authorization with a live session, then the code for its tokens: an access token and an ID token.
   *
   * @param {{ port: number, tokenPath: string, clientId: string, redirectUri: string, verifier: string }} app
   */
  code: ({ port, tokenPath, clientId, redirectUri, verifier }) => {
    let isRedeemed = true
    return ({ status, head, body }) => {
      isRedeemed = !isRedeemed
      if (isRedeemed) {
        if (status !== 200) return wrong('not redeemed')
        const { access_token: accessToken, id_token: idToken } = JSON.parse(body.latin1Slice())
        if (!jwts.ES256.test(accessToken) || !jwts.ES256.test(idToken)) return wrong('no tokens')
        return { mistake: null, next: true, isDone: true }
      }
      const [, code] = /\r\nlocation: [^\r]*[?&]code=([\w-]+)/i.exec(head) ?? []
      if (status !== 303 || code === undefined) return wrong('no code')
      const fields = {
        grant_type: 'authorization_code',
        code,
        client_id: clientId,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }
      return { mistake: null, next: formRequest(tokenPath, port, fields), isDone: false }
    }
  },

  /** A refresh token for the next one, and so on. @param {{ port: number, tokenPath: string, clientId: string }} app */
  rotation: ({ port, tokenPath, clientId }) => {
    let last = null
    return ({ status, body }) => {
      if (status !== 200) return wrong('not refreshed')
      const { access_token: accessToken, refresh_token: refreshToken } = JSON.parse(
        body.latin1Slice(),
      )
      if (!jwts.ES256.test(accessToken)) return wrong('no access token')
      if (refreshToken === undefined || refreshToken === last) {
        return wrong('no other refresh token')
      }
      last = refreshToken
      const fields = {
        grant_type: 'refresh_token',
        client_id: clientId,
        refresh_token: refreshToken,
      }
      return { mistake: null, next: formRequest(tokenPath, port, fields), isDone: true }
    }
  },
}
