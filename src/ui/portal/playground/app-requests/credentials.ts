import type { Header } from '../wire'

export const authenticationMethods = ['client_secret_basic', 'client_secret_post', 'none'] as const
export type AuthenticationMethod = (typeof authenticationMethods)[number]

/** Who asks. Typed by the developer, and nowhere but in the memory of the page. */
export type Credentials = {
  readonly clientId: string
  readonly secret: string
  readonly method: AuthenticationMethod
}

/** What of a request says who asks — RFC 6749 §2.3.1 — and what of that is secret. */
export function proving({ clientId, secret, method }: Credentials): {
  readonly form: readonly Header[]
  readonly headers: readonly Header[]
  readonly secrets: readonly string[]
} {
  if (method === 'client_secret_basic') {
    const basic = btoa(`${formEncoded(clientId)}:${formEncoded(secret)}`)
    return { form: [], headers: [['Authorization', `Basic ${basic}`]], secrets: [basic] }
  }
  const id = ['client_id', clientId] as const
  return method === 'none'
    ? { form: [id], headers: [], secrets: [] }
    : { form: [id, ['client_secret', secret]], headers: [], secrets: [secret] }
}

/** Both halves are encoded as a form's values are, before base64. */
const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)
