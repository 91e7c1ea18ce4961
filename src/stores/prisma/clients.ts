import type { ClientLogo, ClientRegistration, ClientSecret } from '@/model/client'
import type { ClientStore } from '../clients'
import type { Database } from './database'
import { despiteDeadlocks } from './deadlocks'
import type { PreparedReads } from './prepared-reads'
import { clientOf, clientParts, joinList, optionsText } from './rows'
import { isStorable } from './storable'
import { isAdded, ofOwner, unlessReferenceIsMissing } from './refusals'

const columnsOf = (registration: ClientRegistration) => ({
  name: registration.name,
  kind: registration.kind,
  isFirstParty: registration.isFirstParty,
  isPublic: registration.isPublic,
  dialects: joinList(registration.dialects),
  grantTypes: joinList(registration.grantTypes),
  scopes: joinList(registration.scopes),
  postLogoutRedirectUris: JSON.stringify(registration.postLogoutRedirectUris),
  authenticationMethod: registration.authenticationMethod,
  pkce: registration.pkce,
  idTokenAlgorithm: registration.idTokenAlgorithm,
  accessTokenLifetime: registration.accessTokenLifetime,
  refreshTokenLifetime: registration.refreshTokenLifetime,
  backchannelLogoutUri: registration.backchannelLogoutUri,
  options: optionsText(registration.options),
})

const secretColumnsOf = ({ id, secretHash, hint, createdAt }: ClientSecret) => ({
  id,
  secretHash,
  hint,
  createdAt,
})

const redirectUrisOf = ({ redirectUris }: ClientRegistration) =>
  redirectUris.map((uri, position) => ({ uri, position }))

export function clientStore(database: Database, reads: PreparedReads): ClientStore {
  /** The part of a batch that makes others wait who remove a secret of this client. Changes nothing. */
  const lock = (id: string) =>
    database.$executeRaw`UPDATE "Client" SET "createdAt" = "createdAt" WHERE "id" = ${id}`

  return {
    find: async (id) => (isStorable(id) ? reads.findClient(id) : null),

    findWithSecrets: async (id) => (isStorable(id) ? reads.findClientWithSecrets(id) : null),

    list: async (ownerId) => {
      const rows = await database.client.findMany({
        where: ownerId === null ? {} : { ownerId },
        include: clientParts,
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      })
      return rows.map(clientOf)
    },

    findByRedirectUri: async (uri, dialect) => {
      if (!isStorable(uri)) return null
      const rows = await database.client.findMany({
        where: { disabledAt: null, redirectUris: { some: { uri } } },
        include: clientParts,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(clientOf).find(({ dialects }) => dialects.includes(dialect)) ?? null
    },

    create: async (client, secret) => {
      const create = database.client.create({
        data: {
          ...columnsOf(client),
          id: client.id,
          ownerId: client.ownerId,
          createdAt: client.createdAt,
          disabledAt: client.disabledAt,
          redirectUris: { create: redirectUrisOf(client) },
          ...(secret && { secrets: { create: { ...secretColumnsOf(secret), slot: 1 } } }),
        },
      })
      return ofOwner(isAdded(create))
    },

    update: async (id, registration) => {
      if (!isStorable(id)) return false
      const redirectUris = redirectUrisOf(registration).map((each) => ({ ...each, clientId: id }))
      const replacement = database.$transaction([
        database.client.updateMany({ where: { id }, data: columnsOf(registration) }),
        database.clientRedirectUri.deleteMany({ where: { clientId: id } }),
        database.clientRedirectUri.createMany({ data: redirectUris }),
      ])
      return unlessReferenceIsMissing(replacement.then(([{ count }]) => count === 1))
    },

    setDisabled: async (id, disabledAt) => {
      if (isStorable(id)) await database.client.updateMany({ where: { id }, data: { disabledAt } })
    },

    setOwner: async (id, ownerId) => {
      if (!isStorable(id)) return
      const hand = database.client.updateMany({ where: { id }, data: { ownerId } })
      await unlessReferenceIsMissing(hand.then(() => true))
    },

    delete: async (id) => {
      if (!isStorable(id)) return
      await despiteDeadlocks(async () => database.client.deleteMany({ where: { id } }))
    },

    addSecret: async (secret) => {
      const data = { ...secretColumnsOf(secret), clientId: secret.clientId }
      const addTo = (slot: 1 | 2) =>
        isAdded(database.clientSecret.create({ data: { ...data, slot } }))
      return unlessReferenceIsMissing(addTo(1).then((isDone) => isDone || addTo(2)))
    },

    removeSecret: async (clientId, secretId) => {
      if (!isStorable(clientId) || !isStorable(secretId)) return false
      const another = { secrets: { some: { id: { not: secretId } } } }
      const [, { count }] = await database.$transaction([
        lock(clientId), // else two callers, each of whom leaves the other's secret, leave none
        database.clientSecret.deleteMany({ where: { id: secretId, clientId, client: another } }),
      ])
      return count === 1
    },

    setRegistrationToken: async (id, tokenHash) => {
      if (!isStorable(id)) return
      const data = { registrationTokenHash: tokenHash }
      await database.client.updateMany({ where: { id }, data })
    },

    findByRegistrationToken: async (id, tokenHash) => {
      if (!isStorable(id) || !isStorable(tokenHash)) return null
      const where = { id, registrationTokenHash: tokenHash }
      const isKnown = (await database.client.count({ where })) === 1
      return isKnown ? reads.findClientWithSecrets(id) : null
    },

    findLogo: async (clientId) => {
      if (!isStorable(clientId)) return null
      const row = await database.clientLogo.findUnique({ where: { clientId } })
      return (
        row && {
          hash: row.hash,
          contentType: row.contentType as ClientLogo['contentType'],
          bytes: row.bytes,
        }
      )
    },

    setLogo: async (clientId, logo) => {
      if (!logo) {
        await database.clientLogo.deleteMany({ where: { clientId } })
        return
      }
      const data = { ...logo, bytes: new Uint8Array(logo.bytes) }
      const create = { clientId, ...data }
      await ofOwner(database.clientLogo.upsert({ where: { clientId }, create, update: data }))
    },
  }
}
