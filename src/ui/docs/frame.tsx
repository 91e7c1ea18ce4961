import type { ReactNode } from 'react'

import { Wordmark } from '@/ui/mark'

/** A page to read, for whoever comes: no session is asked for, and none is shown. */
export function DocsFrame({ children }: { readonly children: ReactNode }) {
  return (
    <main className="mx-auto max-w-[46rem] px-5 pt-8 pb-24 sm:px-8 sm:pt-12">
      <a href="/" className="mb-10 inline-block rounded-control text-base">
        <Wordmark />
      </a>
      {children}
    </main>
  )
}
