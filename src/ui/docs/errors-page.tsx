import type { Locale } from '@/model/pages'
import type { OAuthErrorCode } from '@/model/oauth-errors'
import { PageHeader, Panel, Section, Sections } from '@/ui/portal/layout'
import { portalTexts } from '@/ui/portal/texts'

import { docsTexts, errorTexts } from './docs-texts'
import { errorFacts, type ErrorGroup } from './error-facts'
import { DocsFrame } from './frame'
import { labelsOf } from './labels'
import { Rich } from './rich'

const groups: readonly ErrorGroup[] = ['authorization', 'token', 'other']
const codes = Object.keys(errorFacts) as readonly OAuthErrorCode[]

/** Every error, each with a sentence. */
export function ErrorsDocsPage({ locale }: { readonly locale: Locale }) {
  const docs = docsTexts[locale]
  const labels = labelsOf(portalTexts[locale])
  return (
    <DocsFrame>
      <PageHeader title={docs.title} intro={<Rich text={docs.intro} labels={labels} />} />
      <Sections>
        {groups.map((group) => (
          <Section key={group} title={docs.groups[group]}>
            <Panel>
              <ul className="divide-y divide-edge">
                {codes
                  .filter((code) => errorFacts[code].group === group)
                  .map((code) => (
                    <li key={code} className="px-4 py-3">
                      <a
                        className="font-mono text-code font-semibold text-accent underline-offset-4 hover:underline"
                        href={`/docs/errors/${code}`}
                      >
                        {code}
                      </a>
                      <p className="mt-0.5 text-pretty text-ink-muted">
                        <Rich text={errorTexts[locale][code].means} labels={labels} />
                      </p>
                    </li>
                  ))}
              </ul>
            </Panel>
          </Section>
        ))}
      </Sections>
    </DocsFrame>
  )
}
