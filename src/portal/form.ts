// Forms: what every one of them is checked for before it is listened to.
import { readBody } from '@/oauth/body'
import { PageError } from '@/oauth/errors'
import { page } from '@/oauth/page'
import { readParameters } from '@/oauth/parameters'
import type { Handler, Provider } from '@/oauth/provider'
import { visitOf, type Visit } from '@/oauth/visit'
import { wayBack } from '@/oauth/way-back'
import { isFormToken } from '@/sessions/form-token'
import { isSameOriginPost } from '@/sessions/origin'

export type Form = {
  readonly request: Request
  readonly visit: Visit
  /** The field as sent; empty when it is absent or repeated. */
  readonly field: (name: string) => string
  /** Whether the hidden field `token` is this browser's. */
  readonly isTokenGood: boolean
  /** Where the form came from and goes back to: field `continue`. */
  readonly continue: string
  /** The request as the page was asked for, for its language. */
  readonly asPage: Request
}

const formType = 'application/x-www-form-urlencoded'

/**
 * A form of a page that strangers see. A post from another site is refused; a wrong token is left to the handler,
 * which shows the form again, as nothing was done yet.
 */
export const hostedForm = (work: (form: Form, provider: Provider) => Promise<Response>): Handler =>
  page(async (request, provider) => work(await readForm(request, provider), provider))

/** Reads a post, and refuses one from another site. @throws {PageError} */
export async function readForm(request: Request, provider: Provider): Promise<Form> {
  const { issuer } = provider.settings
  if (!isSameOriginPost(request, issuer)) throw new PageError('cross-site')
  const parameters = readParameters(await readBody(request, formType))
  const visit = await visitOf(request, provider)
  const back = parameters.get('continue')
  return {
    request,
    visit,
    field: (name) => parameters.get(name) ?? '',
    isTokenGood: isFormToken(parameters.get('token'), visit.formToken),
    continue: wayBack(back),
    get asPage() {
      return new Request(issuer + wayBack(back), { headers: languageOf(request) })
    },
  }
}

function languageOf(request: Request): Record<string, string> {
  const language = request.headers.get('accept-language')
  return language === null ? {} : { 'accept-language': language }
}
