import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { playgroundId, playgroundRedirectUri } from '@/clients/playground'
import { sha256 } from '@/crypto/digest'
import { randomId, randomSecret } from '@/crypto/random'
import { currentLocale, currentVisit } from '@/server/current'
import { provider } from '@/server/provider'
import { Frame } from '@/ui/portal/frame'
import { answerOf } from '@/ui/portal/playground/answer-parameters'
import { codeAnswerOf, endStateOf } from '@/ui/portal/playground/code-flow/answer-parameters'
import { CodeFlow } from '@/ui/portal/playground/code-flow/code-flow'
import type { SignInValues } from '@/ui/portal/playground/code-flow/values'
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
  const { lang, copy, utc, justNow, playground, codeFlow } = texts // what goes to the browser
  const valueOf = await valuesOf(searchParams)
  const shared = {
    texts: { lang, copy, utc, justNow, playground, codeFlow },
    issuer: settings.issuer,
    clientId: playgroundId,
    redirectUri: playgroundRedirectUri(settings.issuer),
    now: now(),
  }
  return (
    <Frame
      texts={texts}
      visitor={visit && { username: visit.user.username, formToken: visit.formToken }}
      places={visit ? placesOf(visit) : ['playground']}
      current="playground"
    >
      {isCodeFlow(valueOf) ? (
        <CodeFlow
          {...shared}
          fresh={freshValues()}
          freshEndState={randomId()}
          rendered={codeAnswerOf(valueOf)}
        />
      ) : (
        <Playground
          {...shared}
          freshState={randomId()}
          rendered={answerOf(valueOf)}
          isSignedIn={visit !== null}
        />
      )}
    </Frame>
  )
}

type ValueOf = (name: string) => string | null

/** Parameters that were sent exactly once. */
async function valuesOf(query: Query): Promise<ValueOf> {
  const parameters = await query
  return (name) => {
    const value = parameters[name]
    return typeof value === 'string' ? value : null
  }
}

/** Both flows come back to this page: one of them with a code, or with an error that names its issuer. */
const isCodeFlow = (valueOf: ValueOf): boolean =>
  valueOf('flow') === 'code' || codeAnswerOf(valueOf) !== null || endStateOf(valueOf) !== null

function freshValues(): SignInValues {
  const verifier = randomSecret()
  return { verifier, challenge: sha256(verifier), state: randomId(), nonce: randomId() }
}
