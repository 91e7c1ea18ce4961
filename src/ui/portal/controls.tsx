import type { ComponentProps, ReactNode } from 'react'
import { Icon, type IconName } from './icons'

const kinds = {
  primary:
    'border-transparent bg-accent text-accent-ink hover:bg-accent-strong aria-disabled:bg-edge-control',
  plain: 'border-edge-control bg-surface hover:bg-sunken',
  quiet: 'border-transparent text-ink-muted hover:bg-sunken hover:text-ink',
  harm: 'border-transparent bg-harm text-harm-ink hover:bg-harm-strong disabled:bg-sunken disabled:text-ink-muted disabled:border-edge disabled:cursor-not-allowed',
  'plain-harm': 'border-edge-control bg-surface text-harm hover:bg-harm-wash',
} as const

type Look = {
  readonly kind?: keyof typeof kinds
  readonly icon?: IconName
  readonly small?: boolean
}

/** What makes something look like a button. */
export const buttonClass = ({ kind = 'plain', small = false }: Look): string =>
  `inline-flex items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap transition-colors ${
    small ? 'min-h-7 px-2.5 text-[0.8125rem]' : 'min-h-9 px-3.5'
  } ${kinds[kind]}`

export function Button({
  kind,
  icon,
  small,
  children,
  className = '',
  ...rest
}: ComponentProps<'button'> & Look) {
  return (
    <button
      type="submit"
      className={`${buttonClass({ ...(kind && { kind }), ...(small && { small }) })} ${className}`}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

export function ButtonLink({
  kind,
  icon,
  small,
  children,
  className = '',
  ...rest
}: ComponentProps<'a'> & Look) {
  return (
    <a
      className={`${buttonClass({ ...(kind && { kind }), ...(small && { small }) })} ${className}`}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}

export function TextLink(props: ComponentProps<'a'>) {
  return (
    <a
      className="font-medium text-accent underline decoration-1 underline-offset-[0.2em] hover:decoration-2"
      {...props}
    />
  )
}

/** A form of the portal: posts, and belongs to this session. */
export function PortalForm(props: {
  readonly action: string
  readonly token: string
  readonly fields?: Readonly<Record<string, string>>
  readonly className?: string
  readonly children: ReactNode
}) {
  const { action, token, fields = {}, className, children } = props
  return (
    <form method="post" action={action} className={className} noValidate>
      <input type="hidden" name="token" value={token} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}

/** A phone does not zoom into a field whose text is 16 px. */
export const inputClass =
  'block w-full rounded-control border border-edge-control bg-surface px-3 text-base aria-invalid:border-harm aria-invalid:ring-1 aria-invalid:ring-harm min-[900px]:text-sm'

type Labelled = {
  readonly id: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: ReactNode
}

/** The ids of what stands below a field, for `aria-describedby`. */
export const notesOf = ({ id, hint, error }: Pick<Labelled, 'id' | 'hint' | 'error'>) =>
  [error ? `${id}-error` : null, hint ? `${id}-hint` : null].filter(Boolean).join(' ') || undefined

/** A label above a field, and below it what is wrong and what helps. */
export function Labelled({
  id,
  label,
  hint,
  error,
  children,
}: Labelled & { readonly children: ReactNode }) {
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      {children}
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-1.5 font-medium text-harm">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-ink-muted">
          {hint}
        </p>
      )}
    </div>
  )
}

export function TextField({
  id,
  label,
  hint,
  error,
  ...input
}: ComponentProps<'input'> & Labelled) {
  return (
    <Labelled {...{ id, label, hint, error }}>
      <input
        id={id}
        className={`${inputClass} min-h-10`}
        aria-invalid={error ? true : undefined}
        aria-describedby={notesOf({ id, hint, error })}
        autoFocus={Boolean(error)}
        {...input}
      />
    </Labelled>
  )
}

/** One choice of several that exclude each other: its name, and one sentence. */
export function Radio(props: {
  readonly name: string
  readonly value: string
  readonly title: string
  readonly means: string
  readonly isChosen: boolean
  /** The id of what else is to be known once it is chosen. */
  readonly noteId?: string
}) {
  const { name, value, title, means, isChosen, noteId } = props
  const id = `${name}-${value}`
  return (
    <div className="flex gap-3 py-1.5">
      <input
        id={id}
        type="radio"
        name={name}
        value={value}
        defaultChecked={isChosen}
        aria-describedby={[`${id}-means`, noteId].filter(Boolean).join(' ')}
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

/** A switch with its name, the exact word in monospace, and one sentence. */
export function Switch(props: {
  readonly name: string
  readonly title: string
  readonly wire?: string
  readonly means: string
  readonly isOn: boolean
  readonly isDisabled?: boolean
}) {
  const { name, title, wire, means, isOn, isDisabled = false } = props
  return (
    <div className="flex gap-3 py-2.5">
      <input
        id={name}
        type="checkbox"
        name={name}
        value="on"
        defaultChecked={isOn}
        disabled={isDisabled}
        aria-describedby={`${name}-means`}
        className="mt-0.5 size-4 shrink-0"
      />
      <div className="min-w-0">
        <label htmlFor={name} className="font-medium">
          {title}
        </label>
        {wire && (
          <code className="ml-2 font-mono text-code wrap-anywhere text-ink-muted">{wire}</code>
        )}
        <p id={`${name}-means`} className="text-ink-muted">
          {means}
        </p>
      </div>
    </div>
  )
}
