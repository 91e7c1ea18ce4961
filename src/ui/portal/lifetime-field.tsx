import { inputClass, notesOf } from './controls'
import type { PortalTexts } from './texts'

const units = ['seconds', 'minutes', 'hours', 'days'] as const

/** A number and its unit. */
export function LifetimeField(props: {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly amount: string
  readonly unit: string
  readonly problem: string | null
  readonly texts: PortalTexts
}) {
  const { name, label, hint, amount, unit, problem, texts } = props
  const { settings } = texts
  return (
    <div className="min-w-0">
      <label htmlFor={name} className="mb-1.5 block font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={name}
          name={name}
          inputMode="numeric"
          autoComplete="off"
          defaultValue={amount}
          aria-invalid={problem ? true : undefined}
          aria-describedby={notesOf({ id: name, hint, error: problem })}
          autoFocus={problem !== null}
          className={`${inputClass} min-h-10 max-w-28`}
        />
        <select
          name={`${name}_unit`}
          defaultValue={unit}
          aria-label={`${label}: ${settings.unit}`}
          className={`${inputClass} min-h-10 max-w-36`}
        >
          {units.map((one) => (
            <option key={one} value={one}>
              {settings.units[one]}
            </option>
          ))}
        </select>
      </div>
      {problem && (
        <p id={`${name}-error`} role="alert" className="mt-1.5 font-medium text-harm">
          {problem}
        </p>
      )}
      <p id={`${name}-hint`} className="mt-1.5 text-ink-muted">
        {hint}
      </p>
    </div>
  )
}
