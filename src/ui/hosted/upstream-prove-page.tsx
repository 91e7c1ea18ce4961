import type { UpstreamProveView } from '@/model/pages'
import { Fill, fill } from '@/ui/fill'

import { Name } from './client'
import { Frame } from './frame'
import { Below, Button, Field, Form, Heading, Notice, TextLink } from './parts'
import { durationText, type HostedProps } from './texts'

type Props = HostedProps<UpstreamProveView>

export function UpstreamProvePage({ view, texts, signature }: Props) {
  const { prove } = texts.upstreams
  const { problem } = view
  const isWrong = problem?.kind === 'wrong-credentials' || problem?.kind === 'missing'
  const values = { email: <Name>{view.email}</Name>, label: <Name>{view.label}</Name> }
  return (
    <Frame texts={texts} signature={signature}>
      <Heading>{prove.title}</Heading>
      <p className="mt-3 text-ink-muted">
        <Fill text={view.hasPassword ? prove.intro : prove.noPassword} values={values} />
      </p>
      {problem && <Notice kind="problem">{problemText(texts, problem)}</Notice>}
      {view.hasPassword && (
        <Form action="/sign-in/upstream/prove" view={view}>
          {/* For the password manager, which knows the password under it. */}
          <Field
            name="username"
            label={prove.username}
            type="text"
            autoComplete="username"
            readOnly
            defaultValue={view.username}
          />
          <Field
            name="password"
            label={texts.fields.password}
            type="password"
            autoComplete="current-password"
            autoFocus
            isQuestioned={isWrong}
          />
          <Button id="submit">{prove.submit}</Button>
        </Form>
      )}
      <Below>
        {prove.otherwise} <TextLink href={view.signInUrl}>{prove.signIn}</TextLink>
      </Below>
    </Frame>
  )
}

function problemText(
  texts: Props['texts'],
  problem: NonNullable<UpstreamProveView['problem']>,
): string {
  const { prove } = texts.upstreams
  switch (problem.kind) {
    case 'wrong-credentials':
      return prove.wrong
    case 'missing':
      return prove.missing
    case 'too-many-attempts':
      return fill(texts.signIn.problems[problem.kind], {
        duration: durationText(texts, problem.retryAfterSeconds),
      })
    default:
      return texts.signIn.problems[problem.kind]
  }
}
