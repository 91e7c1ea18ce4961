import { inputClass, notesOf } from './controls'
import { durationText, type PortalTexts } from './texts'

export type LifetimeView = {
  readonly amount: string
  readonly unit: string
  /** Seconds, where the field is empty. */
  readonly usual: number
  readonly problem: string | null
}

const units = ['seconds', 'minutes', 'hours', 'days'] as const

/** A number and its unit; empty means what is usual. */
export function LifetimeField(props: {
  readonly name: string
  readonly label: string
  readonly lifetime: LifetimeView
  readonly texts: PortalTexts
}) {
  const { name, label, lifetime, texts } = props
  const { settings } = texts
  const hint = settings.usual.replace('{duration}', durationText(texts, lifetime.usual))
  return (
    <div className="flex-1">
      <label htmlFor={name} className="mb-1.5 block font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={name}
          name={name}
          inputMode="numeric"
          autoComplete="off"
          defaultValue={lifetime.amount}
          aria-invalid={lifetime.problem ? true : undefined}
          aria-describedby={notesOf({ id: name, hint, error: lifetime.problem })}
          autoFocus={lifetime.problem !== null}
          className={`${inputClass} min-h-10 max-w-28`}
        />
        <select
          name={`${name}_unit`}
          defaultValue={lifetime.unit}
          aria-label={`${label}: ${settings.unit}`}
          className={`${inputClass} min-h-10 max-w-36`}
        >
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {settings.units[unit]}
            </option>
          ))}
        </select>
      </div>
      {lifetime.problem && (
        <p id={`${name}-error`} role="alert" className="mt-1.5 font-medium text-harm">
          {lifetime.problem}
        </p>
      )}
      <p id={`${name}-hint`} className="mt-1.5 text-ink-muted">
        {hint}
      </p>
    </div>
  )
}
