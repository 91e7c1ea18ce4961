import type { SignInView } from '@/model/pages'
import { Fill, fill } from '@/ui/fill'

import { ClientLogo, Name } from './client'
import { Frame } from './frame'
import { Below, Button, Field, Form, Heading, Notice, TextLink } from './parts'
import { durationText, type HostedProps } from './texts'
import { Upstreams } from './upstreams'

export function SignInPage({ view, texts, signature }: HostedProps<SignInView>) {
  const { client, problem, notice } = view
  const isWrong = problem?.kind === 'wrong-credentials' || problem?.kind === 'missing'
  const startsAtPassword = view.identifier !== ''
  return (
    <Frame
      texts={texts}
      signature={signature}
      keystone={client ? <ClientLogo client={client} /> : null}
    >
      <Heading>
        {client ? (
          <Fill text={texts.continueTo} values={{ app: <Name>{client.name}</Name> }} />
        ) : (
          texts.signIn.title
        )}
      </Heading>
      {problem && <Notice kind="problem">{problemText(texts, problem)}</Notice>}
      {!problem && notice && <Notice kind="done">{texts.signIn.notices[notice]}</Notice>}
      <Form action="/sign-in/password" view={view}>
        <Field
          name="identifier"
          label={texts.fields.identifier}
          type="text"
          inputMode="email"
          autoComplete="username"
          defaultValue={view.identifier}
          autoFocus={!startsAtPassword}
          isQuestioned={isWrong}
        />
        <Field
          name="password"
          label={texts.fields.password}
          type="password"
          autoComplete="current-password"
          autoFocus={startsAtPassword}
          isQuestioned={isWrong}
        />
        <Button id="submit">{texts.signIn.submit}</Button>
      </Form>
      <Upstreams upstreams={view.upstreams} texts={texts} />
      {view.registerUrl !== null && (
        <Below>
          {texts.signIn.newHere}{' '}
          <TextLink href={view.registerUrl}>{texts.signIn.register}</TextLink>
        </Below>
      )}
    </Frame>
  )
}

function problemText(
  texts: HostedProps<SignInView>['texts'],
  problem: NonNullable<SignInView['problem']>,
): string {
  const text = texts.signIn.problems[problem.kind]
  return problem.kind === 'too-many-attempts'
    ? fill(text, { duration: durationText(texts, problem.retryAfterSeconds) })
    : text
}
