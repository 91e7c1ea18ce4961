import { ExplainedList } from '../../explained-list'
import { Step, type PlaygroundTexts } from '../parts'
import { codeAnswerParameters } from './answer-parameters'
import type { CodeFlowProps } from './code-flow'
import type { CodeFlow } from './flow'

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
      intro={answer.error === undefined ? codeFlow.answerIntro : explain(texts, answer.error)}
    >
      <ExplainedList rows={rows} texts={texts.copy} />
      <p className="needs-script text-ink-muted">{playground.answerCleaned}</p>
    </Step>
  )
}

const explain = ({ codeFlow: { errors } }: PlaygroundTexts, error: string): string =>
  Object.hasOwn(errors, error) ? errors[error as keyof typeof errors] : errors.other
