import type { ComponentProps, ReactNode } from 'react'

import type { FormView } from '@/model/pages'

export function Heading({ children }: { readonly children: ReactNode }) {
  return (
    <h1 className="text-[1.75rem] leading-tight font-normal tracking-tight text-balance">
      {children}
    </h1>
  )
}

/** What stands below a hairline: another way in, a promise. */
export function Below({ children }: { readonly children: ReactNode }) {
  return <p className="mt-8 border-t border-edge pt-5 text-ink-muted">{children}</p>
}

export function TextLink({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <a className="link" href={href}>
      {children}
    </a>
  )
}

export function Button(
  props: ComponentProps<'button'> & { readonly id: string; readonly kind?: 'primary' | 'plain' },
) {
  const { kind = 'primary', ...rest } = props
  return <button type="submit" className={`button button-${kind}`} {...rest} />
}

/** Says something about the whole form. A `problem` is announced, and fields point to it by the id `problem`. */
export function Notice(props: { readonly kind: 'problem' | 'done'; readonly children: ReactNode }) {
  const isProblem = props.kind === 'problem'
  return (
    <p
      id={isProblem ? 'problem' : 'notice'}
      role={isProblem ? 'alert' : 'status'}
      className={`notice ${isProblem ? 'border-harm bg-harm-wash text-harm' : 'border-done bg-done-wash text-done'}`}
    >
      {props.children}
    </p>
  )
}

/** A form that posts. The words beside the fields are ours, in the page's language, not the browser's. */
export function Form(props: {
  readonly action: string
  readonly view: FormView
  readonly code?: string | null
  readonly children: ReactNode
}) {
  const { action, view, code, children } = props
  return (
    <form method="post" action={action} noValidate className="mt-6 flex flex-col gap-5">
      <input type="hidden" name="token" value={view.token} />
      <input type="hidden" name="continue" value={view.continue} />
      {typeof code === 'string' && <input type="hidden" name="code" value={code} />}
      {children}
    </form>
  )
}

type FieldProps = Omit<ComponentProps<'input'>, 'id' | 'name'> & {
  /** The id of the field, and the name that it posts. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** What is wrong with this field, in words that say what to do. */
  readonly error?: string | null
  /** The form's own problem concerns this field. */
  readonly isQuestioned?: boolean
}

/** A labelled field; what is wrong with it stands below and is read out with it. */
export function Field({ name, label, hint, error, isQuestioned = false, ...input }: FieldProps) {
  const notes = [
    error ? `${name}-error` : null,
    isQuestioned ? 'problem' : null,
    hint ? `${name}-hint` : null,
  ].filter((id) => id !== null)
  return (
    <div>
      <label htmlFor={name} className="mb-1.5 block font-medium">
        {label}
      </label>
      <input
        id={name}
        name={name}
        className="input"
        required
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        aria-invalid={error || isQuestioned ? true : undefined}
        aria-describedby={notes.length > 0 ? notes.join(' ') : undefined}
        {...input}
      />
      {error && (
        <p id={`${name}-error`} role="alert" className="mt-1.5 text-sm font-medium text-harm">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${name}-hint`} className="mt-1.5 text-sm text-ink-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
