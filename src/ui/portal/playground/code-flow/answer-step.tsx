import { ExplainedList } from '../../explained-list'
import { Step, type PlaygroundTexts } from '../parts'
import { ErrorHelp } from '../raw-exchange'
import { codeAnswerParameters } from './answer-parameters'
import type { CodeFlowProps } from './code-flow'
import { type CodeFlow, type Sent, sentValue } from './flow'

/** What came back, parameter by parameter; state and issuer are compared. */
export function AnswerStep(props: CodeFlowProps & { readonly flow: CodeFlow }) {
  const { texts, issuer, flow } = props
  const { playground, codeFlow } = texts
  const { answer, sent } = flow
  if (!answer) {
    return <Step number={3} title={codeFlow.answerTitle} intro={codeFlow.answerWaiting} isWaiting />
  }
  const comparisons: Readonly<Partial<Record<string, string>>> = {
    ...(sent && {
      state: answer.state === sent.state ? codeFlow.stateSame : codeFlow.stateOther,
    }),
    iss: answer.iss === issuer ? codeFlow.issSame : codeFlow.issOther,
  }
  const rows = codeAnswerParameters.flatMap((name) => {
    const value = answer[name]
    if (value === undefined) return []
    const means = [codeFlow.received[name], comparisons[name]].filter(Boolean).join(' ')
    return [{ name, value, means }]
  })
  return (
    <Step
      number={3}
      title={answer.error === undefined ? codeFlow.answerTitle : codeFlow.errorTitle}
      intro={answer.error === undefined ? cameBy(texts, sent) : explain(texts, answer.error)}
    >
      <ExplainedList rows={rows} texts={texts.copy} />
      {answer.error !== undefined && <ErrorHelp texts={texts} error={answer.error} />}
      <p className="needs-script text-ink-muted">{playground.answerCleaned}</p>
    </Step>
  )
}

/** Where the answer was, which only the request says: the page has tidied its address. */
function cameBy({ codeFlow, flows }: PlaygroundTexts, sent: Sent | null): string {
  const mode = sentValue(sent, 'response_mode')
  if (mode === 'form_post') return flows.answeredByForm
  return mode === 'fragment' ? flows.answeredByFragment : codeFlow.answerIntro
}

const explain = ({ codeFlow: { errors } }: PlaygroundTexts, error: string): string =>
  Object.hasOwn(errors, error) ? errors[error as keyof typeof errors] : errors.other
