'use client'

import { type ReactNode, useState } from 'react'
import { Button, inputClass } from './controls'
import { useHydrated } from './hydrated'

/** The name, typed; the button works once it is right. Without script the server alone compares. */
export function DeleteConfirmation(props: {
  readonly name: string
  readonly label: ReactNode
  readonly submit: string
}) {
  const { name, label, submit } = props
  const [typed, setTyped] = useState('')
  const isHydrated = useHydrated()
  return (
    <div className="flex flex-col items-start gap-3">
      <div className="w-full max-w-[26rem]">
        <label htmlFor="confirmation" className="mb-1.5 block font-medium">
          {label}
        </label>
        <input
          id="confirmation"
          name="confirmation"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className={`${inputClass} min-h-10`}
        />
      </div>
      <Button kind="harm" disabled={isHydrated && typed.normalize('NFC').trim() !== name}>
        {submit}
      </Button>
    </div>
  )
}
