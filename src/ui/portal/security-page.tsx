import { fill } from '@/ui/fill'
import { Button, PortalForm } from './controls'
import type { DeviceName } from './device-name'
import { Fact } from './fact'
import { Badge, PageHeader, Panel, Section, Sections } from './layout'
import { LinkedUpstreams, type LinkedUpstreamsProps } from './linked-upstreams'
import { PasswordField } from './password-field'
import { type PortalTexts, relativeText } from './texts'

export type SessionRow = {
  readonly id: string
  readonly device: DeviceName | null
  readonly address: string | null
  readonly isCurrent: boolean
  readonly signedInAt: Date
  readonly lastSeenAt: Date
}

type Props = {
  readonly texts: PortalTexts
  readonly username: string
  readonly sessions: readonly SessionRow[]
  readonly formToken: string
  readonly now: Date
  /** What is wrong with a field of the password form, in words. */
  readonly passwordProblems: { readonly current?: string; readonly new?: string }
  /** False: it is the first one that is set. */
  readonly hasPassword: boolean
  readonly services: Pick<LinkedUpstreamsProps, 'linked' | 'others'>
}

export function SecurityPage(props: Props) {
  const { services, texts, formToken, now } = props
  const { security } = texts
  return (
    <>
      <PageHeader title={security.title} intro={security.intro} />
      <Sections>
        <Sessions {...props} />
        <LinkedUpstreams {...services} {...{ texts, formToken, now }} />
        <ChangePassword {...props} />
        <Everywhere {...props} />
      </Sections>
    </>
  )
}

function Sessions({ texts, sessions, formToken, now }: Props) {
  const { security } = texts
  const hasOthers = sessions.some(({ isCurrent }) => !isCurrent)
  return (
    <Section
      title={security.sessions}
      intro={security.sessionsIntro}
      action={
        hasOthers && (
          <PortalForm
            action="/account/sessions/end"
            token={formToken}
            fields={{ session_id: 'others' }}
          >
            <Button>{security.others}</Button>
          </PortalForm>
        )
      }
    >
      <Panel>
        <ul className="divide-y divide-edge">
          {sessions.map((session) => (
            <SessionItem key={session.id} {...{ texts, session, formToken, now }} />
          ))}
        </ul>
      </Panel>
    </Section>
  )
}

function SessionItem(props: {
  readonly texts: PortalTexts
  readonly session: SessionRow
  readonly formToken: string
  readonly now: Date
}) {
  const { texts, session, formToken, now } = props
  const { security } = texts
  const device = session.device ? fill(security.deviceName, session.device) : security.unknownDevice
  const label = fill(security.signOutLabel, {
    device,
    date: relativeText(texts, session.signedInAt, now),
  })
  return (
    <li className="flex items-center gap-4 px-4 py-3 sm:px-5">
      <div className="min-w-0 flex-1 items-center gap-x-6 sm:grid sm:grid-cols-[minmax(0,1fr)_minmax(0,9.5rem)_7.5rem_7.5rem]">
        <h3 className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">
          {device}
          {session.isCurrent && <Badge tone="accent">{security.thisDevice}</Badge>}
        </h3>
        <p className="font-mono text-code wrap-anywhere text-ink-muted">
          <span className="sr-only">{security.address}: </span>
          {session.address ?? security.unknownAddress}
        </p>
        <Fact label={security.since} at={session.signedInAt} {...{ texts, now }} />
        <Fact label={security.lastSeen} at={session.lastSeenAt} {...{ texts, now }} />
      </div>
      <PortalForm
        action="/account/sessions/end"
        token={formToken}
        fields={{ session_id: session.id }}
      >
        <Button small aria-label={label}>
          {security.signOut}
        </Button>
      </PortalForm>
    </li>
  )
}

function ChangePassword({ texts, username, formToken, passwordProblems, hasPassword }: Props) {
  const { security, passwordField } = texts
  const { own } = texts.upstreams
  return (
    <Section
      id="password"
      title={security.password}
      intro={hasPassword ? security.passwordIntro : `${own.noPassword} ${own.setPasswordIntro}`}
    >
      <Panel className="p-4 sm:p-5">
        <PortalForm
          action="/account/password"
          token={formToken}
          className="flex max-w-[26rem] flex-col gap-4"
        >
          {/* A password manager stores the new password under this name. */}
          <input
            type="text"
            name="username"
            autoComplete="username"
            value={username}
            readOnly
            hidden
          />
          {hasPassword && (
            <PasswordField
              name="current_password"
              label={security.currentPassword}
              autoComplete="current-password"
              texts={passwordField}
              {...(passwordProblems.current && { error: passwordProblems.current })}
            />
          )}
          <PasswordField
            name="new_password"
            label={security.newPassword}
            hint={security.newPasswordHint}
            autoComplete="new-password"
            texts={passwordField}
            {...(passwordProblems.new && { error: passwordProblems.new })}
          />
          <div>
            <Button kind="primary">
              {hasPassword ? security.changePassword : own.setPassword}
            </Button>
          </div>
        </PortalForm>
      </Panel>
    </Section>
  )
}

function Everywhere({ texts, formToken }: Props) {
  const { security } = texts
  return (
    <Section title={security.everywhere}>
      <Panel className="flex flex-col items-start gap-4 p-4 sm:flex-row sm:items-center sm:justify-between sm:gap-8 sm:p-5">
        <p className="max-w-[38rem] text-pretty">{security.everywhereText}</p>
        <PortalForm action="/account/sessions/end" token={formToken} fields={{ session_id: 'all' }}>
          <Button kind="plain-harm">{security.everywhereSubmit}</Button>
        </PortalForm>
      </Panel>
    </Section>
  )
}
