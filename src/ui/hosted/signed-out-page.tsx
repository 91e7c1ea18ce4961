import type { SignedOutView } from '@/model/pages'

import { Frame } from './frame'
import { Heading } from './parts'
import type { HostedProps } from './texts'

export function SignedOutPage({ view, texts, signature }: HostedProps<SignedOutView>) {
  return (
    <Frame texts={texts} signature={signature}>
      <Heading>{texts.signedOut.title}</Heading>
      <p className="mt-3 mb-6 text-ink-muted">{texts.signedOut.intro}</p>
      <a id="sign-in" href={view.signInUrl} className="button button-plain">
        {texts.signedOut.signIn}
      </a>
    </Frame>
  )
}
