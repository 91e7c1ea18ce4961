import type { Locale } from '@/model/pages'
import type { OAuthErrorCode } from '@/model/oauth-errors'
import { fill } from '@/ui/fill'
import { CodeBlock } from '@/ui/portal/code'
import { PageHeader } from '@/ui/portal/layout'
import { portalTexts } from '@/ui/portal/texts'

import { docsTexts, errorTexts } from './docs-texts'
import { errorFacts } from './error-facts'
import type { Cause, DocsTexts } from './error-text'
import { type Example, examples } from './examples'
import { DocsFrame } from './frame'
import { labelsOf } from './labels'
import { Rich } from './rich'

type Props = {
  readonly code: OAuthErrorCode
  readonly status: number
  readonly issuer: string
  readonly locale: Locale
}

/** What one error means, why it happens here, and how to mend each cause. */
export function ErrorDocsPage({ code, status, issuer, locale }: Props) {
  const docs = docsTexts[locale]
  const { means, causes } = errorTexts[locale][code]
  const { specification, meeting } = errorFacts[code]
  const labels = labelsOf(portalTexts[locale])
  return (
    <DocsFrame>
      <PageHeader
        title={<span className="font-mono">{code}</span>}
        before={
          <p className="mb-2">
            <a className="text-accent underline underline-offset-2" href="/docs/errors">
              {docs.all}
            </a>
          </p>
        }
      />
      <p className="text-base text-pretty">
        <Rich text={means} labels={labels} />
      </p>
      <dl className="mt-6 grid gap-x-6 gap-y-1.5 border-y border-edge py-4 sm:grid-cols-[auto_minmax(0,1fr)]">
        <Fact name={docs.where}>{docs.meetings[meeting]}</Fact>
        <Fact name={docs.status}>{meeting === 'redirect' ? docs.noStatus : String(status)}</Fact>
        <Fact name={docs.specification}>{specification}</Fact>
      </dl>
      <h2 className="mt-10 mb-4 text-base font-semibold">{docs.causes}</h2>
      <ol className="flex flex-col gap-8">
        {causes.map((cause) => (
          <CauseItem key={cause.what} cause={cause} {...{ docs, labels, issuer, locale }} />
        ))}
      </ol>
    </DocsFrame>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="max-sm:mb-2">{children}</dd>
    </>
  )
}

function CauseItem(props: {
  readonly cause: Cause
  readonly docs: DocsTexts
  readonly labels: Readonly<Record<string, string>>
  readonly issuer: string
  readonly locale: Locale
}) {
  const { cause, docs, labels, issuer, locale } = props
  const example: Example | null = cause.example === undefined ? null : examples[cause.example]
  const about = fill(cause.what, labels).replaceAll('`', '')
  return (
    <li className="border-l-2 border-edge pl-4">
      <h3 className="font-medium text-pretty">
        <Rich text={cause.what} labels={labels} />
      </h3>
      <p className="mt-1.5 text-pretty text-ink-muted">
        <Rich text={cause.mend} labels={labels} />
      </p>
      {example && (
        <div className="mt-3 flex flex-col gap-3">
          {example.wrong !== undefined && (
            <ExampleBlock
              name={docs.wrong}
              about={about}
              code={fill(example.wrong, { issuer })}
              locale={locale}
            />
          )}
          <ExampleBlock
            name={example.wrong === undefined ? docs.example : docs.right}
            about={about}
            code={fill(example.right, { issuer })}
            locale={locale}
          />
        </div>
      )}
    </li>
  )
}

function ExampleBlock(props: {
  readonly name: string
  /** Of which cause it is, for whoever hears of it away from the text above. */
  readonly about: string
  readonly code: string
  readonly locale: Locale
}) {
  const { name, about, code, locale } = props
  return (
    <figure>
      <figcaption className="mb-1 text-xs font-medium text-ink-muted">{name}</figcaption>
      <CodeBlock code={code} label={`${name}: ${about}`} texts={portalTexts[locale].copy} wraps />
    </figure>
  )
}
