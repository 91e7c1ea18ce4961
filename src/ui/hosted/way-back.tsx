import type { WayBackView } from '@/model/pages'
import { fill } from '@/ui/fill'
import { visible } from '@/ui/visible'

import { Button, TextLink } from './parts'
import type { HostedProps } from './texts'

/** On to the app, where the person sees in full where that is. */
export function WayBack(props: {
  readonly view: WayBackView
  readonly texts: HostedProps<unknown>['texts']
}) {
  const { destination, url, fields } = props.view
  const words = fill(props.texts.error.goOn, { destination: visible(destination) })
  if (fields === null) {
    return (
      <p className="mt-6">
        <TextLink href={url}>{words}</TextLink>
      </p>
    )
  }
  const sent = Object.entries(fields).filter(([, value]) => value !== undefined)
  return (
    <form method="post" action={url} className="mt-6">
      {sent.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button id="go-on" kind="plain">
        {words}
      </Button>
    </form>
  )
}
