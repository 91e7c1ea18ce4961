import type { UpstreamView } from '@/model/pages'
import { Fill } from '@/ui/fill'
import { UpstreamMark } from '@/ui/upstream-mark'
import { harmless } from '@/ui/visible'

import type { HostedProps } from './texts'

/** The other ways in, below a hairline. */
export function Upstreams(props: {
  readonly upstreams: readonly UpstreamView[]
  readonly texts: HostedProps<unknown>['texts']
}) {
  const { upstreams, texts } = props
  if (upstreams.length === 0) return null
  return (
    <ul className="mt-8 flex flex-col gap-3 border-t border-edge pt-5">
      {upstreams.map(({ label, preset, url }) => (
        <li key={url}>
          <a className="button way" href={url}>
            <UpstreamMark preset={preset} label={label} />
            <span>
              <Fill
                text={texts.upstreams.continueWith}
                values={{ label: <bdi>{harmless(label)}</bdi> }}
              />
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
