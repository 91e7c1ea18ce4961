/**
 * The code flow, as a browser and an app go through it once: what the rows of the protocol begin with.
 */
import { challenge, redirectUri, verifier } from './apps.mjs'
import { basic } from './requests.mjs'

/** The authorization request of an app. */
export const authorizationPath = (path, clientId, fields = {}) =>
  `${path}?${new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...fields,
  })}`

/**
 * Follows redirects until the person is back at the app, and fills in the pages on the way.
 *
 * @param {(html: string) => Promise<{ location: string | null }>} fillIn  sends the form of a page
 * @returns {Promise<string>} the code
 */
export async function codeOf(browser, path, fillIn) {
  let answer = await browser.get(path)
  for (let steps = 0; steps < 12; steps += 1) {
    const { location } = answer
    if (location?.startsWith(redirectUri)) {
      const code = new URL(location).searchParams.get('code')
      if (code === null) throw new Error(`no code: ${location}`)
      return code
    }
    answer = location === null ? await fillIn(answer.html) : await browser.get(location)
  }
  throw new Error('the person did not come back')
}

/** Redeems a code. @returns {Promise<Record<string, unknown>>} the tokens */
export async function redeem(origin, tokenPath, { id, secret }, code) {
  const response = await fetch(origin + tokenPath, {
    method: 'POST',
    headers: secret === undefined ? {} : basic(id, secret),
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...(secret === undefined && { client_id: id }),
    }),
  })
  const body = await response.json()
  if (response.status !== 200) throw new Error(`not redeemed: ${JSON.stringify(body)}`)
  return body
}
