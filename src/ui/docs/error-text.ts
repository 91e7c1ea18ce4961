import type { OAuthErrorCode } from '@/model/oauth-errors'

import type { ExampleName } from './examples'

/**
 * What is said about an error. `{name}` stands for the words of the dashboard that `labels.ts` has under that name, and what stands
 * between backticks is code.
 */
export type ErrorText = {
  /** One sentence, or two. */
  readonly means: string
  readonly causes: readonly Cause[]
}

/** Why it happens here, and what to do. */
export type Cause = {
  readonly what: string
  readonly mend: string
  readonly example?: ExampleName
}

export type ErrorTexts<Code extends OAuthErrorCode = OAuthErrorCode> = Readonly<
  Record<Code, ErrorText>
>

/** Where an error is met, for the label beside its status. */
export type Meeting = 'answer' | 'redirect' | 'both' | 'resource'

/** What the pages say around the texts. */
export type DocsTexts = {
  readonly title: string
  readonly intro: string
  readonly all: string
  readonly causes: string
  readonly mend: string
  readonly wrong: string
  readonly right: string
  readonly specification: string
  readonly status: string
  readonly where: string
  readonly meetings: Readonly<Record<Meeting, string>>
  readonly noStatus: string
  readonly groups: Readonly<Record<'authorization' | 'token' | 'other', string>>
  readonly example: string
}
