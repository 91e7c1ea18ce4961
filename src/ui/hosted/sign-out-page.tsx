import type { SignOutView } from '@/model/pages'
import { Fill } from '@/ui/fill'

import { Name } from './client'
import { Frame } from './frame'
import { Button, Form, Heading } from './parts'
import type { HostedProps } from './texts'

export function SignOutPage({ view, texts, signature }: HostedProps<SignOutView>) {
  return (
    <Frame texts={texts} signature={signature}>
      <Heading>{texts.signOut.title}</Heading>
      <p className="mt-3 text-ink-muted">
        <Fill text={texts.signOut.intro} values={{ user: <Name>{view.username}</Name> }} />
      </p>
      <Form action="/sign-out" view={view}>
        <div className="grid grid-cols-2 gap-3">
          <a id="stay" href="/" className="button button-plain">
            {texts.signOut.stay}
          </a>
          <Button id="submit">{texts.signOut.submit}</Button>
        </div>
      </Form>
    </Frame>
  )
}
