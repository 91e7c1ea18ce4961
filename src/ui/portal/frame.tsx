import type { ReactNode } from 'react'
import { harmless } from '@/ui/visible'
import { Wordmark } from '@/ui/mark'
import { buttonClass, PortalForm } from './controls'
import { Icon, type IconName } from './icons'
import type { PortalTexts } from './texts'

export type Place =
  'home' | 'profile' | 'security' | 'apps' | 'registration' | 'upstreams' | 'playground'

export type FrameProps = {
  readonly texts: PortalTexts
  /** Null on a page that strangers may see, too. */
  readonly visitor: { readonly username: string; readonly formToken: string } | null
  /** Where the rail leads, in its order. */
  readonly places: readonly Place[]
  readonly current: Place
  readonly children: ReactNode
}

const paths: Readonly<Record<Place, string>> = {
  home: '/',
  profile: '/profile',
  security: '/security',
  apps: '/apps',
  registration: '/admin/registration',
  upstreams: '/admin/upstreams',
  playground: '/playground',
}

const icons: Readonly<Record<Place, IconName>> = {
  home: 'home',
  profile: 'profile',
  security: 'security',
  apps: 'apps',
  registration: 'registration',
  upstreams: 'upstreams',
  playground: 'playground',
}

/** The rail, which folds into a bar with a menu on a small screen, and the page beside it. */
export function Frame(props: FrameProps) {
  const { texts, children } = props
  return (
    <div className="min-h-dvh min-[900px]:grid min-[900px]:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 left-2 z-20 -translate-y-16 rounded-control bg-accent px-3 py-2 font-medium text-accent-ink focus:translate-y-0"
      >
        {texts.nav.skip}
      </a>
      <header className="sticky top-0 z-10 border-b border-edge bg-canvas min-[900px]:hidden">
        <details className="group">
          <summary className="flex h-14 items-center justify-between px-4 -outline-offset-4">
            <Wordmark className="text-base" />
            <span className={buttonClass({ kind: 'quiet' })}>
              <Icon name="menu" />
              {texts.nav.menu}
            </span>
          </summary>
          <div className="absolute inset-x-0 border-b border-edge bg-canvas px-3 pb-3 shadow-panel">
            <Rail {...props} />
          </div>
        </details>
      </header>
      <aside className="sticky top-0 hidden h-dvh flex-col border-r border-edge p-3 min-[900px]:flex">
        <a href="/" className="mb-4 rounded-control px-2.5 py-2 text-[0.9375rem]">
          <Wordmark />
        </a>
        <Rail {...props} />
      </aside>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[62rem] px-4 pt-6 pb-20 outline-none sm:px-8 min-[900px]:pt-10"
      >
        {children}
      </main>
    </div>
  )
}

function Rail({ texts, visitor, places, current }: FrameProps) {
  return (
    <div className="flex flex-1 flex-col">
      <nav aria-label={texts.nav.label}>
        <ul className="flex flex-col gap-0.5">
          {places.map((place) => (
            <li key={place}>
              <a
                href={paths[place]}
                aria-current={place === current ? 'page' : undefined}
                className="flex min-h-10 items-center gap-2.5 rounded-control px-2.5 font-medium text-ink-muted transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-wash aria-[current=page]:text-accent min-[900px]:min-h-8"
              >
                <Icon name={icons[place]} />
                {texts.nav[place]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-3 border-t border-edge pt-3 min-[900px]:mt-auto">
        {visitor ? (
          <PortalForm action="/sign-out" token={visitor.formToken} className="pl-2.5">
            <p className="text-xs text-ink-muted">{texts.nav.signedInAs}</p>
            <div className="flex items-center justify-between gap-2">
              <bdi className="min-w-0 truncate font-medium" title={harmless(visitor.username)}>
                {harmless(visitor.username)}
              </bdi>
              <button type="submit" className={buttonClass({ kind: 'quiet', small: true })}>
                {texts.nav.signOut}
              </button>
            </div>
          </PortalForm>
        ) : (
          <a href="/login" className={`${buttonClass({})} w-full`}>
            {texts.nav.signIn}
          </a>
        )}
      </div>
    </div>
  )
}
