import type { ReactNode } from 'react'
import type { IdTokenAlgorithm } from '@/model/client'
import { inputClass, Labelled, notesOf, Radio, Switch, TextField } from '../controls'
import { isOn, type SettingsForm } from './form'

const monospace = 'font-mono min-[900px]:text-code'

type Field = {
  readonly form: SettingsForm
  readonly name: string
  readonly label: string
  readonly hint?: ReactNode
  readonly isDisabled?: boolean
}

/** One address, or another short exact text. */
export function ExactField({ form, name, label, hint, isDisabled = false }: Field) {
  return (
    <TextField
      id={name}
      name={name}
      label={label}
      hint={hint}
      error={form.problems[name]}
      defaultValue={form.values[name]}
      disabled={isDisabled}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      inputMode="url"
      className={`${inputClass} ${monospace} min-h-10`}
    />
  )
}

/** Several lines of exact text. */
export function ExactArea({ form, name, label, hint, isDisabled = false }: Field) {
  const value = form.values[name] ?? ''
  const error = form.problems[name]
  return (
    <Labelled id={name} {...{ label, hint, error }}>
      <textarea
        id={name}
        name={name}
        rows={Math.min(10, Math.max(3, value.split('\n').length + 1))}
        defaultValue={value}
        disabled={isDisabled}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        wrap="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={notesOf({ id: name, hint, error })}
        className={`${inputClass} ${monospace} overflow-x-auto py-2 leading-6`}
      />
    </Labelled>
  )
}

const algorithms: readonly IdTokenAlgorithm[] = ['RS256', 'ES256', 'EdDSA', 'PS256']

/** One of the algorithms; `unset` names what it is when none is chosen. */
export function AlgorithmField({
  form,
  name,
  label,
  unset,
}: Pick<Field, 'form' | 'name' | 'label'> & { readonly unset?: string }) {
  const { idTokenAlgorithms } = form.texts.oauth.settings
  return (
    <Labelled id={name} label={label}>
      <select
        id={name}
        name={name}
        defaultValue={form.values[name]}
        className={`${inputClass} min-h-10`}
      >
        {unset !== undefined && <option value="">{unset}</option>}
        {algorithms.map((value) => (
          <option key={value} value={value}>
            {idTokenAlgorithms[value]}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

type Choice = { readonly name: string; readonly means: string }

/** One of several, each with a sentence. */
export function Choices<Value extends string>(props: {
  readonly form: SettingsForm
  readonly name: string
  readonly title: string
  readonly intro?: string
  readonly choices: Readonly<Record<Value, Choice>>
}) {
  const { form, name, title, intro, choices } = props
  return (
    <fieldset>
      <legend className="float-left w-full font-medium">{title}</legend>
      {intro && <p className="clear-both text-ink-muted">{intro}</p>}
      <div className="clear-both pt-0.5">
        {Object.entries<Choice>(choices).map(([value, choice]) => (
          <Radio
            key={value}
            name={name}
            value={value}
            title={choice.name}
            means={choice.means}
            isChosen={form.values[name] === value}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** A switch; what weakens security says so once it is on. */
export function Setting(props: {
  readonly form: SettingsForm
  readonly name: string
  readonly choice: Choice
  readonly warning?: string
  readonly isDisabled?: boolean
}) {
  const { form, name, choice, warning, isDisabled = false } = props
  return (
    <div className="group/setting">
      <Switch
        name={name}
        title={choice.name}
        means={choice.means}
        isOn={isOn(form, name)}
        isDisabled={isDisabled}
      />
      {warning && (
        <Warning className="mb-2 hidden group-has-[input:checked]/setting:block">{warning}</Warning>
      )}
    </div>
  )
}

export const Warning = (props: { readonly className?: string; readonly children: ReactNode }) => (
  <p
    className={`max-w-[46rem] rounded-l-xs rounded-r-control border-l-[3px] border-caution bg-caution-wash px-3.5 py-2.5 text-pretty text-caution ${props.className ?? ''}`}
  >
    {props.children}
  </p>
)
