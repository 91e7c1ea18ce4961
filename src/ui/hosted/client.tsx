import type { ClientView } from '@/model/pages'
import { harmless } from '@/ui/visible'

/** An app's logo, or the first letter of its name on a tile: something to recognize it by. */
export function ClientLogo({ client }: { readonly client: ClientView }) {
  if (client.logoUrl !== null) {
    return (
      // eslint-disable-next-line @next/next/no-img-element -- these pages are not Next's
      <img
        src={client.logoUrl}
        alt=""
        width="48"
        height="48"
        loading="lazy"
        className="size-12 rounded-panel object-contain"
      />
    )
  }
  return (
    <span
      aria-hidden="true"
      className="grid size-12 place-items-center rounded-panel border border-edge bg-accent-wash text-2xl font-semibold text-accent"
    >
      {Array.from(harmless(client.name).trim())[0]?.toUpperCase() ?? '·'}
    </span>
  )
}

/** The name of an app or a person inside a sentence: set apart, and unable to turn the words around it. */
export function Name({ children }: { readonly children: string }) {
  return <bdi className="font-semibold wrap-anywhere text-ink">{harmless(children)}</bdi>
}
