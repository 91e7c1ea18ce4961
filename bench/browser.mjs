/**
 * As much of a browser as it takes to use the portal: cookies, and forms with what is hidden in them.
 */
const entities = { '&amp;': '&', '&quot;': '"', '&#x27;': "'", '&lt;': '<', '&gt;': '>' }
const text = (html) => html.replace(/&(?:amp|quot|#x27|lt|gt);/g, (entity) => entities[entity])

/** @param {string} origin */
export function browser(origin) {
  const cookies = new Map()

  async function request(path, { fields, headers } = {}) {
    const response = await fetch(new URL(path, origin), {
      redirect: 'manual',
      headers: { ...headers, cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    })
    for (const header of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(header)
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const { status } = response
    return { status, location: response.headers.get('location'), html: await response.text() }
  }

  return {
    cookies,
    /** As they are sent, those whose name begins so. */
    cookieHeader: (beginning = '') =>
      [...cookies]
        .filter(([name]) => name.startsWith(beginning))
        .map((pair) => pair.join('='))
        .join('; '),
    get: (path) => request(path),
    /** Posts a page's first form with its hidden fields and these. */
    submit: (html, action, fields) =>
      request(action, { fields: { ...hiddenFields(html), ...fields }, headers: { origin } }),
  }
}

/** The hidden fields of a page's form: name → value. */
export function hiddenFields(html) {
  const inputs = html.match(/<input type="hidden"[^>]*>/g) ?? []
  return Object.fromEntries(
    inputs.map((input) => [
      /name="([^"]*)"/.exec(input)[1],
      text(/value="([^"]*)"/.exec(input)[1]),
    ]),
  )
}
