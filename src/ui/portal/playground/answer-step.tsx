import { fill } from '@/ui/fill'
import { exactText, relativeText } from '../texts'
import { type Answer, answerParameters } from './answer-parameters'
import { ExplainedList } from '../explained-list'
import { Step, type PlaygroundTexts } from './parts'
import { ErrorHelp } from './raw-exchange'

/** What came back, parameter by parameter. */
export function AnswerStep(props: {
  readonly texts: PlaygroundTexts
  readonly answer: Answer | null
  readonly sentState: string | null
  readonly now: Date
}) {
  const { texts, answer, sentState, now } = props
  const { playground } = texts
  if (!answer) {
    return (
      <Step number={2} title={playground.answerTitle} intro={playground.answerWaiting} isWaiting />
    )
  }
  const error = answer['error']
  const rows = answerParameters.flatMap((name) => {
    const value = answer[name]
    if (value === undefined) return []
    return [{ name, value, means: meaningOf(texts, name, value, { sentState, now }) }]
  })
  return (
    <Step
      number={2}
      title={error === undefined ? playground.answerTitle : playground.errorTitle}
      intro={error === undefined ? playground.answerIntro : explain(texts, error)}
    >
      <ExplainedList rows={rows} texts={texts.copy} />
      {error === undefined ? (
        <p className="needs-script text-ink-muted">{playground.answerCleaned}</p>
      ) : (
        <ErrorHelp texts={texts} error={error} />
      )}
    </Step>
  )
}

const explain = ({ playground: { errors } }: PlaygroundTexts, error: string) =>
  error === 'access_denied' ? errors.access_denied : errors.other

function meaningOf(
  texts: PlaygroundTexts,
  name: (typeof answerParameters)[number],
  value: string,
  { sentState, now }: { readonly sentState: string | null; readonly now: Date },
): string {
  const { received, stateSame, stateOther } = texts.playground
  if (name === 'expiration') {
    const at = new Date(Number(value) * 1000)
    if (Number.isNaN(at.getTime())) return fill(received.expiration, { date: '?' })
    const date = `${relativeText(texts, at, now)}, ${exactText(texts, at)}`
    return fill(received.expiration, { date })
  }
  if (name === 'state' && sentState !== null) {
    return `${received.state} ${value === sentState ? stateSame : stateOther}`
  }
  return received[name]
}
