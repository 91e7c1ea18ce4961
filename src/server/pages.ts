// Draws the pages that strangers see: a whole document in one answer, with its style inside and no script. What each
// page shows is in src/ui/hosted; when it is shown is the provider's to say.
import { createHash } from 'node:crypto'
import { createElement, type ReactNode } from 'react'

import type { Settings } from '@/config/settings'
import type { Pages } from '@/oauth/provider'
import { hostedStyles } from '@/ui/generated/hosted-styles'
import { hosted } from '@/ui/hosted/page'
import { hostedTexts } from '@/ui/hosted/texts'
import { markPath } from '@/ui/mark'

import { secureHeaders } from './headers'

/**
 * The pages as answers. No `form-action` in their policy: Chromium and Safari apply it to the redirect after a form
 * too, and would hold the person back from the app. No `Cross-Origin-Opener-Policy`: apps sign in by popup.
 */
export function hostedPages(settings: Pick<Settings, 'issuer' | 'signature'>): Pages {
  const headers = {
    ...secureHeaders(settings),
    'Content-Security-Policy': contentSecurityPolicy,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    Vary: 'Accept-Language, Cookie',
  }
  return {
    async render(page, view, options) {
      const { Page, title } = hosted[page]
      const texts = hostedTexts[options.locale]
      const renderToStaticMarkup = await markupRenderer()
      const body = renderToStaticMarkup(
        createElement(() => Page({ view, texts, signature: settings.signature })),
      )
      const answer = new Headers({ ...headers, 'Content-Language': options.locale })
      for (const [name, value] of Object.entries(options.headers ?? {})) answer.set(name, value)
      return new Response(
        `<!doctype html><html lang="${options.locale}"><head><meta charset="utf-8"><title>${escapeText(title(view, texts))}</title>${head}</head><body>${body}</body></html>`,
        { status: options.status ?? 200, headers: answer },
      )
    },
  }
}

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke-width="1.5"><style>path{stroke:#125b66}@media(prefers-color-scheme:dark){path{stroke:#6cc5cd}}</style><path d="${markPath}"/></svg>`

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const head =
  '<meta name="viewport" content="width=device-width,initial-scale=1">' +
  '<meta name="color-scheme" content="light dark">' +
  '<meta name="robots" content="noindex">' +
  `<link rel="icon" href="data:image/svg+xml,${icon.replaceAll('"', "'").replaceAll('#', '%23').replaceAll('<', '%3C').replaceAll('>', '%3E')}">` +
  `<style>${hostedStyles}</style>`

const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(hostedStyles).digest('base64')}'`,
  "img-src 'self' data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

let renderer: Promise<(element: ReactNode) => string> | undefined

/** Imported when it is first needed: Next refuses a route handler that reaches this module at its top. */
function markupRenderer(): Promise<(element: ReactNode) => string> {
  renderer ??= import('react-dom/server').then((server) => server.renderToStaticMarkup)
  return renderer
}
