import { Fill, fill } from '@/ui/fill'
import { Button, buttonClass, PortalForm } from './controls'
import { Panel, Section } from './layout'
import type { PortalTexts } from './texts'
import { Time } from './time'

/** The secrets that an app has, each known by how it ends. */
export type AppSecretsView = {
  readonly id: string
  readonly isPublic: boolean
  /** It proves itself by a key, so no secret is taken. */
  readonly hasKey: boolean
  readonly secrets: readonly {
    readonly id: string
    readonly hint: string
    readonly createdAt: Date
  }[]
}

export function AppSecrets(props: {
  readonly texts: PortalTexts
  readonly app: AppSecretsView
  readonly formToken: string
  readonly now: Date
}) {
  const { texts, app, formToken, now } = props
  const { app: own } = texts
  if (app.isPublic || app.hasKey) {
    return (
      <Section title={own.secrets}>
        <p className="text-ink-muted">{app.isPublic ? own.noSecrets : own.keyNoSecrets}</p>
      </Section>
    )
  }
  return (
    <Section
      title={own.secrets}
      intro={own.secretsIntro}
      action={
        app.secrets.length < 2 && (
          <PortalForm action="/apps/secret/rotate" token={formToken} fields={{ client_id: app.id }}>
            <Button icon="plus">
              {app.secrets.length === 0 ? own.firstSecret : own.addSecret}
            </Button>
          </PortalForm>
        )
      }
    >
      <Panel>
        {app.secrets.length === 0 && (
          <p className="px-4 py-3 text-caution sm:px-5">{own.secretMissing}</p>
        )}
        <ul className="divide-y divide-edge">
          {app.secrets.map((secret) => (
            <li key={secret.id} className="px-4 py-3 sm:px-5">
              <p className="flex flex-wrap gap-x-6">
                <span>
                  <span className="text-ink-muted">{own.secretEnds}</span>{' '}
                  <code className="font-mono text-code">{secret.hint}</code>
                </span>
                <span>
                  <span className="text-ink-muted">{own.secretCreated}</span>{' '}
                  <Time at={secret.createdAt} now={now} texts={texts} />
                </span>
              </p>
              {app.secrets.length > 1 && (
                <details className="mt-1">
                  <summary
                    aria-label={fill(own.removeSecretLabel, { hint: secret.hint })}
                    className={`${buttonClass({ kind: 'quiet', small: true })} -ml-2.5`}
                  >
                    {own.removeSecret}
                  </summary>
                  <PortalForm
                    action="/apps/secret/remove"
                    token={formToken}
                    fields={{ client_id: app.id, secret_id: secret.id }}
                    className="mt-2 mb-1 flex flex-col items-start gap-3"
                  >
                    <p>
                      <Fill
                        text={own.removeSecretText}
                        values={{
                          hint: <code className="font-mono text-code">{secret.hint}</code>,
                        }}
                      />
                    </p>
                    <Button kind="harm" small>
                      {own.removeSecretSubmit}
                    </Button>
                  </PortalForm>
                </details>
              )}
            </li>
          ))}
        </ul>
      </Panel>
    </Section>
  )
}
