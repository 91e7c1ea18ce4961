import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'

import { UpstreamTrace } from '@/ui/portal/upstream-trace'
import { portalTexts } from '@/ui/portal/texts'

it.each(['en', 'fr'] as const)(
  'says who a service says you are in words, and what is exact as it came, in %s',
  (locale) => {
    const texts = portalTexts[locale]
    const found = [
      ['issuer', 'https://login.example'],
      ['subject', '248289761001'],
      ['emailVerified', 'false'],
      ['givenName', 'Ada'],
    ] as const
    const html = renderToStaticMarkup(
      <UpstreamTrace texts={texts} trace={{ steps: [], outcome: { ok: true, found } }} />,
    )
    const { claimNames, fields, emailVerified, no } = texts.upstreams
    const labels = [...html.matchAll(/<dt[^>]*>([^<]*)/g)].map(([, label]) => label)
    expect(labels).toEqual([fields.issuer, claimNames.subject, emailVerified, claimNames.givenName])
    const values = [...html.matchAll(/<dd[^>]*>([^<]*)/g)].map(([, value]) => value)
    expect(values).toEqual(['https://login.example', '248289761001', no, 'Ada'])
  },
)
