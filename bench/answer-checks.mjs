/**
 * What makes an answer right. Each is told what to expect on one connection, and answers a function that finds what is
 * wrong with an answer, or null.
 */
const jwt = /^[\w-]+\.[\w-]+\.[\w-]{86}$/ // signed with ES256

export const answerChecks = {
  /** 200 and these bytes. */
  same: (text) => {
    const body = Buffer.from(text)
    return (answer) =>
      answer.status === 200 && answer.body.equals(body) ? null : 'not the expected body'
  },

  /** 200, a JWT that was not given out before, and this refresh token. */
  refreshed: (refreshToken) => {
    let last = null
    return ({ status, body }) => {
      if (status !== 200) return 'not refreshed'
      const fields = JSON.parse(body.latin1Slice())
      if (!jwt.test(fields.access_token)) return 'no access token'
      if (fields.access_token === last) return 'the same access token twice'
      if (fields.refresh_token !== refreshToken) return 'another refresh token'
      last = fields.access_token
      return null
    }
  },

  /** 303 to this place, with a session's cookie. */
  'signed-in': (location) => {
    const redirect = `\r\nlocation: ${location}\r\n`
    return ({ status, head }) => {
      if (status !== 303 || !head.toLowerCase().includes(redirect)) return 'not signed in'
      return /portico-session=[\w-]{43};/.test(head) ? null : 'no session'
    }
  },
}
