import { expect } from 'vitest'

import type { ErrorCode } from '@/model/pages'
import { hostedEn } from '@/ui/messages/hosted.en'

/** An answer, read to its end. */
export type Answer = {
  readonly status: number
  readonly headers: Headers
  /** The body, without a page's style. */
  readonly text: string
  /** The body, where it is JSON. */
  readonly body: any // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was answered
  /** Empty when there is none. */
  readonly location: string
  readonly setCookies: readonly string[]
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = (await response.text()).replace(/<style>.*?<\/style>/gs, '') // a failed test shows the page
  const isJson = /json(;|$)/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : undefined,
    location: response.headers.get('location') ?? '',
    setCookies: response.headers.getSetCookie(),
  }
}

type Send = (
  path: string,
  init: RequestInit,
  sent: {
    readonly cookies?: Readonly<Record<string, string>>
    readonly headers?: Readonly<Record<string, string>> | undefined
    readonly address?: string | undefined
  },
) => Promise<Answer>

type World = {
  readonly issuer: string
  readonly now: () => Date
  readonly send: Send
  /** Whether a redirect is followed; by default, one to a page that the route table serves. */
  readonly isHosted?: (location: string) => boolean
}

type Cookie = { readonly value: string; readonly endsAt: number }

/** Whoever follows a redirect of ours this often goes in circles. */
const mostRedirects = 8

/** A browser without script: keeps cookies, reads the forms of the page it is on, follows redirects on this site. */
export class Browser {
  readonly #world: World
  #cookies = new Map<string, Cookie>()
  /** What is on the screen. */
  page = ''
  /** The `Set-Cookie` lines that the last step brought, redirects included. */
  setCookies: string[] = []

  constructor(world: World) {
    this.#world = world
  }

  /** The cookies that it would send now. */
  get cookies(): Readonly<Record<string, string>> {
    const now = this.#world.now().getTime()
    const kept = [...this.#cookies].filter(([, { endsAt }]) => endsAt > now)
    return Object.fromEntries(kept.map(([name, { value }]) => [name, value]))
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, { value, endsAt: Number.POSITIVE_INFINITY })
  }

  /** As after a visit to the settings. */
  clearCookies(): void {
    this.#cookies = new Map()
  }

  /** Goes to a path of ours. Stays at the first answer that leads elsewhere, or to a page of the portal. */
  open(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#navigate(path, { method: 'GET' }, headers)
  }

  /** The hidden fields of the form on the screen that posts there. */
  hidden(action: string): Readonly<Record<string, string>> {
    const form = new RegExp(`<form[^>]* action="${action}"[^>]*>(.*?)</form>`, 's').exec(this.page)
    if (!form) throw new Error(`There is no form for ${action} on the page:\n${this.page}`)
    const inputs = (form[1] ?? '').matchAll(
      /<input type="hidden" name="([^"]*)" value="([^"]*)"\/>/g,
    )
    return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, plain(value)]))
  }

  /** Fills in the form on the screen and sends it. Fields given take the place of hidden ones. */
  submit(
    action: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    return this.post(action, { ...this.hidden(action), ...fields }, headers)
  }

  /** Sends fields as if a form of ours had them. */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const init = { method: 'POST', body: new URLSearchParams(fields) }
    const asSent = { Origin: 'null', 'Sec-Fetch-Site': 'same-origin', ...headers }
    return this.#navigate(path, init, asSent)
  }

  async #navigate(
    path: string,
    init: RequestInit,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    this.setCookies = []
    let answer = await this.#send(path, init, headers)
    for (let count = 0; this.#isHosted(answer.location); count += 1) {
      if (count === mostRedirects) throw new Error(`redirected in circles: ${answer.location}`)
      answer = await this.#send(answer.location, { method: 'GET' })
    }
    return answer
  }

  /** Whether it leads to a page that the route table serves; the home page and its like are another host's. */
  #isHosted(location: string): boolean {
    if (this.#world.isHosted) return this.#world.isHosted(location)
    return /^\/(login|sign-in\/upstream\/prove|register|signed-out|sign-out|recover|setup|oauth\/authorize|oauth\/authorize\/native|auth|oauth\/end_session|session\/end|device)(\?|$)/.test(
      location,
    )
  }

  async #send(
    path: string,
    init: RequestInit,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const answer = await this.#world.send(path, init, { cookies: this.cookies, headers })
    this.setCookies.push(...answer.setCookies)
    for (const line of answer.setCookies) this.#keep(line)
    if (answer.headers.get('content-type')?.startsWith('text/html')) this.page = answer.text
    return answer
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ')
    const equals = pair.indexOf('=')
    const age = attributes.find((attribute) => attribute.startsWith('Max-Age='))?.slice(8)
    const endsAt =
      age === undefined
        ? Number.POSITIVE_INFINITY
        : this.#world.now().getTime() + Number(age) * 1000
    this.#cookies.set(pair.slice(0, equals), { value: pair.slice(equals + 1), endsAt })
  }
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
}

/** What an attribute's value says. */
export const plain = (html: string): string =>
  html.replaceAll(/&(?:amp|lt|gt|quot|#x27|#(\d+));/g, (entity, number?: string) =>
    number === undefined ? (entities[entity] ?? entity) : String.fromCharCode(Number(number)),
  )

/** A refusal on a page of ours: nothing in it sends the browser anywhere. */
export function expectErrorPage(answer: Answer, status: number, code: ErrorCode): void {
  expect(answer.text).toContain(hostedEn.error.texts[code].title)
  expect(answer.status).toBe(status)
  expect(answer.headers.has('location')).toBe(false)
  expect(answer.headers.has('refresh')).toBe(false)
  expect(answer.text).not.toMatch(/<script|http-equiv/i)
}

/** A refusal of the JSON API, in the words of dialect 1. */
export function expectApiError(answer: Answer, status: number, code: string): void {
  expect(answer.body).toMatchObject({ status_code: status, success: false, error: code })
  expect(answer.status).toBe(status)
  expect(answer.body.message).toMatch(/^[A-Za-z_-]+ .*\.$/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
}
