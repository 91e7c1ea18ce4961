import { LifetimeField } from '../lifetime-field'
import { durationText } from '../texts'
import type { SettingsForm } from './form'

/** A number and its unit; empty means what is usual. */
export function Lifetime(props: {
  readonly form: SettingsForm
  readonly name: string
  readonly label: string
  /** Seconds, where the field is empty; or a sentence of its own. */
  readonly usual: number | string
}) {
  const { form, name, label, usual } = props
  const { texts, values, problems } = form
  const hint =
    typeof usual === 'string'
      ? usual
      : texts.settings.usual.replace('{duration}', durationText(texts, usual))
  return (
    <LifetimeField
      {...{ name, label, hint, texts }}
      amount={values[name] ?? ''}
      unit={values[`${name}_unit`] ?? 'days'}
      problem={problems[name] ?? null}
    />
  )
}
