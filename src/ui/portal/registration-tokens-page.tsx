import { Fill, fill } from '@/ui/fill'
import { harmless } from '@/ui/visible'
import { CodeBlock, CodeValue } from './code'
import { Button, buttonClass, PortalForm, TextField } from './controls'
import { CopyButton } from './copy-button'
import { Badge, Empty, Notice, PageHeader, Panel, Section, Sections } from './layout'
import { counted, type PortalTexts } from './texts'
import { Time } from './time'

export type RegistrationTokensView = {
  readonly endpoint: string
  /** Whether anybody may register an app, with a token or without. */
  readonly isOpen: boolean
  readonly tokens: readonly {
    readonly id: string
    readonly name: string
    readonly createdAt: Date
    readonly expiresAt: Date
    readonly usesLeft: number
  }[]
  /** One that its administrator has not stored yet. */
  readonly fresh: { readonly name: string; readonly token: string } | null
  /** What the form begins with. */
  readonly values: { readonly name: string; readonly days: string; readonly uses: string }
  readonly problems: {
    readonly name?: keyof PortalTexts['registrationTokens']['problems']['name']
    readonly days?: 'not-in-range'
    readonly uses?: 'not-in-range'
  }
}

type Props = {
  readonly texts: PortalTexts
  readonly view: RegistrationTokensView
  readonly formToken: string
  readonly now: Date
}

export function RegistrationTokensPage(props: Props) {
  const { texts, view } = props
  const { registrationTokens: own } = texts
  return (
    <>
      <PageHeader title={own.title} intro={own.intro} />
      {view.isOpen && <Notice tone="caution">{own.byAnybody}</Notice>}
      {view.fresh && <FreshToken {...props} fresh={view.fresh} />}
      <Sections>
        <Section title={own.endpoint} intro={view.isOpen ? undefined : own.byToken}>
          <Panel className="px-4 py-3 sm:px-5">
            <CodeValue value={view.endpoint} label={own.endpoint} texts={texts.copy} />
          </Panel>
        </Section>
        <Section title={own.list} intro={own.listIntro}>
          {view.tokens.length === 0 ? (
            <Empty title={own.emptyTitle} text={own.empty} />
          ) : (
            <Tokens {...props} />
          )}
        </Section>
        <NewToken {...props} />
      </Sections>
    </>
  )
}

function FreshToken({
  texts,
  view,
  formToken,
  fresh: { name, token },
}: Props & { readonly fresh: NonNullable<RegistrationTokensView['fresh']> }) {
  const { registrationTokens: own } = texts
  const request = [
    `curl ${view.endpoint} \\`,
    `  -H 'Authorization: Bearer ${token}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"client_name":"Notes","redirect_uris":["https://notes.example/callback"]}'`,
  ].join('\n')
  return (
    <section
      aria-labelledby="fresh-token"
      className="mb-8 rounded-panel border border-caution bg-caution-wash p-4 sm:p-5"
    >
      <h2 id="fresh-token" className="text-base font-semibold wrap-anywhere">
        {fill(own.onceTitle, { name: harmless(name) })}
      </h2>
      <p className="mt-0.5 max-w-[46rem] text-pretty">{own.once}</p>
      <p className="my-3 rounded-control border border-edge bg-surface px-3.5 py-2.5">
        <code className="font-mono text-code wrap-anywhere">{token}</code>
      </p>
      <div className="mb-4 flex flex-wrap gap-2">
        <CopyButton value={token} label={own.token} texts={texts.copy} />
        <PortalForm action="/admin/registration/seen" token={formToken}>
          <Button kind="primary" small>
            {own.stored}
          </Button>
        </PortalForm>
      </div>
      <p className="mb-1.5">{own.example}</p>
      <CodeBlock code={request} label={own.exampleLabel} texts={texts.copy} />
    </section>
  )
}

function Tokens(props: Props) {
  return (
    <Panel>
      <ul className="divide-y divide-edge">
        {props.view.tokens.map((token) => (
          <Token key={token.id} {...props} token={token} />
        ))}
      </ul>
    </Panel>
  )
}

function Token({
  texts,
  formToken,
  now,
  token,
}: Props & { readonly token: RegistrationTokensView['tokens'][number] }) {
  const { registrationTokens: own } = texts
  const name = harmless(token.name)
  return (
    <li className="px-4 py-3 sm:px-5">
      <div className="items-center gap-x-6 sm:grid sm:grid-cols-[minmax(0,1fr)_8rem_8rem_8rem]">
        <h3 className="font-medium wrap-anywhere">
          <bdi>{name}</bdi>
        </h3>
        <Fact label={own.made}>
          <Time at={token.createdAt} now={now} texts={texts} />
        </Fact>
        <Fact label={own.ends}>
          <Time at={token.expiresAt} now={now} texts={texts} />
        </Fact>
        <Fact label={own.usesLeft}>
          {token.usesLeft > 0 ? (
            counted(texts, own.uses, token.usesLeft)
          ) : (
            <Badge tone="caution">{own.usedUp}</Badge>
          )}
        </Fact>
      </div>
      <details className="mt-1">
        <summary
          aria-label={fill(own.removeLabel, { name })}
          className={`${buttonClass({ kind: 'quiet', small: true })} -ml-2.5`}
        >
          {own.remove}
        </summary>
        <PortalForm
          action="/admin/registration/remove"
          token={formToken}
          fields={{ id: token.id }}
          className="mt-2 mb-1 flex flex-col items-start gap-3"
        >
          <p>
            <Fill text={own.removeText} values={{ name: <strong>{name}</strong> }} />
          </p>
          <Button kind="harm" small>
            {own.removeSubmit}
          </Button>
        </PortalForm>
      </details>
    </li>
  )
}

function Fact(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <p className="text-[0.8125rem] leading-snug text-ink-muted">
      <span className="sm:block">{props.label}</span>{' '}
      <span className="sm:text-ink">{props.children}</span>
    </p>
  )
}

function NewToken({ texts, view, formToken }: Props) {
  const { registrationTokens: own } = texts
  const { values, problems } = view
  const number = { inputMode: 'numeric', autoComplete: 'off', required: true } as const
  return (
    <Section title={own.make}>
      <Panel className="p-4 sm:p-5">
        <PortalForm
          action="/admin/registration/create"
          token={formToken}
          className="flex max-w-[30rem] flex-col gap-4"
        >
          <TextField
            id="name"
            name="name"
            label={own.name}
            hint={own.nameHint}
            autoComplete="off"
            defaultValue={values.name}
            error={problems.name && own.problems.name[problems.name]}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              {...number}
              id="days"
              name="days"
              label={own.days}
              hint={problems.days ? null : own.daysHint}
              defaultValue={values.days}
              error={problems.days && own.problems.days}
            />
            <TextField
              {...number}
              id="uses"
              name="uses"
              label={own.count}
              hint={problems.uses ? null : own.countHint}
              defaultValue={values.uses}
              error={problems.uses && own.problems.uses}
            />
          </div>
          <div>
            <Button kind="primary">{own.submit}</Button>
          </div>
        </PortalForm>
      </Panel>
    </Section>
  )
}
