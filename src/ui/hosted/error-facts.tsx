import type { ErrorFact, ErrorView } from '@/model/pages'
import { visible } from '@/ui/visible'

import { TextLink } from './parts'
import { RedirectUriFact } from './redirect-uri-fact'
import type { HostedProps } from './texts'
import { Value } from './value'

type Texts = HostedProps<unknown>['texts']

/** What the developer of the app needs: the exact words and values, and where to change what is registered. */
export function ErrorFacts({ view, texts }: { readonly view: ErrorView; readonly texts: Texts }) {
  const { developer, texts: errors } = texts.error
  const reason = errors[view.code].developer
  const pairs = view.facts.filter((fact) => fact.kind !== 'redirect-uri')
  return (
    <section aria-labelledby="developer">
      <h2 id="developer" className="text-sm font-semibold tracking-tight">
        {developer.heading}
      </h2>
      {reason !== null && <p className="mt-1 text-sm text-ink-muted">{reason}</p>}
      {(pairs.length > 0 || view.oauthError !== null) && (
        <dl className="facts">
          {view.oauthError !== null && <Explained code={view.oauthError} />}
          {pairs.map((fact, index) =>
            fact.kind === 'parameter' ? (
              <Pair key={index} name={fact.name} texts={texts} value={fact.value} />
            ) : (
              <Pair key={index} label={developer.switchOff} texts={texts} value={fact.name} />
            ),
          )}
        </dl>
      )}
      {view.facts.filter(isRedirectUri).map((fact, index) => (
        <RedirectUriFact key={index} fact={fact} texts={texts} />
      ))}
      {view.settingsUrl !== null && (
        <p className="mt-5 text-sm">
          <TextLink href={view.settingsUrl}>{developer.settings}</TextLink>
        </p>
      )}
    </section>
  )
}

const isRedirectUri = (fact: ErrorFact): fact is Extract<ErrorFact, { kind: 'redirect-uri' }> =>
  fact.kind === 'redirect-uri'

/** The error's name on the wire, which leads to what it means. */
function Explained({ code }: { readonly code: string }) {
  return (
    <>
      <dt>
        <code>error</code>
      </dt>
      <dd>
        <a className="link" href={`/docs/errors/${code}`}>
          <code>{code}</code>
        </a>
      </dd>
    </>
  )
}

function Pair(props: {
  /** A wire name, in monospace; or a label in words. */
  readonly name?: string
  readonly label?: string
  readonly value: string | null
  readonly texts: Texts
}) {
  const { name, label, value, texts } = props
  const { notSent, empty } = texts.error.developer
  return (
    <>
      <dt>{name === undefined ? label : <code>{visible(name.slice(0, 200))}</code>}</dt>
      <dd>
        {value ? <Value text={value} texts={texts} /> : <i>{value === null ? notSent : empty}</i>}
      </dd>
    </>
  )
}
