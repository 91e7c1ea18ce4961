import type { SignedOutView } from '@/model/pages'

import { Name } from './client'
import { Frame } from './frame'
import { Heading } from './parts'
import type { HostedProps, HostedTexts } from './texts'

export function SignedOutPage({ view, texts, signature }: HostedProps<SignedOutView>) {
  const { apps } = view
  const isNothingKnown = Object.values(apps).every((names) => names.length === 0)
  return (
    <Frame texts={texts} signature={signature}>
      <Heading>{texts.signedOut.title}</Heading>
      {isNothingKnown ? (
        <p className="mt-3 text-ink-muted">{texts.signedOut.intro}</p>
      ) : (
        <div className="mt-5 border-b border-edge">
          {groups.map((group) => (
            <Apps key={group} id={group} names={apps[group]} says={texts.signedOut.apps[group]} />
          ))}
        </div>
      )}
      <a id="sign-in" href={view.signInUrl} className="button button-plain mt-6">
        {texts.signedOut.signIn}
      </a>
    </Frame>
  )
}

const groups = ['signedOut', 'unreached', 'untold'] as const

/** The apps that one thing is to be said of, and what one can do. */
function Apps(props: {
  readonly id: string
  readonly names: readonly string[]
  readonly says: HostedTexts['signedOut']['apps'][keyof SignedOutView['apps']]
}) {
  const { id, names, says } = props
  if (names.length === 0) return null
  return (
    <div className="border-t border-edge py-3">
      <p id={id} className="text-sm text-ink-muted">
        {says.heading}
      </p>
      <ul aria-labelledby={id}>
        {names.map((name, index) => (
          <li key={index}>
            <Name>{name}</Name>
          </li>
        ))}
      </ul>
      {says.hint !== null && <p className="mt-1 text-sm text-ink-muted">{says.hint}</p>}
    </div>
  )
}
