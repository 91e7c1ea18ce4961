// What a person tells of themselves, as they type it: read into the claims of OpenID Connect Core §5.1.
import type { Address, Profile } from '@/model/user'

import {
  birthdate,
  line,
  phoneNumber,
  street,
  website,
  type ProfileReason,
  type Read,
} from './profile-fields'

export const profileFields = [
  'name',
  'website',
  'birthdate',
  'phone_number',
  'street_address',
  'postal_code',
  'locality',
  'region',
  'country',
] as const
export type ProfileField = (typeof profileFields)[number]

export type ProfileProblems = Readonly<Partial<Record<ProfileField, ProfileReason>>>

export type ProfileResult =
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly problems: ProfileProblems }

const readers: Readonly<Record<ProfileField, (text: string, at: Date) => Read>> = {
  name: line,
  website,
  birthdate,
  phone_number: phoneNumber,
  street_address: street,
  postal_code: line,
  locality: line,
  region: line,
  country: line,
}

const addressFields = ['street_address', 'postal_code', 'locality', 'region', 'country'] as const

/**
 * Reads the whole form. An empty field tells nothing any more; what the form does not ask stays. A phone number that is
 * new is not verified.
 *
 * @param field  by name; `''` when it was not sent
 */
export function readProfile(
  current: Profile,
  field: (name: ProfileField) => string,
  at: Date,
): ProfileResult {
  const reads = profileFields.map((name) => [name, readers[name](field(name), at)] as const)
  const problems = reads.flatMap(([name, read]) =>
    'problem' in read ? [[name, read.problem]] : [],
  )
  if (problems.length > 0) {
    return { ok: false, problems: Object.fromEntries(problems) as ProfileProblems }
  }

  const told = Object.fromEntries(
    reads.flatMap(([name, read]) =>
      'value' in read && read.value !== null ? [[name, read.value]] : [],
    ),
  ) as Told
  const profile = merged(current, told)
  const isSame = JSON.stringify(profile) === JSON.stringify(current)
  if (isSame) return { ok: true, profile: current }
  return { ok: true, profile: { ...profile, updated_at: Math.floor(at.getTime() / 1000) } }
}

/** What is not told any more is left out. */
const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T

type Told = Readonly<Partial<Record<ProfileField, string>>>

function merged(current: Profile, told: Told): Profile {
  const isNumberKept = told.phone_number === current.phone_number
  return defined({
    ...current,
    name: told.name,
    website: told.website,
    birthdate: told.birthdate,
    phone_number: told.phone_number,
    phone_number_verified: isNumberKept ? current.phone_number_verified : undefined,
    address: addressOf(current.address ?? {}, told),
  }) as Profile
}

/** `formatted` was written for the address as it was. */
function addressOf(current: Address, told: Told): Address | undefined {
  const isKept = addressFields.every((name) => current[name] === told[name])
  const typed = Object.fromEntries(addressFields.map((name) => [name, told[name]]))
  const address = defined({
    ...current,
    ...typed,
    formatted: isKept ? current.formatted : undefined,
  }) as Address
  return Object.keys(address).length > 0 ? address : undefined
}

/** What the form begins with. */
export const profileValues = ({ address, ...profile }: Profile): Record<ProfileField, string> => ({
  name: profile.name ?? '',
  website: profile.website ?? '',
  birthdate: profile.birthdate ?? '',
  phone_number: profile.phone_number ?? '',
  street_address: address?.street_address ?? '',
  postal_code: address?.postal_code ?? '',
  locality: address?.locality ?? '',
  region: address?.region ?? '',
  country: address?.country ?? '',
})
