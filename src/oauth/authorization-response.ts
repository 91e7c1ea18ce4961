import { sha256 } from '@/crypto/digest'
import { outOfBandUri } from '@/model/client'

import type { AnswerAddress } from './authorization-request'
import { seeOther, withParameters } from './responses'

/**
 * Sends the person back to the client with an answer — RFC 6749 §4.1.2. Every answer, an error too, names its issuer
 * (RFC 9207) and brings `state` back as it was sent.
 */
export function authorizationResponse(
  { redirectUri, responseMode, state }: AnswerAddress,
  answer: Readonly<Record<string, string>>,
  issuer: string,
): Response {
  if (redirectUri === outOfBandUri) return toNativePage(answer)
  const parameters = { ...answer, state, iss: issuer }
  return responseMode === 'form_post'
    ? formPost(redirectUri, parameters)
    : seeOther(withParameters(redirectUri, responseMode, parameters))
}

/** A page of ours, from which the person carries the code over by hand. */
const toNativePage = ({ code, error }: Readonly<Record<string, string | undefined>>): Response =>
  seeOther(withParameters('/oauth/authorize/native', 'query', { code, error }))

const script = 'document.forms[0].submit()'
const scriptHash = Buffer.from(sha256(script), 'base64url').toString('base64')

/** A page that posts itself — OAuth 2.0 Form Post Response Mode 1.0. Its script is the one that its CSP names. */
function formPost(
  redirectUri: string,
  parameters: Readonly<Record<string, string | undefined>>,
): Response {
  const fields = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`<input type="hidden" name="${name}" value="${escaped(value)}">`],
  )
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Portico</title><form method="post" action="${escaped(redirectUri)}">${fields.join('')}<noscript><button>Continue</button></noscript></form><script>${script}</script></html>`
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; script-src 'sha256-${scriptHash}'; base-uri 'none'; frame-ancestors 'none'`,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    },
  })
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
