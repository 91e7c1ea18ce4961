// What happens on one round trip, step by step: each request goes out by the guarded way, each check has a name, and
// whoever watches is told of both as they happen.
import {
  OutboundProblem,
  UpstreamFailure,
  type OutboundAnswer,
  type OutboundRequest,
  type Provider,
  type UpstreamProblem,
  type UpstreamStage,
  type UpstreamStep,
} from '@/oauth/provider'

export type UpstreamAnswer = OutboundAnswer & { readonly headers: Headers }

export type UpstreamRequest = Partial<OutboundRequest> & Pick<OutboundRequest, 'url'>

export type Trip = {
  /**
   * Asks an upstream, and reads its answer.
   *
   * @param read   is told what was asked, for its own failures
   * @param found  what may be shown of what was read
   * @throws {UpstreamFailure}
   */
  ask<T>(
    stage: UpstreamStage,
    request: UpstreamRequest,
    read: (answer: UpstreamAnswer, asked: string) => T,
    found: (value: T) => string,
  ): Promise<T>
  /** Does what needs no request. @throws {UpstreamFailure} */
  check<T>(
    stage: UpstreamStage,
    what: string,
    work: () => T | Promise<T>,
    found: (value: T) => string,
  ): Promise<T>
}

export function tripOf(
  { outbound, now }: Pick<Provider, 'outbound' | 'now'>,
  onStep: (step: UpstreamStep) => void = () => undefined,
): Trip {
  async function told<T>(
    step: Pick<UpstreamStep, 'step' | 'what'>,
    statusOf: () => number | null,
    work: () => T | Promise<T>,
    found: (value: T) => string,
  ): Promise<T> {
    const start = now().getTime()
    const tell = (isGood: boolean, text: string) => {
      const milliseconds = now().getTime() - start
      onStep({ ...step, status: statusOf(), milliseconds, found: text, isGood })
    }
    try {
      const value = await work()
      tell(true, found(value))
      return value
    } catch (cause) {
      if (cause instanceof UpstreamFailure) tell(false, cause.detail)
      throw cause
    }
  }

  return {
    ask: (stage, { url, method = 'GET', headers = {}, body = null }, read, found) => {
      const asked = `${method} ${withoutQuery(url)}`
      let status: number | null = null
      const work = async () => {
        const answer = await sent(() => outbound.send({ url, method, headers, body }), stage, asked)
        status = answer.status
        verifyStatus(answer, stage, asked)
        return read(answer, asked)
      }
      return told({ step: stage, what: asked }, () => status, work, found)
    },
    check: (stage, what, work, found) => told({ step: stage, what }, () => null, work, found),
  }
}

const problemsOfOutbound: Record<OutboundProblem['reason'], [UpstreamProblem, string]> = {
  'not-https': ['not-https', 'is not https'],
  'private-address': ['private-address', 'leads to an address that is not public'],
  unresolvable: ['unreachable', 'has a name that no name server knows'],
  unreachable: ['unreachable', 'could not be reached'],
  timeout: ['timeout', 'did not answer in five seconds'],
  'too-large': ['too-large', 'answered more than 1 MiB'],
  busy: ['unreachable', 'was not asked: too many requests were under way for five seconds'],
}

async function sent<T>(send: () => Promise<T>, stage: UpstreamStage, asked: string): Promise<T> {
  try {
    return await send()
  } catch (cause) {
    if (!(cause instanceof OutboundProblem)) throw cause
    const [problem, what] = problemsOfOutbound[cause.reason]
    throw new UpstreamFailure(problem, stage, `${asked} ${what}`, { cause })
  }
}

/** @throws {UpstreamFailure} it leads elsewhere, or has troubles of its own; a refusal is for whoever asked */
function verifyStatus(
  { status, headers }: UpstreamAnswer,
  stage: UpstreamStage,
  asked: string,
): void {
  if (status >= 300 && status < 400) {
    const to = withoutQuery(headers.get('location') ?? '')
    const detail = `${asked} answered ${status} to ${shown(to)}; redirects are not followed`
    throw new UpstreamFailure('redirect', stage, detail)
  }
  if (status >= 500 || status === 429) {
    throw new UpstreamFailure('unreachable', stage, `${asked} answered ${status}`)
  }
}

/** What is behind the `?` may be a secret. */
export const withoutQuery = (url: string): string => url.split(/[?#]/)[0] ?? ''

/** Somebody else's words, as they may stand in a sentence of ours: quoted, on one line, and short. */
export function shown(value: unknown): string {
  const text = (JSON.stringify(value) as string | undefined) ?? 'nothing'
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

/** The object in an answer. @throws {UpstreamFailure} */
export function objectOf(
  answer: UpstreamAnswer,
  asked: string,
  stage: UpstreamStage,
): Readonly<Record<string, unknown>> {
  const value = jsonOf(answer, asked, stage)
  if (isObject(value)) return value
  throw new UpstreamFailure('malformed', stage, `${asked} answered JSON that is no object`)
}

/** The JSON in an answer. @throws {UpstreamFailure} */
export function jsonOf(
  { status, text, headers }: UpstreamAnswer,
  asked: string,
  stage: UpstreamStage,
): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    const type = headers.get('content-type') ?? 'no content type'
    const detail = `${asked} answered ${status} with ${shown(type)}, which is not JSON`
    throw new UpstreamFailure('not-json', stage, detail, { cause })
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
