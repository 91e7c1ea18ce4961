import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { playgroundId, playgroundRedirectUri, playgroundResource } from '@/clients/playground'
import { sha256 } from '@/crypto/digest'
import { randomId, randomSecret } from '@/crypto/random'
import { currentLocale, currentVisit } from '@/server/current'
import { provider } from '@/server/provider'
import { Frame } from '@/ui/portal/frame'
import { answerOf } from '@/ui/portal/playground/answer-parameters'
import { AppRequests } from '@/ui/portal/playground/app-requests/app-requests'
import { isRequestKind } from '@/ui/portal/playground/app-requests/kinds'
import { codeAnswerOf, endStateOf } from '@/ui/portal/playground/code-flow/answer-parameters'
import { CodeFlow } from '@/ui/portal/playground/code-flow/code-flow'
import type { SignInValues } from '@/ui/portal/playground/code-flow/values'
import { DeviceFlow } from '@/ui/portal/playground/device/device-flow'
import { type Flow, flows } from '@/ui/portal/playground/flows'
import { Playground } from '@/ui/portal/playground/playground'
import { SignOutFlow } from '@/ui/portal/playground/sign-out/sign-out-flow'
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
  const { lang, copy, utc, justNow, playground, codeFlow, flows: flowTexts } = texts // what goes to the browser
  const valueOf = await valuesOf(searchParams)
  const { issuer } = settings
  const shared = {
    texts: { lang, copy, utc, justNow, playground, codeFlow, flows: flowTexts },
    issuer,
    clientId: playgroundId,
    redirectUri: playgroundRedirectUri(issuer),
    now: now(),
  }
  return (
    <Frame
      texts={texts}
      visitor={visit && { username: visit.user.username, formToken: visit.formToken }}
      places={visit ? placesOf(visit) : ['playground']}
      current="playground"
    >
      <Shown flow={flowOf(valueOf)} shared={shared} valueOf={valueOf} isSignedIn={visit !== null} />
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

/** All flows come back to this page: one of them with a code, or with an error that names its issuer; one with a state alone. */
function flowOf(valueOf: ValueOf): Flow {
  if (codeAnswerOf(valueOf)) return 'code'
  if (endStateOf(valueOf) !== null) return 'sign-out'
  return flows.find((flow) => flow === valueOf('flow')) ?? 'login-redirect'
}

function Shown(props: {
  readonly flow: Flow
  readonly shared: Omit<
    Parameters<typeof CodeFlow>[0],
    'fresh' | 'freshEndState' | 'rendered' | 'resource'
  >
  readonly valueOf: ValueOf
  readonly isSignedIn: boolean
}) {
  const { flow, shared, valueOf, isSignedIn } = props
  if (isRequestKind(flow)) return <AppRequests {...shared} first={flow} />
  switch (flow) {
    case 'code':
      return (
        <CodeFlow
          {...shared}
          resource={playgroundResource(shared.issuer)}
          fresh={freshValues()}
          freshEndState={randomId()}
          rendered={codeAnswerOf(valueOf)}
        />
      )
    case 'device':
      return <DeviceFlow {...shared} />
    case 'sign-out':
      return <SignOutFlow {...shared} freshState={randomId()} />
    case 'login-redirect':
      return (
        <Playground
          {...shared}
          freshState={randomId()}
          rendered={answerOf(valueOf)}
          isSignedIn={isSignedIn}
        />
      )
  }
}

function freshValues(): SignInValues {
  const verifier = randomSecret()
  return { verifier, challenge: sha256(verifier), state: randomId(), nonce: randomId() }
}
