'use client'

import { Button, inputClass, Labelled, notesOf } from '../../controls'
import type { PlaygroundTexts } from '../parts'
import { authenticationMethods, type AuthenticationMethod, type Credentials } from './credentials'

/** Who asks. Nothing here is a form, so that no browser sends or keeps it. */
export function CredentialFields(props: {
  readonly texts: PlaygroundTexts
  readonly clientId: string
  readonly credentials: Credentials
  readonly set: (credentials: Credentials) => void
  /** Whether the playground's own client may make the request. */
  readonly isForPublic: boolean
}) {
  const { texts, clientId, credentials, set, isForPublic } = props
  const { playground, flows } = texts
  const isSecret = credentials.method !== 'none'
  const isOwn = credentials.clientId === clientId
  const input = (name: 'clientId' | 'secret') => ({
    id: `credentials-${name}`,
    value: credentials[name],
    onChange: (event: { target: { value: string } }) =>
      set({ ...credentials, [name]: event.target.value.trim() }),
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
    className: `${inputClass} min-h-10 font-mono min-[900px]:text-code`,
    'data-1p-ignore': true, // no password manager should offer to keep it
    'data-lpignore': 'true',
  })
  return (
    <>
      <div className="needs-script flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Labelled id="credentials-clientId" label="client_id">
            <input {...input('clientId')} />
          </Labelled>
          <Labelled id="credentials-method" label={flows.method}>
            <select
              id="credentials-method"
              value={credentials.method}
              onChange={(event) =>
                set({ ...credentials, method: event.target.value as AuthenticationMethod })
              }
              className={`${inputClass} min-h-10`}
            >
              {authenticationMethods.map((method) => (
                <option key={method} value={method}>
                  {flows.methods[method]}
                </option>
              ))}
            </select>
          </Labelled>
        </div>
        {isSecret && (
          <Labelled id="credentials-secret" label="client_secret" hint={flows.secretHint}>
            <input
              {...input('secret')}
              type="password"
              aria-describedby={notesOf({ id: 'credentials-secret', hint: flows.secretHint })}
            />
          </Labelled>
        )}
        {isForPublic && !isOwn && (
          <div>
            <Button
              type="button"
              small
              onClick={() => set({ clientId, secret: '', method: 'none' })}
            >
              {flows.usePlayground}
            </Button>
          </div>
        )}
        {!isForPublic && isOwn && <p className="text-caution">{flows.notForPublic}</p>}
      </div>
      <p className="without-script text-ink-muted">{playground.needsScript}</p>
    </>
  )
}
