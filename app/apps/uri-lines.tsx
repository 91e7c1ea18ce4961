'use client'

import { useEffect, useState } from 'react'
import {
  checkRedirectUri,
  redirectUriFaults,
  redirectUriLines,
  type RedirectUriReason,
} from '@/clients/redirect-uri'
import { checkResource, type UriReason } from '@/clients/uris'
import { outOfBandUri } from '@/model/client'
import { type RefusedUri, UriLinesField, type UriLinesTexts } from '@/ui/portal/uri-lines-field'

type Field<Reason extends string> = {
  readonly name: string
  readonly texts: UriLinesTexts
  readonly reasons: Readonly<Record<Reason, string>>
  readonly initial: string
  readonly error: string | null
  readonly isDisabled?: boolean
}

/** Fields for redirect URIs, checked in the browser by the same function as on the server. */
export function RedirectUris(
  props: Field<RedirectUriReason> & {
    /** Whether the code may be shown on a page instead; null: never here. */
    readonly outOfBand: { readonly isAllowed: boolean; readonly refusal: string } | null
  },
) {
  const { reasons, outOfBand, ...field } = props
  const isRails = useSwitch('dialect.rails', outOfBand?.isAllowed ?? false)
  const refuse = (uri: string): readonly RefusedUri[] => {
    if (uri === outOfBandUri && outOfBand) {
      return isRails ? [] : [{ uri, reason: outOfBand.refusal, faults: [] }]
    }
    const result = checkRedirectUri(uri)
    if (result.ok) return []
    const { reason } = result
    return [{ uri, reason: reasons[reason], faults: redirectUriFaults(uri, reason) }]
  }
  return <UriLinesField {...field} check={(text) => redirectUriLines(text).flatMap(refuse)} />
}

/** A field for resource indicators. */
export function Resources({ reasons, ...field }: Field<UriReason>) {
  const check = (text: string) =>
    redirectUriLines(text).flatMap((uri): readonly RefusedUri[] => {
      const result = checkResource(uri)
      return result.ok ? [] : [{ uri, reason: reasons[result.reason], faults: [] }]
    })
  return <UriLinesField {...field} check={check} />
}

/** Whether a switch of the page is on, as somebody turns it. */
function useSwitch(name: string, isOn: boolean): boolean {
  const [current, setCurrent] = useState(isOn)
  useEffect(() => {
    const listen = ({ target }: Event) => {
      if (target instanceof HTMLInputElement && target.name === name) setCurrent(target.checked)
    }
    document.addEventListener('change', listen)
    return () => document.removeEventListener('change', listen)
  }, [name])
  return current
}
