// A browser without a screen: keeps cookies, reads a form from a page and posts it. For what needs many at once, or
// what no browser would send.
export type Visitor = {
  /** Follows no redirects. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>
  /** The fields of the form on a page that posts to `action`, hidden ones as they are. */
  readonly form: (path: string, action: string) => Promise<URLSearchParams>
  readonly post: (
    action: string,
    form: URLSearchParams,
    fields?: Readonly<Record<string, string>>,
  ) => Promise<Response>
  /** Opens a page, fills in its form, sends it. */
  readonly fillIn: (
    path: string,
    action: string,
    fields: Readonly<Record<string, string>>,
  ) => Promise<Response>
}

/** @param headers  sent with every request */
export function visitor(url: string, headers: Readonly<Record<string, string>> = {}): Visitor {
  const cookies = new Map<string, string>()

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const sent = new Headers({ ...headers, ...(init.headers as Record<string, string>) })
    sent.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(new URL(path, url), { ...init, headers: sent, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return response
  }

  async function form(path: string, action: string): Promise<URLSearchParams> {
    const response = await request(path)
    const html = await response.text()
    const found = html.match(/<form[\s\S]*?<\/form>/g)?.find((one) => one.includes(`"${action}"`))
    if (!found) throw new Error(`${path} (${response.status}) has no form for ${action}:\n${html}`)
    const fields = [...found.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
    return new URLSearchParams(
      fields.map(([, name = '', value = '']): [string, string] => [name, unescape(value)]),
    )
  }

  async function post(
    action: string,
    fields: URLSearchParams,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const body = new URLSearchParams(fields)
    for (const [name, value] of Object.entries(more)) body.set(name, value)
    return request(action, { method: 'POST', body })
  }

  return {
    request,
    form,
    post,
    fillIn: async (path, action, fields) => post(action, await form(path, action), fields),
  }
}

const unescape = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
