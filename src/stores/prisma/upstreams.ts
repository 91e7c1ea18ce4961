import { raw } from '@prisma/client/runtime/client'
import { defaultUpstreamOptions } from '@/model/upstream'
import type { Upstream, UpstreamOptions, UpstreamPreset } from '@/model/upstream'
import type { UpstreamStore, UpstreamUpdate } from '../upstreams'
import type { Database } from './database'
import type { Upstream as UpstreamRow } from './generated/sqlite/client'
import { isAdded } from './refusals'
import type { RowLocks } from './row-locks'
import { isStorable } from './storable'

export const upstreamOf = (row: UpstreamRow): Upstream => ({
  id: row.id,
  preset: row.preset as UpstreamPreset,
  label: row.label,
  position: row.position,
  isDefault: row.isDefault !== null,
  isBroker: row.isBroker !== null,
  clientId: row.clientId,
  sealedSecret: row.sealedSecret,
  options: { ...defaultUpstreamOptions, ...(JSON.parse(row.options) as Partial<UpstreamOptions>) },
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  disabledAt: row.disabledAt,
})

const columnsOf = (values: UpstreamUpdate) => ({
  ...(values.label !== undefined && { label: values.label }),
  ...(values.clientId !== undefined && { clientId: values.clientId }),
  ...(values.sealedSecret !== undefined && { sealedSecret: values.sealedSecret }),
  ...(values.options && { options: JSON.stringify(values.options) }),
  ...(values.updatedAt && { updatedAt: values.updatedAt }),
  ...(values.disabledAt !== undefined && { disabledAt: values.disabledAt }),
  ...(values.isDefault !== undefined && { isDefault: values.isDefault ? 'default' : null }),
  ...(values.isBroker !== undefined && { isBroker: values.isBroker ? 'broker' : null }),
})

export function upstreamStore(database: Database, locks: RowLocks): UpstreamStore {
  /** The part of a batch that comes first: nobody else changes an upstream until it is done. */
  const alone = () => database.$executeRaw`${locks.upstreamsAlone}`

  /** Takes it from whichever other has it, if there is one to give it to. */
  const takeFromOthers = (column: 'isDefault' | 'isBroker', id: string) =>
    database.$executeRaw`
      UPDATE "Upstream" SET ${raw(`"${column}"`)} = NULL
      WHERE "id" <> ${id} AND EXISTS (SELECT 1 FROM "Upstream" o WHERE o."id" = ${id})`

  /** The parts of a batch that replace what is given. The first one tells whether there is such an upstream. */
  const replace = (id: string, values: UpstreamUpdate) =>
    [
      database.upstream.count({ where: { id } }),
      ...(values.isDefault ? [takeFromOthers('isDefault', id)] : []),
      ...(values.isBroker ? [takeFromOthers('isBroker', id)] : []),
      database.upstream.updateMany({ where: { id }, data: columnsOf(values) }),
    ] as const

  return {
    find: async (id) => {
      const row = isStorable(id) ? await database.upstream.findUnique({ where: { id } }) : null
      return row && upstreamOf(row)
    },

    list: async () => {
      const rows = await database.upstream.findMany({
        orderBy: [{ position: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(upstreamOf)
    },

    findBroker: async () => {
      const row = await database.upstream.findUnique({ where: { isBroker: 'broker' } })
      return row && upstreamOf(row)
    },

    create: async ({ id, preset, createdAt, label, clientId, updatedAt, options, ...rest }) => {
      const data = { id, preset, label, clientId, createdAt, updatedAt }
      return isAdded(
        database.$transaction([
          alone(),
          database.upstream.create({
            data: { ...data, position: 0, options: JSON.stringify(options) },
          }),
          database.$executeRaw`
            UPDATE "Upstream" SET "position" =
              (SELECT COALESCE(MAX(o."position"), -1) + 1 FROM "Upstream" o WHERE o."id" <> ${id})
            WHERE "id" = ${id}`,
          ...replace(id, rest),
        ]),
      )
    },

    update: async (id, values) => {
      if (!isStorable(id)) return false
      const [, count] = await database.$transaction([alone(), ...replace(id, values)])
      return count === 1
    },

    order: async (ids) => {
      const named = [...new Set(ids)].filter(isStorable)
      await database.$transaction([
        alone(),
        database.upstream.updateMany({ data: { position: { increment: named.length } } }),
        ...named.map((id, position) =>
          database.upstream.updateMany({ where: { id }, data: { position } }),
        ),
      ])
    },

    delete: async (id) => {
      if (isStorable(id)) await database.upstream.deleteMany({ where: { id } })
    },
  }
}
