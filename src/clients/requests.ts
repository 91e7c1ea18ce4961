/** What requests that are ready to paste are made of. */
import type { Client } from '@/model/client'
import type { Example } from './examples'

export type App = Pick<
  Client,
  | 'id'
  | 'isPublic'
  | 'authenticationMethod'
  | 'scopes'
  | 'grantTypes'
  | 'redirectUris'
  | 'postLogoutRedirectUris'
>

/** How an app proves who it is. */
export const provesBy = ({
  isPublic,
  authenticationMethod,
}: Pick<App, 'isPublic' | 'authenticationMethod'>): 'none' | 'secret' | 'key' =>
  isPublic ? 'none' : authenticationMethod === 'private_key_jwt' ? 'key' : 'secret'

/** One request in each way in which the client may say who it is, named as the registry of those ways does. */
export function requests(url: string, client: App, data: readonly string[]): readonly Example[] {
  const request = (lines: readonly string[]) => [`curl ${url}`, ...lines].join(' \\\n  ')
  const id = `--data client_id=${client.id}`
  if (provesBy(client) === 'none') return [{ name: 'curl', code: request([id, ...data]) }]
  if (provesBy(client) === 'key') {
    const assertion = [
      `--data client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer`,
      `--data-urlencode "client_assertion=$client_assertion"`,
    ]
    return [{ name: 'private_key_jwt', code: request([...assertion, ...data]) }]
  }
  const secret = `--data-urlencode "client_secret=$PORTICO_CLIENT_SECRET"`
  return [
    {
      name: 'client_secret_basic',
      code: request([`--user "${client.id}:$PORTICO_CLIENT_SECRET"`, ...data]),
    },
    { name: 'client_secret_post', code: request([id, secret, ...data]) },
  ]
}

/** For a URL between double quotes of a shell: `!` and `'` mean something there. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** One word of a shell. */
export const quoted = (text: string): string => `'${text.replaceAll(`'`, `'\\''`)}'`

/** A string of JavaScript. */
export const literal = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll(`'`, `\\'`)}'`
