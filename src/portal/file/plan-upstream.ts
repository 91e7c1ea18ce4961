import { hasSameEndpoints } from '@/federation/presets'
import { openUpstreamSecret, sealUpstreamSecret } from '@/federation/secret'
import type { Upstream } from '@/model/upstream'

import { isAlike, line, type Planned, type Rooms, type Step } from './step'
import { keyOfOption, optionNames, type WantedUpstream } from './upstream-entry'
import { checkUpstream } from './upstream-problems'

/** Compares an entry with what is there. Writes nothing; problems are said at the entry. */
export async function planUpstream(wanted: WantedUpstream, rooms: Rooms): Promise<Planned> {
  const existing = await rooms.stores.upstreams.find(wanted.id)
  if (existing && existing.preset !== wanted.preset) {
    const is = `is ${existing.preset} already, and never changes: give the new one an id of its own`
    return wanted.spot.at('preset').refuse(is)
  }
  const secret = readSecret(wanted, existing, rooms)
  if (!secret || !checkUpstream(wanted, secret, rooms)) return null
  return existing
    ? planChange(wanted, existing, secret, rooms)
    : planNew(wanted, secret.clear, rooms)
}

type WantedSecret = {
  /** Null: the file has none. */
  readonly clear: string | null
  /** There is one, and it stays; or there is to be none. */
  readonly isKept: boolean
  readonly isOther: boolean
}

/** A secret goes only where it went before: one whose upstream is somewhere else now has to be said again. */
function readSecret(
  wanted: WantedUpstream,
  existing: Upstream | null,
  { settings }: Rooms,
): WantedSecret | null {
  const stored = existing?.sealedSecret ?? null
  if (wanted.options.tokenAuthentication === 'none') {
    return { clear: null, isKept: true, isOther: stored !== null }
  }
  const clear = clearSecret(wanted, settings.secret)
  if (clear === undefined) return null
  if (clear !== null) {
    const isOther = stored === null || opened(stored, settings.secret) !== clear
    return { clear, isKept: false, isOther }
  }
  if (existing && stored !== null && !hasSameEndpoints(existing, wanted)) {
    const again =
      'client_secret is missing: the upstream is somewhere else than before, and gets no secret that was not meant for it'
    return wanted.spot.refuse(again)
  }
  return { clear: null, isKept: stored !== null, isOther: false }
}

/** Undefined: it cannot be opened, which was said. */
function clearSecret(
  { secret, sealedSecret, spot }: WantedUpstream,
  portalSecret: string,
): string | null | undefined {
  if (sealedSecret === undefined) return secret ?? null
  const clear = opened(sealedSecret, portalSecret)
  if (clear !== null) return clear
  spot
    .at('sealed_client_secret')
    .refuse('was sealed with another PORTICO_SECRET: write client_secret')
  return undefined
}

function opened(sealed: string, portalSecret: string): string | null {
  try {
    return openUpstreamSecret(sealed, portalSecret)
  } catch {
    return null // sealed with another PORTICO_SECRET, or nothing that was ever sealed
  }
}

const valuesOf = ({ label, clientId, isDefault, isBroker, options }: WantedUpstream) => ({
  ...{ label, clientId, isDefault, isBroker, options },
})

function planNew(wanted: WantedUpstream, secret: string | null, rooms: Rooms): Step {
  const { stores, settings, now } = rooms
  const { id, preset, isDisabled } = wanted
  return {
    lines: [line('created', 'upstream', id, isDisabled ? ' (disabled)' : '')],
    run: async () => {
      const at = now()
      const isMade = await stores.upstreams.create({
        ...valuesOf(wanted),
        id,
        preset,
        sealedSecret: secret === null ? null : sealUpstreamSecret(secret, settings.secret),
        createdAt: at,
        updatedAt: at,
        disabledAt: isDisabled ? at : null,
      })
      if (!isMade) throw new Error(`upstream ${id}: made by somebody else in the meantime`)
      return []
    },
  }
}

function planChange(
  wanted: WantedUpstream,
  existing: Upstream,
  secret: WantedSecret,
  { stores, settings, now }: Rooms,
): Planned {
  const { id, isDisabled } = wanted
  const keys = [...changedKeys(wanted, existing), ...(secret.isOther ? ['client_secret'] : [])]
  const isOther = isDisabled !== undefined && isDisabled !== (existing.disabledAt !== null)
  if (keys.length === 0 && !isOther) return 'unchanged'
  return {
    lines: [
      ...(keys.length > 0 ? [line('changed', 'upstream', id, `: ${keys.join(', ')}`)] : []),
      ...(isOther ? [line(isDisabled ? 'disabled' : 'enabled', 'upstream', id)] : []),
    ],
    run: async () => {
      const at = now()
      const { clear } = secret
      const sealedSecret = clear === null ? null : sealUpstreamSecret(clear, settings.secret)
      await stores.upstreams.update(id, {
        ...(keys.length > 0 && valuesOf(wanted)),
        ...(secret.isOther && { sealedSecret }),
        ...(isOther && { disabledAt: isDisabled ? at : null }),
        updatedAt: at,
      })
      return []
    },
  }
}

function changedKeys(wanted: WantedUpstream, is: Upstream): readonly string[] {
  return [
    ...(wanted.label === is.label ? [] : ['label']),
    ...(wanted.clientId === is.clientId ? [] : ['client_id']),
    ...(wanted.isDefault === is.isDefault ? [] : ['default']),
    ...(wanted.isBroker === is.isBroker ? [] : ['broker']),
    ...optionNames
      .filter((name) => !isAlike(wanted.options[name], is.options[name]))
      .map((name) => keyOfOption[name]),
  ]
}

/**
 * Puts the buttons of those that are named in the order of the file. They share the places that they have; what the file
 * does not name stays at its own.
 */
export async function planUpstreamOrder(
  wanted: readonly WantedUpstream[],
  { stores }: Rooms,
): Promise<Planned> {
  const named = wanted.map(({ id }) => id)
  const there = (await stores.upstreams.list()).map(({ id }) => id)
  const before = [...there, ...named.filter((id) => !there.includes(id))]
  const waiting = [...named]
  const after = before.map((id) => (named.includes(id) ? (waiting.shift() ?? id) : id))
  if (isAlike(before, after)) return 'unchanged'
  return {
    lines: [line('ordered', 'upstream', named.join(', '))],
    run: async () => {
      await stores.upstreams.order(after)
      return []
    },
  }
}
