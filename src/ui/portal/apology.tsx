import type { ReactNode } from 'react'
import { Wordmark } from '@/ui/mark'

/** A page that is not there, or that failed: what happened, and where to go on. */
export function Apology(props: {
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}) {
  const { title, text, children } = props
  return (
    <main className="mx-auto max-w-[34rem] px-6 pt-[14dvh] pb-16">
      <Wordmark className="mb-8 text-base" />
      <h1 className="text-[1.625rem] leading-tight tracking-tight text-balance">{title}</h1>
      <p className="mt-2 mb-6 text-base text-ink-muted">{text}</p>
      {children}
    </main>
  )
}
