import type { RecoverView } from '@/model/pages'

import { Frame } from './frame'
import { Button, Field, Form, Heading, Notice } from './parts'
import { fieldProblemText, type HostedProps } from './texts'

export function RecoverPage({ view, texts, signature }: HostedProps<RecoverView>) {
  const { problem } = view
  const wrong = view.problems.password
  return (
    <Frame texts={texts} signature={signature}>
      <Heading>{texts.recover.title}</Heading>
      <p className="mt-3 text-ink-muted">{texts.recover.intro}</p>
      {problem && <Notice kind="problem">{texts.recover.problems[problem]}</Notice>}
      <Form action="/recover" view={view} code={view.code}>
        {/* For the password manager, which files the new password under it. */}
        <Field
          name="username"
          label={texts.fields.username}
          type="text"
          autoComplete="username"
          readOnly
          defaultValue={view.username}
        />
        <Field
          name="password"
          label={texts.fields.newPassword}
          type="password"
          autoComplete="new-password"
          autoFocus
          error={wrong ? fieldProblemText(texts, 'password', wrong) : null}
          hint={texts.passwordHint}
        />
        <Button id="submit">{texts.recover.submit}</Button>
      </Form>
    </Frame>
  )
}
