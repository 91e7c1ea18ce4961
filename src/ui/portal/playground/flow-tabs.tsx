import { Tabs } from '../layout'
import type { PlaygroundTexts } from './parts'

/** The way between the flows that the playground shows. */
export function FlowTabs(props: {
  readonly texts: PlaygroundTexts
  readonly current: 'login-redirect' | 'code'
}) {
  const { codeFlow } = props.texts
  return (
    <Tabs
      label={codeFlow.tabs}
      tabs={[
        {
          name: codeFlow.loginRedirect,
          path: '/playground',
          isCurrent: props.current === 'login-redirect',
        },
        {
          name: codeFlow.code,
          path: '/playground?flow=code',
          isCurrent: props.current === 'code',
        },
      ]}
    />
  )
}
