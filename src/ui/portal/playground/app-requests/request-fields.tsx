'use client'

import { inputClass } from '../../controls'
import { ExplainedList } from '../../explained-list'
import type { PlaygroundTexts } from '../parts'
import { type FieldName, kinds, type RequestKind } from './kinds'

const long: readonly FieldName[] = ['token', 'refresh_token', 'subject_token', 'actor_token']
/** Set by another field. */
const silent: readonly FieldName[] = ['actor_token_type']

/** The parameters of a request, each with what it is for. */
export function RequestFields(props: {
  readonly texts: PlaygroundTexts
  readonly kind: RequestKind
  readonly fields: Readonly<Partial<Record<FieldName, string>>>
  readonly set: (name: FieldName, value: string) => void
}) {
  const { texts, kind, fields, set } = props
  const { fixed, fields: names } = kinds[kind]
  const { fieldMeans } = texts.flows
  const rows = [
    ...fixed.map(([name, value]) => ({ name, value, means: fieldMeans.grant_type })),
    ...names
      .filter((name) => !silent.includes(name))
      .map((name) => ({
        name,
        value: fields[name] ?? '',
        means: fieldMeans[name],
        control: <Control {...{ name }} value={fields[name] ?? ''} set={set} />,
      })),
  ]
  return (
    <div className="needs-script">
      <ExplainedList rows={rows} texts={texts.copy} />
    </div>
  )
}

function Control(props: {
  readonly name: FieldName
  readonly value: string
  readonly set: (name: FieldName, value: string) => void
}) {
  const { name, value, set } = props
  const shared = {
    'aria-label': name,
    value,
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  }
  const look = `${inputClass} font-mono min-[900px]:text-code`
  return long.includes(name) ? (
    <textarea {...shared} rows={3} className={`${look} py-2`} />
  ) : (
    <input {...shared} className={`${look} min-h-9`} />
  )
}
