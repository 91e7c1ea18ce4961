import { Fill, fill } from '@/ui/fill'
import { harmless } from '@/ui/visible'
import { CodeValue } from './code'
import { Button, PortalForm } from './controls'
import { CopyButton } from './copy-button'
import { DeleteConfirmation } from './delete-confirmation'
import { Badge, PageHeader, Panel, Section, Sections } from './layout'
import { Back } from './new-upstream-page'
import { counted, type PortalTexts } from './texts'
import { RedirectUri, UpstreamForm, type UpstreamFormView } from './upstream-form'
import { UpstreamTrace, type TraceView } from './upstream-trace'

export type UpstreamPageView = {
  readonly id: string
  readonly label: string
  readonly isDisabled: boolean
  readonly isDefault: boolean
  readonly isBroker: boolean
  readonly takesInvitations: boolean
  readonly accounts: number
  readonly brokerRedirectUri: string
  readonly form: UpstreamFormView
  /** What the last test was like. */
  readonly trace: TraceView | null
  /** A link that its administrator has not handed on yet. */
  readonly invitation: string | null
}

type Props = {
  readonly texts: PortalTexts
  readonly view: UpstreamPageView
  readonly formToken: string
}

export function UpstreamPage(props: Props) {
  const { texts, view } = props
  const { upstreams: own } = texts
  const { badges, presets } = own
  return (
    <>
      <PageHeader
        before={<Back texts={texts} />}
        title={<bdi>{harmless(view.label)}</bdi>}
        intro={presets[view.form.preset].means}
        action={
          <div className="flex gap-1.5">
            {view.isDefault && <Badge tone="accent">{badges.default}</Badge>}
            {view.isBroker && <Badge tone="plain">{badges.broker}</Badge>}
            {view.isDisabled && <Badge tone="caution">{badges.disabled}</Badge>}
          </div>
        }
      />
      {view.invitation !== null && <FreshInvitation {...props} url={view.invitation} />}
      <Sections>
        <Panel className="flex flex-col gap-5 p-4 sm:p-5">
          <RedirectUri texts={texts} view={view.form} />
          {view.isBroker && <BrokerRedirectUri {...props} />}
        </Panel>
        <Test {...props} />
        {view.takesInvitations && <Invite {...props} />}
        <Section id="settings" title={own.settings}>
          <Panel className="p-4 sm:p-5">
            <UpstreamForm texts={texts} view={view.form} formToken={props.formToken} />
          </Panel>
        </Section>
        <Disable {...props} />
        <Delete {...props} />
      </Sections>
    </>
  )
}

function BrokerRedirectUri({ texts, view }: Props) {
  const { upstreams: own } = texts
  return (
    <div>
      <p className="mb-1 font-medium">{own.brokerRedirectUri}</p>
      <CodeValue value={view.brokerRedirectUri} label={own.brokerRedirectUri} texts={texts.copy} />
      <p className="mt-1 text-ink-muted">{own.brokerRedirectUriIntro}</p>
    </div>
  )
}

function Test({ texts, view, formToken }: Props) {
  const { upstreams: own } = texts
  return (
    <Section
      id="test"
      title={own.test}
      intro={own.testIntro}
      action={
        <PortalForm action="/admin/upstreams/test" token={formToken} fields={{ id: view.id }}>
          <Button>{own.testSubmit}</Button>
        </PortalForm>
      }
    >
      {view.trace && <UpstreamTrace texts={texts} trace={view.trace} />}
    </Section>
  )
}

function Invite({ texts, view, formToken }: Props) {
  const { upstreams: own } = texts
  return (
    <Section
      title={own.invite}
      intro={own.inviteIntro}
      action={
        <PortalForm action="/admin/upstreams/invite" token={formToken} fields={{ id: view.id }}>
          <Button>{own.inviteSubmit}</Button>
        </PortalForm>
      }
    >
      {null}
    </Section>
  )
}

function FreshInvitation({ texts, view, formToken, url }: Props & { readonly url: string }) {
  const { upstreams: own } = texts
  return (
    <section
      id="invitation"
      aria-labelledby="invitation-title"
      className="mb-8 rounded-panel border border-caution bg-caution-wash p-4 sm:p-5"
    >
      <h2 id="invitation-title" className="text-base font-semibold">
        {own.inviteOnce}
      </h2>
      <p className="mt-0.5 max-w-[46rem] text-pretty">{own.inviteOnceText}</p>
      <p className="my-3 rounded-control border border-edge bg-surface px-3.5 py-2.5">
        <code className="font-mono text-code wrap-anywhere">{url}</code>
      </p>
      <div className="flex flex-wrap gap-2">
        <CopyButton value={url} label={own.inviteLink} texts={texts.copy} />
        <PortalForm action="/admin/upstreams/seen" token={formToken} fields={{ id: view.id }}>
          <Button kind="primary" small>
            {own.inviteSent}
          </Button>
        </PortalForm>
      </div>
    </section>
  )
}

function Disable({ texts, view, formToken }: Props) {
  const { upstreams: own } = texts
  const { id, isDisabled, label } = view
  const [title, text, submit] = isDisabled
    ? [own.enable, own.enableText, own.enableSubmit]
    : [own.disable, own.disableText, own.disableSubmit]
  return (
    <Section title={fill(title, { label: harmless(label) })}>
      <Panel className="flex flex-col items-start gap-4 p-4 sm:flex-row sm:items-center sm:justify-between sm:gap-8 sm:p-5">
        <p className="max-w-[38rem] text-pretty">{text}</p>
        <PortalForm
          action="/admin/upstreams/disable"
          token={formToken}
          fields={{ id, disabled: isDisabled ? 'no' : 'yes' }}
        >
          <Button kind={isDisabled ? 'plain' : 'plain-harm'}>{submit}</Button>
        </PortalForm>
      </Panel>
    </Section>
  )
}

function Delete({ texts, view, formToken }: Props) {
  const { upstreams: own } = texts
  const { id, label, accounts } = view
  const shown = harmless(label)
  return (
    <Section title={fill(own.delete, { label: shown })}>
      <Panel className="flex flex-col gap-3 p-4 sm:p-5">
        <p className="max-w-[38rem] text-pretty">
          {accounts === 0 ? own.deleteNobody : counted(texts, own.deleteUsers, accounts)}{' '}
          {own.deleteText}
        </p>
        <PortalForm action="/admin/upstreams/delete" token={formToken} fields={{ id }}>
          <DeleteConfirmation
            name={label}
            label={<Fill text={own.deleteConfirm} values={{ label: <strong>{shown}</strong> }} />}
            submit={own.deleteSubmit}
          />
        </PortalForm>
      </Panel>
    </Section>
  )
}
