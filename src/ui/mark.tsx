/** An arch carried by two columns, in strokes of one width, drawn for 16 px. */
export const markPath =
  'M3.25 14.25V6.5a4.75 4.75 0 0 1 9.5 0v7.75M1 7.25h4.5m5 0H15M1 14.25h4.5m5 0H15'

export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
      className={className}
    >
      <path d={markPath} />
    </svg>
  )
}

/** The mark with the name beside it, in the colour of the text around it. */
export function Wordmark({ className = '' }: { readonly className?: string }) {
  return (
    <span
      className={`inline-flex items-baseline gap-[0.375em] font-semibold tracking-tight ${className}`}
    >
      <Mark className="size-[0.875em] self-center" />
      Portico
    </span>
  )
}
