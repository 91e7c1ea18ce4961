import type { DeviceCodeView } from '@/model/pages'

import { Frame } from './frame'
import { Button, Field, Form, Heading, Notice } from './parts'
import type { HostedProps } from './texts'

export function DeviceCodePage({ view, texts, signature }: HostedProps<DeviceCodeView>) {
  const { problem } = view
  const { problems } = texts.device
  return (
    <Frame texts={texts} signature={signature}>
      <Heading>{texts.device.title}</Heading>
      <p className="mt-3 text-ink-muted">{texts.device.intro}</p>
      {problem === 'form-expired' && <Notice kind="problem">{problems[problem]}</Notice>}
      <Form action="/device" view={view}>
        <Field
          name="user_code"
          label={texts.device.code}
          className="input font-mono text-2xl tracking-widest uppercase"
          type="text"
          inputMode="text"
          autoComplete="off"
          autoCapitalize="characters"
          autoFocus
          defaultValue={view.userCode}
          error={problem && problem !== 'form-expired' ? problems[problem] : null}
          hint={texts.device.hint}
        />
        <Button id="submit">{texts.device.submit}</Button>
      </Form>
    </Frame>
  )
}
