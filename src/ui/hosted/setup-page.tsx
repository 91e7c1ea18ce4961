import type { RegisterView } from '@/model/pages'

import { Frame } from './frame'
import { Below, Button, Form, Heading, Notice } from './parts'
import { RegisterFields } from './register-fields'
import type { HostedProps } from './texts'

export function SetupPage({ view, texts, signature }: HostedProps<RegisterView>) {
  return (
    <Frame texts={texts} signature={signature}>
      <Heading>{texts.setup.title}</Heading>
      <p className="mt-3 text-ink-muted">{texts.setup.intro}</p>
      {view.problem && <Notice kind="problem">{texts.register.problems[view.problem]}</Notice>}
      <Form action="/setup" view={view} code={view.code}>
        <RegisterFields view={view} texts={texts} />
        <Button id="submit">{texts.setup.submit}</Button>
      </Form>
      <Below>{texts.setup.once}</Below>
    </Frame>
  )
}
