import { presets } from '@/federation/presets'
import {
  type ClaimMap,
  claimNames,
  defaultUpstreamOptions,
  type Upstream,
  type UpstreamOptions,
} from '@/model/upstream'

import type { Spot } from './problems'
import { type Entry, readMapping } from './readers'
import { keyOfClaim, upstreamKeys } from './upstream-keys'

export type UpstreamKeyName = keyof typeof upstreamKeys
type UpstreamEntry = Entry<typeof upstreamKeys>

/** An upstream as the file wants it. What is undefined stays as it is. */
export type WantedUpstream = Pick<
  Upstream,
  'id' | 'preset' | 'label' | 'clientId' | 'isDefault' | 'isBroker' | 'options'
> & {
  readonly spot: Spot
  /** Keys that are not there, or could not be read, which was said. */
  readonly absent: ReadonlySet<UpstreamKeyName>
  readonly broken: ReadonlySet<UpstreamKeyName>
  /** As the file has it; undefined: the one that is kept stays. */
  readonly secret: string | undefined
  /** The same, sealed. */
  readonly sealedSecret: string | undefined
  readonly isDisabled: boolean | undefined
}

/** Reads one entry of `upstreams`. Null: it cannot be looked at further, and the reasons were said. */
export function readUpstreamEntry(value: unknown, spot: Spot): WantedUpstream | null {
  const read = readMapping(value, upstreamKeys, spot)
  if (!read) return null
  const { entry, broken } = read
  checkCombinations(entry, spot)
  const preset = entry.preset ?? null
  if (preset === null) return broken.has('preset') ? null : spot.refuse('preset is missing')
  const names = Object.keys(upstreamKeys) as UpstreamKeyName[]
  return {
    spot,
    broken,
    absent: new Set(names.filter((name) => (entry[name] ?? null) === null)),
    id: entry.id ?? '',
    preset,
    label: (entry.label ?? presets[preset].name).normalize('NFC').trim(),
    clientId: entry.client_id ?? '',
    isDefault: entry.default ?? false,
    isBroker: entry.broker ?? false,
    isDisabled: entry.disabled ?? undefined,
    secret: entry.client_secret ?? undefined,
    sealedSecret: entry.sealed_client_secret ?? undefined,
    options: optionsOf(entry),
  }
}

function checkCombinations(entry: UpstreamEntry, spot: Spot): void {
  const { client_secret: secret, sealed_client_secret: sealed } = entry
  if (secret && sealed) {
    spot.at('sealed_client_secret').refuse('stands beside client_secret: one of the two')
  }
  if (entry.token_endpoint_auth_method === 'none' && (secret ?? sealed)) {
    const key = secret ? 'client_secret' : 'sealed_client_secret'
    spot.at(key).refuse('stands beside token_endpoint_auth_method: none, with which there is none')
  }
  if (entry.default && entry.broker) {
    spot.at('default').refuse('stands beside broker: nobody is sent to the broker from here')
  }
}

const optionsOf = (entry: UpstreamEntry): UpstreamOptions => {
  const standard = defaultUpstreamOptions
  return {
    issuer: entry.issuer ?? null,
    site: entry.site ?? null,
    authorizationEndpoint: entry.authorization_endpoint ?? null,
    tokenEndpoint: entry.token_endpoint ?? null,
    userinfoEndpoint: entry.userinfo_endpoint ?? null,
    userinfoMethod: entry.userinfo_method ?? standard.userinfoMethod,
    tokenAuthentication: entry.token_endpoint_auth_method ?? standard.tokenAuthentication,
    scopes: entry.scopes ?? [],
    claims: claimsOf(entry.claims ?? {}),
    trustsEmails: entry.trusts_emails ?? false,
    newUsers: entry.new_users ?? standard.newUsers,
    teamId: entry.team_id ?? null,
    keyId: entry.key_id ?? null,
  }
}

const claimsOf = (entry: NonNullable<UpstreamEntry['claims']>): ClaimMap =>
  Object.fromEntries(
    claimNames.flatMap((name) => {
      const path = entry[keyOfClaim[name]] ?? null
      return path === null ? [] : [[name, path]]
    }),
  )

/** The key of each option. */
export const keyOfOption: { readonly [Option in keyof UpstreamOptions]: UpstreamKeyName } = {
  newUsers: 'new_users',
  trustsEmails: 'trusts_emails',
  issuer: 'issuer',
  site: 'site',
  authorizationEndpoint: 'authorization_endpoint',
  tokenEndpoint: 'token_endpoint',
  userinfoEndpoint: 'userinfo_endpoint',
  userinfoMethod: 'userinfo_method',
  tokenAuthentication: 'token_endpoint_auth_method',
  scopes: 'scopes',
  claims: 'claims',
  teamId: 'team_id',
  keyId: 'key_id',
}

export const optionNames = Object.keys(keyOfOption) as readonly (keyof UpstreamOptions)[]
