import { authorizationErrorsEn } from './authorization-errors.en'
import type { DocsTexts, ErrorTexts } from './error-text'
import { otherErrorsEn } from './other-errors.en'
import { tokenErrorsEn } from './token-errors.en'

/** A code without a text does not compile. */
export const errorsEn: ErrorTexts = {
  ...authorizationErrorsEn,
  ...tokenErrorsEn,
  ...otherErrorsEn,
}

export const docsEn: DocsTexts = {
  title: 'Errors',
  intro:
    'Every OAuth error that this portal answers: what it means, why it usually happens here, and how to mend each cause. `error_uri` of an answer leads to the page of its error.',
  all: 'All errors',
  causes: 'Usual causes',
  mend: 'What to do',
  wrong: 'Refused',
  right: 'Right',
  specification: 'Defined in',
  status: 'HTTP status',
  where: 'Where',
  meetings: {
    answer: 'In the answer to the app, as JSON',
    redirect: 'In the redirect back to the app, or on a page of the portal',
    both: 'In the redirect back to the app, in the answer to it as JSON, or on a page of the portal',
    resource: 'In the answer of a resource, and in its header WWW-Authenticate',
  },
  noStatus: 'none of its own: the redirect is 303',
  groups: {
    authorization: 'Signing people in',
    token: 'Getting tokens',
    other: 'Using and managing them',
  },
  example: 'Example',
}
