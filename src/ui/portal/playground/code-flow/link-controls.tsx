'use client'

import { inputClass } from '../../controls'
import type { PlaygroundTexts } from '../parts'
import { type ChoiceName, valuesOf } from './choices'

/** One choice of the request; some of its values have a name. */
export function Choice(props: {
  readonly texts: PlaygroundTexts
  readonly name: ChoiceName
  readonly resource: string
  readonly value: string
  readonly set: (value: string) => void
  /** Whether it is a part of the form. */
  readonly isSent: boolean
}) {
  const { texts, name, resource, value, set, isSent } = props
  return (
    <select
      name={isSent ? name : undefined}
      aria-label={name}
      value={value}
      onChange={(event) => set(event.target.value)}
      className={`${inputClass} min-h-9 max-w-[30rem]`}
    >
      {valuesOf(name, resource).map((choice) => (
        <option key={choice} value={choice}>
          {nameOf(texts, name, choice)}
        </option>
      ))}
    </select>
  )
}

function nameOf({ codeFlow, flows }: PlaygroundTexts, name: ChoiceName, value: string): string {
  const scopes = codeFlow.scopeChoices
  const names: Readonly<Partial<Record<ChoiceName, Readonly<Record<string, string>>>>> = {
    scope: {
      'openid profile email offline_access': scopes.all,
      'openid profile email': scopes.some,
      openid: scopes.least,
      'profile email': scopes.none,
    },
    prompt: { ...codeFlow.promptChoices, '': codeFlow.promptChoices.unset },
    max_age: flows.maxAgeChoices,
  }
  return names[name]?.[value] ?? (value === '' ? flows.leftOut : value)
}

/** A switch of this page alone: nothing is sent for it. */
export function Toggle(props: {
  readonly name: string
  readonly title: string
  readonly means: string
  readonly isOn: boolean
  readonly set: (isOn: boolean) => void
}) {
  const { name, title, means, isOn, set } = props
  const id = `toggle-${name}`
  return (
    <div className="flex gap-3 py-1.5">
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        onChange={(event) => set(event.target.checked)}
        aria-describedby={`${id}-means`}
        className="mt-0.5 size-4 shrink-0"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {title}
        </label>
        <p id={`${id}-means`} className="text-ink-muted">
          {means}
        </p>
      </div>
    </div>
  )
}
