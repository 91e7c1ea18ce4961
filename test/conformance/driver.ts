// What the plans are run against. A module knows a provider as a browser and a client know it, over its endpoints; what
// it needs beside them is a person, registrations and a clock.
import { it } from 'vitest'

import type { Client } from '@/model/client'
import type { Profile } from '@/model/user'

import { oauthProvider, relyingParty, type RelyingParty } from '../oauth/relying-party'
import type { TestProvider } from '../test-provider'
import { oidcProvider } from './oidc-provider'

export const issuer = 'https://op.example'

export type UnderTest = Pick<
  TestProvider,
  'get' | 'post' | 'dispatch' | 'now' | 'passes' | 'browser' | 'user'
> & {
  /** Registers a client; with the values it has at the portal, whatever they are called elsewhere. */
  relyingParty(values: Partial<Client>): Promise<RelyingParty>
}

/** What everybody has told of themselves — OpenID Connect Core §5.1. */
export const profile: Profile = {
  given_name: 'Alice',
  family_name: 'Example',
  middle_name: 'Bob',
  nickname: 'Al',
  profile: 'https://alice.example/',
  picture: 'https://alice.example/picture.png',
  website: 'https://alice.example/site',
  gender: 'female',
  birthdate: '1990-02-28',
  zoneinfo: 'Europe/Paris',
  locale: 'fr-FR',
  phone_number: '+33 1 23 45 67 89',
  phone_number_verified: true,
  address: { street_address: '1 rue de la Paix', postal_code: '75002', locality: 'Paris' },
}

export type Candidate = {
  readonly name: string
  readonly start: () => Promise<UnderTest>
  /** Modules that it cannot pass, and why. */
  readonly skips: Readonly<Record<string, string>>
}

export const portico: Candidate = {
  name: 'portico',
  start: async () => {
    const op = await oauthProvider({ settings: { issuer } })
    return {
      ...op,
      relyingParty: (values) => relyingParty(op, values),
      user: async (values) => {
        const user = await op.user(values)
        await op.stores.users.update(user.id, { profile })
        return { ...user, profile }
      },
    }
  },
  skips: {},
}

/**
 * The portal, and an independent provider that is certified: a module that the latter fails tests something else than
 * what the plan asks.
 */
export const candidates: readonly Candidate[] = [
  portico,
  {
    name: 'oidc-provider',
    start: () => oidcProvider(issuer, profile),
    skips: {},
  },
]

/** Declares the modules of a plan for one of them; what it skips is skipped by name, with the reason. */
export const modulesOf =
  ({ skips }: Candidate) =>
  (module: string, test: () => Promise<void>): void => {
    const reason = skips[module]
    if (reason === undefined) it(module, test)
    else it.skip(`${module}: ${reason}`)
  }
