import type { ReactNode } from 'react'

import { Fill } from '@/ui/fill'
import { Mark, Wordmark } from '@/ui/mark'

import type { HostedProps } from './texts'

type FrameProps = Pick<HostedProps<unknown>, 'texts' | 'signature'> & {
  /** What stands in the crown of the arch: an app's logo; Portico's mark when there is none. */
  readonly keystone?: ReactNode
  readonly children: ReactNode
  /** What lies before the door, wider than it. */
  readonly step?: ReactNode
}

/** A lit door: one column under an arch, and a quiet foot. On a phone the arch gives way to the text. */
export function Frame({ texts, signature, keystone, children, step }: FrameProps) {
  const foot = signature && (
    <p className="mt-auto pt-10 text-sm text-ink-muted">
      <Fill text={texts.securedBy} values={{ portico: <Wordmark /> }} />
    </p>
  )
  return (
    <main className="flex min-h-dvh flex-col sm:items-center sm:px-6 sm:pt-[5dvh]">
      <div className={step ? 'arch pb-10' : 'arch flex-1 pb-6'}>
        <div className="mb-6 flex h-12 items-center sm:justify-center">
          {keystone ?? <Mark className="size-10 text-accent" />}
        </div>
        {children}
        {!step && foot}
      </div>
      {step && (
        <div className="step">
          {step}
          {foot}
        </div>
      )}
    </main>
  )
}
