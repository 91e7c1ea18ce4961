import { findUpstreamProblems, type UpstreamField } from '@/federation/validation'

import { upstreamSentences } from './sentences'
import type { Rooms } from './step'
import { keyOfOption, type UpstreamKeyName, type WantedUpstream } from './upstream-entry'

const keyOfField = (field: UpstreamField): UpstreamKeyName => {
  if (field === 'id' || field === 'label') return field
  if (field === 'clientId') return 'client_id'
  return field === 'secret' ? 'client_secret' : keyOfOption[field]
}

/**
 * Says what the form of the dashboard says beside its fields, at the keys of the file. Answers whether nothing stands
 * against the entry.
 *
 * @param secret  in clear; null: the file has none
 * @param keepsSecret  the one that is there stays
 */
export function checkUpstream(
  { spot, broken, absent, ...values }: WantedUpstream,
  secret: { readonly clear: string | null; readonly isKept: boolean },
  { settings }: Rooms,
): boolean {
  const problems = findUpstreamProblems(
    { ...values, secret: secret.clear, keepsSecret: secret.isKept },
    settings,
  )
  const fields = Object.keys(problems) as UpstreamField[]
  for (const field of fields) {
    const key = keyOfField(field)
    const problem = problems[field]
    if (problem === undefined || broken.has(key)) continue
    if (problem === 'missing' && absent.has(key)) spot.refuse(`${key} is missing`)
    else spot.at(key).refuse(upstreamSentences[problem])
  }
  return fields.length === 0 && broken.size === 0
}
