import { harmless } from '@/ui/visible'

const sizes = { 32: 'size-8 text-sm', 40: 'size-10 text-base', 64: 'size-16 text-2xl' } as const

/** An app's logo, or the first letter of its name. */
export function AppLogo(props: {
  readonly app: { readonly name: string; readonly logoUrl: string | null }
  readonly size: keyof typeof sizes
}) {
  const { app, size } = props
  if (app.logoUrl !== null) {
    return (
      // A plain image: 96 px, ours, and cached for good under its own hash.
      // eslint-disable-next-line @next/next/no-img-element -- there is nothing to optimize
      <img
        src={app.logoUrl}
        alt=""
        width={size}
        height={size}
        className={`shrink-0 rounded-control object-contain ${sizes[size]}`}
      />
    )
  }
  return (
    <span
      aria-hidden="true"
      className={`grid shrink-0 place-items-center rounded-control border border-edge bg-accent-wash font-semibold text-accent ${sizes[size]}`}
    >
      {Array.from(harmless(app.name).trim())[0]?.toUpperCase() ?? '·'}
    </span>
  )
}

/** A name inside a sentence: set apart, and unable to turn the words around it. */
export function Name({ children }: { readonly children: string }) {
  return <bdi className="font-semibold wrap-anywhere text-ink">{harmless(children)}</bdi>
}
