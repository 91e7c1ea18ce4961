import { visible } from '@/ui/visible'
import { CopyButton, type CopyTexts } from './copy-button'

/** An id, a token or a URI in monospace, with a button that copies it. */
export function CodeValue(props: {
  readonly value: string
  readonly label: string
  readonly texts: CopyTexts
  /** What does not fit ends in an ellipsis, instead of going on below. */
  readonly isOneLine?: boolean
}) {
  const { value, label, texts, isOneLine = false } = props
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-1">
      <code
        className={`min-w-0 font-mono text-code ${isOneLine ? 'truncate' : 'wrap-anywhere'}`}
        title={isOneLine ? value : undefined}
      >
        {visible(value)}
      </code>
      <CopyButton value={value} label={label} texts={texts} isSmall />
    </span>
  )
}

/** A line or several, ready to paste. */
export function CodeBlock(props: {
  readonly code: string
  readonly label: string
  readonly texts: CopyTexts
  /** A long line breaks instead of running out of the block. */
  readonly wraps?: boolean
}) {
  const { code, label, texts, wraps = false } = props
  return (
    <div className="relative overflow-hidden rounded-control border border-edge bg-sunken">
      <pre
        tabIndex={wraps ? undefined : 0}
        role={wraps ? undefined : 'region'}
        aria-label={wraps ? undefined : label}
        className={`px-3.5 py-3 font-mono text-code -outline-offset-2 ${
          wraps ? 'pr-12 break-all whitespace-pre-wrap' : 'overflow-x-auto'
        }`}
      >
        <code>{code}</code>
      </pre>
      <div className="absolute top-1.5 right-1.5 rounded-control bg-sunken">
        <CopyButton value={code} label={label} texts={texts} isSmall />
      </div>
    </div>
  )
}
