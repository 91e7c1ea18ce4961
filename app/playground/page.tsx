import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { playgroundId, playgroundRedirectUri } from '@/clients/playground'
import { randomId } from '@/crypto/random'
import { currentLocale, currentVisit } from '@/server/current'
import { provider } from '@/server/provider'
import { Frame } from '@/ui/portal/frame'
import { type Answer, answerOf } from '@/ui/portal/playground/answer-parameters'
import { Playground } from '@/ui/portal/playground/playground'
import { portalTexts } from '@/ui/portal/texts'
import { placesOf, type Query } from '../framed'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: portalTexts[await currentLocale()].playground.title,
  referrer: 'no-referrer',
})

/** Its own redirect URI: it needs no session, as no app's page has one here. */
export default async function PlaygroundPage({ searchParams }: { readonly searchParams: Query }) {
  const { settings, now } = await provider()
  if (!settings.playground) notFound()

  const visit = await currentVisit()
  const texts = portalTexts[await currentLocale()]
  const { lang, copy, utc, justNow, playground } = texts // what goes to the browser
  return (
    <Frame
      texts={texts}
      visitor={visit && { username: visit.user.username, formToken: visit.formToken }}
      places={visit ? placesOf(visit) : ['playground']}
      current="playground"
    >
      <Playground
        texts={{ lang, copy, utc, justNow, playground }}
        issuer={settings.issuer}
        clientId={playgroundId}
        redirectUri={playgroundRedirectUri(settings.issuer)}
        freshState={randomId()}
        rendered={await renderedAnswer(searchParams)}
        now={now()}
        isSignedIn={visit !== null}
      />
    </Frame>
  )
}

async function renderedAnswer(query: Query): Promise<Answer | null> {
  const parameters = await query
  return answerOf((name) => {
    const value = parameters[name]
    return typeof value === 'string' ? value : null
  })
}
