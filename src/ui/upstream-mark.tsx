import type { UpstreamPreset } from '@/model/upstream'
import { upstreamMarks } from '@/ui/upstream-marks'
import { harmless } from '@/ui/visible'

/** The brand's own mark, where there is one; else the first letter of its label. It says nothing by itself. */
export function UpstreamMark({
  preset,
  label,
}: {
  readonly preset: UpstreamPreset
  readonly label: string
}) {
  if (preset === 'microsoft') {
    return (
      <svg viewBox="-1 -1 23 23" width="20" height="20" aria-hidden="true">
        <path fill="#f25022" d="M0 0h10v10H0z" />
        <path fill="#7fba00" d="M11 0h10v10H11z" />
        <path fill="#00a4ef" d="M0 11h10v10H0z" />
        <path fill="#ffb900" d="M11 11h10v10H11z" />
      </svg>
    )
  }
  const mark = Object.hasOwn(upstreamMarks, preset)
    ? upstreamMarks[preset as keyof typeof upstreamMarks]
    : null
  if (mark) {
    return (
      <svg viewBox="0 0 96 96" width="20" height="20" fill={mark.color} aria-hidden="true">
        <path d={mark.path} />
      </svg>
    )
  }
  return (
    <svg
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="currentColor"
      aria-hidden="true"
      className="text-accent"
    >
      <rect width="20" height="20" rx="5" opacity=".14" />
      <text x="10" y="14.3" fontSize="12" fontWeight="600" textAnchor="middle">
        {Array.from(harmless(label).trim())[0]?.toUpperCase() ?? '·'}
      </text>
    </svg>
  )
}
