import { PageError } from '@/oauth/errors'
import { formParameters } from '@/oauth/form-parameters'
import { page } from '@/oauth/page'
import type { Handler } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'

const answered = ['code', 'error', 'error_description', 'state', 'iss']

/**
 * `POST /playground/form-post`: where the playground is answered by a form — OAuth 2.0 Form Post Response Mode §2. A page
 * cannot read what was posted to it, so it goes on to the page as the query would have brought it there.
 */
export const playgroundFormPost: Handler = page(async (request, { settings }) => {
  if (!settings.playground) throw new PageError('not-found')
  const parameters = await formParameters(request)
  const query = new URLSearchParams({ flow: 'code' })
  for (const name of answered) {
    const value = parameters.get(name)
    if (value !== undefined) query.set(name, value)
  }
  return seeOther(`/playground?${query.toString()}`)
})
