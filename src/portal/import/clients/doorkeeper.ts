// Rows of Doorkeeper's table `oauth_applications`, as CSV.
import type { Entry } from '../entries'
import { flagOf, wordOf } from '../values'
import {
  type IncomingClient,
  joined,
  newSecretPart,
  type Part,
  pkcePart,
  scopePart,
  secretPart,
  urisPart,
} from './incoming-client'

/** How the table has the secrets: `hashed` is `hash_application_secrets`, SHA-256 in hexadecimal. */
export type SecretForm = 'plain' | 'hashed'

export function doorkeeperClient(entry: Entry, secrets: SecretForm | undefined): IncomingClient {
  const { at } = entry
  if ('problem' in entry) return { at, id: '', entry: null, notes: [entry.problem] }
  const { values } = entry
  const id = wordOf(values['uid'])
  if (id === '') return { at, id, entry: null, notes: ['uid is missing'] }
  const isPublic = flagOf(values['confidential']) === false
  const uris = wordOf(values['redirect_uri'])
    .split(/\s+/)
    .filter((uri) => uri !== '')
  const kind = isPublic ? 'browser' : uris.length === 0 ? 'machine' : 'web'
  const secret = isPublic ? nothing : secretOf(wordOf(values['secret']), secrets)
  if (!secret) return { at, id, entry: null, notes: [unclear] }
  const name = wordOf(values['name'])
  const fixed = {
    client_id: id,
    client_name: name === '' ? undefined : name,
    kind,
    token_endpoint_auth_method: isPublic ? 'none' : 'client_secret_basic',
    dialects: ['oauth', 'rails'],
  }
  const words = wordOf(values['scopes'])
    .split(/[\s,]+/)
    .filter((word) => word !== '')
  const all = joined(
    { entry: fixed, notes: [] },
    urisPart('redirect_uris', uris),
    scopePart(words),
    kind === 'web' ? pkcePart : nothing,
    secret,
  )
  return { at, id, ...all }
}

const nothing: Part = { entry: {}, notes: [] }

/** A hash that is taken for a secret would be one: whoever has read the old table could use it. */
const unclear =
  'secret: may be the secret or its SHA-256: say which by --secrets plain or --secrets hashed'

/** Null: nobody can tell what it is. */
function secretOf(text: string, form: SecretForm | undefined): Part | null {
  if (/^\$2[abxy]\$/.test(text)) return newSecretPart('it is hashed by bcrypt, which is not taken')
  const isHex = /^[0-9a-f]{64}$/.test(text)
  if (isHex && form === undefined) return null
  if (isHex && form === 'hashed') return { entry: { client_secret_sha256: text }, notes: [] }
  if (form === 'hashed') return newSecretPart('it is no SHA-256')
  return secretPart(text)
}
