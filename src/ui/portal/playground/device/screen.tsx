import { fill } from '@/ui/fill'
import { qrSvg } from '@/ui/qr'
import { CodeValue } from '../../code'
import { buttonClass } from '../../controls'
import type { PlaygroundTexts } from '../parts'
import type { DeviceCodes } from './device-codes'

/** What a device shows, as it would show it. */
export function Screen(props: { readonly texts: PlaygroundTexts; readonly codes: DeviceCodes }) {
  const { texts, codes } = props
  const { device } = texts.flows
  return (
    <div className="flex flex-wrap items-center gap-x-8 gap-y-5 rounded-panel border border-edge bg-surface p-5">
      <div className="size-36 shrink-0 overflow-hidden rounded-control border border-edge">
        {qrSvg(codes.completeUri)}
      </div>
      <div className="flex min-w-0 flex-1 basis-60 flex-col items-start gap-2">
        <p className="wrap-anywhere text-ink-muted">{fill(device.enterAt, { page: codes.uri })}</p>
        <p className="font-mono text-[1.75rem] leading-tight font-semibold tracking-widest">
          {codes.userCode}
        </p>
        <a
          href={codes.completeUri}
          target="_blank"
          rel="noreferrer"
          className={`${buttonClass({ kind: 'primary' })} mt-1`}
        >
          {device.open}
        </a>
        <CodeValue value={codes.completeUri} label="verification_uri_complete" texts={texts.copy} />
      </div>
    </div>
  )
}
