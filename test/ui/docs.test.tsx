import { existsSync } from 'node:fs'

import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'

import { locales } from '@/model/pages'
import { type OAuthErrorCode, oauthErrorCodes, oauthErrorStatuses } from '@/model/oauth-errors'
import {
  authorizationCodeLifetime,
  deviceCodeLifetime,
  pushedRequestLifetime,
  rotationGrace,
} from '@/oauth/lifetimes'
import { routes } from '@/server/routes'
import { docsTexts, errorTexts } from '@/ui/docs/docs-texts'
import { errorFacts } from '@/ui/docs/error-facts'
import { ErrorDocsPage } from '@/ui/docs/error-page'
import { ErrorsDocsPage } from '@/ui/docs/errors-page'
import { examples } from '@/ui/docs/examples'
import { labelsOf } from '@/ui/docs/labels'
import { placeholders } from '@/ui/fill'
import { portalTexts } from '@/ui/portal/texts'

import { callbackOf, world } from '../oauth/relying-party'

const issuer = 'https://id.example.com'
const everywhere = oauthErrorCodes.flatMap((code) =>
  locales.map((locale) => [code, locale] as const),
)

const pageOf = (code: OAuthErrorCode, locale: (typeof locales)[number]) =>
  renderToStaticMarkup(
    <ErrorDocsPage {...{ code, status: oauthErrorStatuses[code], issuer, locale }} />,
  )

const visible = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

describe.each(everywhere)('the page of %s in %s', (code, locale) => {
  const html = pageOf(code, locale)

  it('says what it means, its causes, how to mend each, its status and its specification', () => {
    const { means, causes } = errorTexts[locale][code]
    const { specification, meeting } = errorFacts[code]
    const { noStatus } = docsTexts[locale]
    expect(causes.length).toBeGreaterThan(0)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html.match(/<h3/g)).toHaveLength(causes.length)
    const text = visible(html)
    expect(text).toContain(means.replaceAll('`', ''))
    expect(text).toContain(specification)
    expect(text).toContain(meeting === 'redirect' ? noStatus : String(oauthErrorStatuses[code]))
  })

  it('has nothing left to fill, and examples with this portal in them', () => {
    const text = visible(html)
    expect(text).not.toMatch(/\{[a-zA-Z]+\}/)
    expect(text).not.toContain('`')
    for (const { example } of errorTexts[locale][code].causes) {
      if (example && examples[example].right.includes('{issuer}')) expect(text).toContain(issuer)
    }
  })

  it('names only what the dashboard has', () => {
    const labels = Object.keys(labelsOf(portalTexts[locale]))
    for (const { what, mend } of errorTexts[locale][code].causes) {
      expect(placeholders(what + mend).filter((name) => !labels.includes(name))).toEqual([])
    }
  })
})

describe('the pages about errors', () => {
  it.each(oauthErrorCodes)('say the same of %s in both languages', (code) => {
    const shapes = locales.map((locale) =>
      errorTexts[locale][code].causes.map(({ what, mend, example }) => ({
        labels: placeholders(`${what} ${mend}`).sort(),
        codes: [...`${what} ${mend}`.matchAll(/`([^`]+)`/g)].map(([, word]) => word).sort(),
        example,
      })),
    )
    expect(shapes[1]).toEqual(shapes[0])
  })

  it('keep the voice, and are not left in English', () => {
    for (const code of oauthErrorCodes) {
      const [en, fr] = [errorTexts.en[code], errorTexts.fr[code]]
      const texts = [en, fr].flatMap(({ means, causes }) => [
        means,
        ...causes.flatMap(({ what, mend }) => [what, mend]),
      ])
      for (const text of texts) expect(text).not.toMatch(/!|oops|'|\.\.\./i)
      for (const text of texts) expect(text).toMatch(/[.:]$/)
      expect(fr.means).not.toBe(en.means)
      for (const text of [fr.means, ...fr.causes.map(({ mend }) => mend)]) {
        expect(text).not.toMatch(/[^\u00a0\u202f ] ?[;?!](?= |$)|[^\u00a0] :|«[^\u00a0]/)
      }
    }
  })

  it('say the numbers that are so', () => {
    for (const locale of locales) {
      const textOf = (code: OAuthErrorCode) => visible(pageOf(code, locale))
      expect(textOf('invalid_grant')).toContain(`${authorizationCodeLifetime} second`)
      expect(textOf('invalid_request_uri')).toContain(`${pushedRequestLifetime} second`)
      expect(textOf('expired_token')).toContain(`${deviceCodeLifetime / 60} minutes`)
    }
    expect(rotationGrace).toBe(10)
    expect(visible(pageOf('invalid_grant', 'en'))).toContain('more than ten seconds ago')
  })

  it('are all in the index', () => {
    for (const locale of locales) {
      const html = renderToStaticMarkup(<ErrorsDocsPage locale={locale} />)
      const linked = [...html.matchAll(/href="\/docs\/errors\/([^"]+)"/g)].map(([, code]) => code)
      expect(linked.sort()).toEqual([...oauthErrorCodes].sort())
    }
  })
})

describe('error_uri of a refusal', () => {
  /** Whether Next has a page there, and nothing stands in front of it. */
  function expectPage(uri: string, at: string): void {
    const { origin, pathname } = new URL(uri)
    const [, code] = /^\/docs\/errors\/([a-z_]+)$/.exec(pathname) ?? []
    expect(origin).toBe(at)
    expect(oauthErrorCodes).toContain(code)
    expect(existsSync('app/docs/errors/[code]/page.tsx')).toBe(true)
    expect(Object.keys(routes)).not.toContain(pathname)
  }

  it('leads to a page that is there: from the token endpoint, and from a redirect', async () => {
    const { op, app } = await world()
    const { body } = await op.post('/oauth/token', { client_id: app.id })
    expectPage(body.error_uri, op.settings.issuer)
    const { parameters } = callbackOf(await op.get(app.path({ response_type: 'token' })))
    expectPage(parameters['error_uri']!, op.settings.issuer)
  })
})
