'use client'

import {
  checkRedirectUri,
  redirectUriFaults,
  redirectUriLines,
  type RedirectUriReason,
} from '@/clients/redirect-uri'
import { type RedirectUrisTexts, RedirectUrisField } from '@/ui/portal/redirect-uris-field'

/** A field for redirect URIs, checked in the browser by the same function as on the server. */
export function RedirectUris(props: {
  readonly name: string
  readonly texts: RedirectUrisTexts
  readonly reasons: Readonly<Record<RedirectUriReason, string>>
  readonly initial: string
  readonly error: string | null
}) {
  const { name, texts, reasons, initial, error } = props
  const check = (text: string) =>
    redirectUriLines(text).flatMap((uri) => {
      const result = checkRedirectUri(uri)
      if (result.ok) return []
      const { reason } = result
      return [{ uri, reason: reasons[reason], faults: redirectUriFaults(uri, reason) }]
    })
  return <RedirectUrisField {...{ name, texts, initial, error, check }} />
}
