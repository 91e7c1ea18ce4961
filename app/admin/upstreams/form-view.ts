import { presets } from '@/federation/presets'
import { upstreamRedirectUri } from '@/federation/redirect-uri'
import { claimNames, type UpstreamPreset } from '@/model/upstream'
import type { TypedUpstream } from '@/portal/upstreams/admin/form'
import type { UpstreamFormView } from '@/ui/portal/upstream-form'

/** The form of an upstream, with what was typed if it was refused. */
export function formView(given: {
  readonly issuer: string
  readonly preset: UpstreamPreset
  /** Null: it is new. */
  readonly id: string | null
  readonly hasSecret: boolean
  readonly values: Readonly<Record<string, string>>
  readonly typed: TypedUpstream | null
}): UpstreamFormView {
  const { preset, id, hasSecret, typed } = given
  const { required, optional, secret, scopes, claims, issuer } = presets[preset]
  const values = { ...given.values, ...typed?.values }
  return {
    ...{ preset, id, required, optional, secret, hasSecret, values },
    redirectUri: upstreamRedirectUri(given.issuer, id ?? values['id'] ?? ''),
    problems: typed?.problems ?? {},
    isAgain: typed !== null,
    usual: {
      issuer,
      scopes: scopes.join(' '),
      claims: Object.fromEntries(claimNames.map((name) => [name, claims[name].join(', ')])),
    },
    isOidc: presets[preset].protocol === 'oidc',
  }
}
