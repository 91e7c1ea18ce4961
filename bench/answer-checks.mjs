/**
 * What makes an answer right. Each is told what to expect on one connection, and answers a function that finds what is
 * wrong with an answer, or null.
 */
/** A JWT by the length of its signature: 64 bytes, or 256. */
export const jwts = {
  ES256: /^[\w-]+\.[\w-]+\.[\w-]{86}$/,
  RS256: /^[\w-]+\.[\w-]+\.[\w-]{342}$/,
}

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
      if (!jwts.ES256.test(fields.access_token)) return 'no access token'
      if (fields.access_token === last) return 'the same access token twice'
      if (fields.refresh_token !== refreshToken) return 'another refresh token'
      last = fields.access_token
      return null
    }
  },

  /** 200, and an access token, signed so, that was not given out before. */
  issued: (algorithm) => {
    let last = null
    return ({ status, body }) => {
      if (status !== 200) return 'not issued'
      const fields = JSON.parse(body.latin1Slice())
      if (!jwts[algorithm].test(fields.access_token)) return 'no access token'
      if (fields.access_token === last) return 'the same access token twice'
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
