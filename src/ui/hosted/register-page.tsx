import type { RegisterView } from '@/model/pages'
import { Fill } from '@/ui/fill'

import { ClientLogo, Name } from './client'
import { Frame } from './frame'
import { Below, Button, Form, Heading, Notice, TextLink } from './parts'
import { RegisterFields } from './register-fields'
import type { HostedProps } from './texts'
import { Upstreams } from './upstreams'

export function RegisterPage({ view, texts, signature }: HostedProps<RegisterView>) {
  const { client, problem } = view
  return (
    <Frame
      texts={texts}
      signature={signature}
      keystone={client ? <ClientLogo client={client} /> : null}
    >
      <Heading>
        {client ? (
          <Fill text={texts.register.titleForApp} values={{ app: <Name>{client.name}</Name> }} />
        ) : (
          texts.register.title
        )}
      </Heading>
      {problem && <Notice kind="problem">{texts.register.problems[problem]}</Notice>}
      <Form action="/register" view={view} code={view.code}>
        <RegisterFields view={view} texts={texts} />
        <Button id="submit">{texts.register.submit}</Button>
      </Form>
      <Upstreams upstreams={view.upstreams} texts={texts} />
      {view.signInUrl !== null && (
        <Below>
          {texts.register.knownHere}{' '}
          <TextLink href={view.signInUrl}>{texts.register.signIn}</TextLink>
        </Below>
      )}
    </Frame>
  )
}
