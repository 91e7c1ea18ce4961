'use client'

import { type ComponentProps, type KeyboardEvent, useState } from 'react'
import { inputClass, Labelled, notesOf } from './controls'

type Texts = { readonly show: string; readonly hide: string; readonly capsLock: string }

/** A password, which can be shown; the caps lock is mentioned while it is on. */
export function PasswordField(
  props: Omit<ComponentProps<'input'>, 'id' | 'name'> & {
    readonly name: string
    readonly label: string
    readonly hint?: string
    readonly error?: string
    readonly texts: Texts
  },
) {
  const { name: id, label, hint, error, texts, ...input } = props
  const [isShown, setIsShown] = useState(false)
  const [hasCapsLock, setHasCapsLock] = useState(false)
  const notice = (event: KeyboardEvent) => setHasCapsLock(event.getModifierState('CapsLock'))

  return (
    <Labelled {...{ id, label }} {...(hint && { hint })} {...(error && { error })}>
      <div className="relative">
        <input
          id={id}
          name={id}
          type={isShown ? 'text' : 'password'}
          required
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          onKeyDown={notice}
          onKeyUp={notice}
          onBlur={() => setHasCapsLock(false)}
          className={`${inputClass} min-h-10 pr-24`}
          aria-invalid={error ? true : undefined}
          aria-describedby={notesOf({ id, hint, error })}
          autoFocus={Boolean(error)}
          {...input}
        />
        <button
          type="button"
          aria-pressed={isShown}
          aria-controls={id}
          onClick={() => setIsShown(!isShown)}
          className="needs-script absolute inset-y-1 right-1 rounded-control px-2.5 text-[0.8125rem] font-medium text-ink-muted hover:bg-sunken hover:text-ink"
        >
          {isShown ? texts.hide : texts.show}
        </button>
      </div>
      <p role="status" className="text-caution">
        {hasCapsLock ? texts.capsLock : ''}
      </p>
    </Labelled>
  )
}
