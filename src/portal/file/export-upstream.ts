import { type ClaimMap, claimNames, defaultUpstreamOptions, type Upstream } from '@/model/upstream'

import { inOrder } from './in-order'
import { isAlike } from './step'
import { keyOfOption, optionNames } from './upstream-entry'
import { keyOfClaim, upstreamKeys } from './upstream-keys'

/** The secret is written as it is kept: sealed. Options only where they are other than usual. */
export function exportedUpstream({ options, ...upstream }: Upstream): object {
  const said = optionNames
    .filter((name) => !isAlike(options[name], defaultUpstreamOptions[name]))
    .map((name): [string, unknown] => [
      keyOfOption[name],
      name === 'claims' ? claimsEntry(options.claims) : options[name],
    ])
  return inOrder(Object.keys(upstreamKeys), {
    id: upstream.id,
    preset: upstream.preset,
    label: upstream.label,
    client_id: upstream.clientId,
    ...(upstream.sealedSecret !== null && { sealed_client_secret: upstream.sealedSecret }),
    ...(upstream.isDefault && { default: true }),
    ...(upstream.isBroker && { broker: true }),
    ...(upstream.disabledAt !== null && { disabled: true }),
    ...Object.fromEntries(said),
  })
}

const claimsEntry = (claims: ClaimMap): object =>
  Object.fromEntries(
    claimNames.flatMap((name) => (claims[name] ? [[keyOfClaim[name], claims[name]]] : [])),
  )
